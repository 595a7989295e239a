package dev.glassbox.labs.course;

import dev.glassbox.data.Generator;
import dev.glassbox.data.Table;
import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// Made-up points of the plane.
final class MadePoints {
  private MadePoints() {}

  /// Points of a generator without noise.
  ///
  /// @param labels the classes in the order of their numbers
  static LabelledPoints of(Generator generator, int rows, Rng rng, String... labels) {
    return of(generator, rows, 0, rng, labels);
  }

  /// Points of a generator with noise of this standard deviation.
  static LabelledPoints of(Generator generator, int rows, double noise, Rng rng, String... labels) {
    Table table = generator.generate(rows, noise, rng);
    Tensor at = table.numbers("x", "y");
    List<String> classes = List.of(labels);
    List<Point> points =
        IntStream.range(0, rows)
            .mapToObj(
                row ->
                    new Point(
                        "",
                        classes.indexOf(table.text(row, "class")),
                        at.at(row, 0),
                        at.at(row, 1)))
            .toList();
    return new LabelledPoints("x₁", "x₂", classes, points);
  }

  /// So many points around each of these middles, with a deviation of 1 each way; the label is the
  /// middle's number.
  static List<Point> around(double[][] middles, int each, Rng rng) {
    return IntStream.range(0, each * middles.length)
        .mapToObj(
            i -> {
              double[] middle = middles[i / each];
              return new Point(
                  "", i / each, middle[0] + rng.nextGaussian(), middle[1] + rng.nextGaussian());
            })
        .toList();
  }
}
