package dev.glassbox.labs.course;

import dev.glassbox.labs.picture.ColorScale;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.tensor.Tensor;
import java.util.List;

/// What the lab `loss-landscape` shows.
final class LandscapePictures {
  private static final ColorScale SCALE = ColorScale.sequential(-4, 1, "log₁₀ of the loss");

  private LandscapePictures() {}

  /// A piece of a plane around the end of each network.
  ///
  /// @param level what guessing comes to
  static Picture planes(List<TrainedNetwork> trained, List<Field> fields, double level) {
    Picture picture =
        Picture.of(
                "planes",
                "With 21 plain layers there is flat land and no minimum; residual layers dig a"
                    + " funnel")
            .inColumns(2, 250, 250)
            .withSharedAxes();
    for (int i = 0; i < fields.size(); i++) {
      picture =
          picture.with(
              Panel.of("x", "y")
                  .titled(trained.get(i).network().title())
                  .heat(fields.get(i), SCALE)
                  .decision("ln 2, the loss of guessing", Ink.BLACK, fields.get(i), level));
    }
    return picture;
  }

  /// The way of each network in a plane.
  static Picture paths(List<TrainedNetwork> trained, List<WeightPlane> planes) {
    Picture picture =
        Picture.of(
                "paths",
                "In the plane of its path descent is seen to turn into a valley and follow it")
            .inColumns(2, 270, 270);
    for (int i = 0; i < planes.size(); i++) {
      TrainedNetwork at = trained.get(i);
      double[] xs = planes.get(i).xs(at.path());
      double[] ys = planes.get(i).ys(at.path());
      Field field = planes.get(i).logarithm(Range.around(xs), Range.around(ys), at::loss);
      picture =
          picture.with(
              Panel.of("first direction", "second direction")
                  .titled(at.network().title())
                  .heat(field, SCALE)
                  .path("path", Ink.VERMILLION, xs, ys));
    }
    return picture;
  }

  /// The losses on the line and on the curve between two networks, and the plane that holds both.
  static Picture connection(
      TrainedNetwork one,
      TrainedNetwork other,
      Tensor middle,
      double[] ts,
      double[] onLine,
      double[] onCurve) {
    List<Tensor> corners = List.of(one.end(), other.end(), middle);
    WeightPlane plane = WeightPlane.through(one.end(), other.end(), middle);
    double[] xs = plane.xs(corners);
    double[] ys = plane.ys(corners);
    List<Tensor> curve = one.curveTo(other, middle, ts);
    Field field = plane.logarithm(Range.around(xs), Range.around(ys), one::loss);
    return Picture.of(
            "connection",
            "Two minima with a mountain between them are the ends of one curved valley")
        .inColumns(2, 300, 260)
        .with(
            Panel.of("t", "loss")
                .withLogarithmicY()
                .line("straight line", Ink.BLACK, ts, onLine)
                .line("curve", Ink.VERMILLION, ts, onCurve))
        .with(
            Panel.of("along the line", "across it")
                .heat(field, SCALE)
                .line("straight line", Ink.BLACK, new double[] {xs[0], xs[1]}, new double[] {0, 0})
                .line("curve", Ink.VERMILLION, plane.xs(curve), plane.ys(curve))
                .points("m", Ink.ORANGE, new double[] {xs[2]}, new double[] {ys[2]}));
  }
}
