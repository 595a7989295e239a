package dev.glassbox.labs.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A pair of axes and what is drawn between them, in the order it was added. A value: each method
/// gives another panel.
///
/// {@snippet :
/// double[] x = new Range(0, 6).spaced(50);
/// double[] y = Arrays.stream(x).map(Math::sin).toArray();
/// Panel panel = Panel.of("x", "sin x").line("sine", Ink.BLUE, x, y);
/// }
///
/// A label that is not empty puts an entry into the picture's legend; equal labels share one.
public final class Panel {
  private static final double THICK = 2;

  final Axis x;
  final Axis y;
  final String title;
  final boolean square;
  final List<Mark> marks;

  /// An axis.
  ///
  /// @param range what it shows, null to follow from the marks
  /// @param logarithmic whether equal factors have equal lengths
  /// @param names what stands at 0, 1, 2, … in place of numbers, empty for numbers
  /// @param bare whether to leave out numbers and label
  record Axis(
      String label, @Nullable Range range, boolean logarithmic, List<String> names, boolean bare) {
    Axis with(Range shown) {
      return new Axis(label, shown, logarithmic, names, bare);
    }

    double place(double value) {
      return logarithmic ? (value > 0 ? Math.log10(value) : Double.NaN) : value;
    }
  }

  private Panel(Axis x, Axis y, String title, boolean square, List<Mark> marks) {
    this.x = x;
    this.y = y;
    this.title = title;
    this.square = square;
    this.marks = List.copyOf(marks);
  }

  /// An empty panel with these labels of its axes, units included.
  public static Panel of(String xLabel, String yLabel) {
    return new Panel(axis(xLabel), axis(yLabel), "", false, List.of());
  }

  private static Axis axis(String label) {
    return new Axis(label, null, false, List.of(), false);
  }

  /// An image: a square for each number, row by row from the top, without axes.
  public static Panel image(int columns, int rows, double[] values, ColorScale scale) {
    Axis bare = new Axis("", null, false, List.of(), true);
    return new Panel(bare, bare, "", true, List.of())
        .and(new Mark.Pixels(columns, rows, values.clone(), scale));
  }

  /// The panel with this title.
  public Panel titled(String text) {
    return new Panel(x, y, text, square, marks);
  }

  /// The panel with this range of x.
  public Panel withX(double low, double high) {
    return new Panel(x.with(new Range(low, high)), y, title, square, marks);
  }

  /// The panel with this range of y.
  public Panel withY(double low, double high) {
    return new Panel(x, y.with(new Range(low, high)), title, square, marks);
  }

  /// The panel over this piece of the plane.
  public Panel over(Range xs, Range ys) {
    return withX(xs.low(), xs.high()).withY(ys.low(), ys.high());
  }

  /// The panel with a unit of y as long as a unit of x, as right angles need it.
  public Panel withEqualUnits() {
    return new Panel(x, y, title, true, marks);
  }

  /// The panel with equal factors of y at equal lengths; what is not positive is not drawn.
  public Panel withLogarithmicY() {
    return new Panel(
        x, new Axis(y.label(), y.range(), true, y.names(), y.bare()), title, square, marks);
  }

  /// The panel with equal factors of x at equal lengths.
  public Panel withLogarithmicX() {
    return new Panel(
        new Axis(x.label(), x.range(), true, x.names(), x.bare()), y, title, square, marks);
  }

  /// The panel with these names at x = 0, 1, 2, … in place of numbers.
  public Panel withNames(List<String> names) {
    return new Panel(
        new Axis(x.label(), new Range(-0.5, names.size() - 0.5), false, List.copyOf(names), false),
        y,
        title,
        square,
        marks);
  }

  private Panel and(Mark mark) {
    List<Mark> more = new ArrayList<>(marks);
    more.add(mark);
    return new Panel(x, y, title, square, more);
  }

  /// A line through these points in order; it breaks where a number is not finite.
  public Panel line(String label, Ink ink, double[] xs, double[] ys) {
    return and(new Mark.Line(label, ink, same(xs, ys), ys.clone(), THICK, false));
  }

  /// A dashed line.
  public Panel dashed(String label, Ink ink, double[] xs, double[] ys) {
    return and(new Mark.Line(label, ink, same(xs, ys), ys.clone(), 1.6, true));
  }

  /// A thin line, for what is many.
  public Panel thin(String label, Ink ink, double[] xs, double[] ys) {
    return and(new Mark.Line(label, ink, same(xs, ys), ys.clone(), 1, false));
  }

  /// Points.
  public Panel points(String label, Ink ink, double[] xs, double[] ys) {
    return and(new Mark.Dots(label, ink, same(xs, ys), ys.clone(), 9));
  }

  /// Small points, for what is many.
  public Panel smallPoints(String label, Ink ink, double[] xs, double[] ys) {
    return and(new Mark.Dots(label, ink, same(xs, ys), ys.clone(), 5));
  }

  /// Small points with a white rim, for what is many on a ground of the same colours.
  public Panel rimmedPoints(String label, Ink ink, double[] xs, double[] ys) {
    return and(new Mark.Dots(label, ink, same(xs, ys), ys.clone(), 6));
  }

  /// A path of steps, from a black start to a larger end.
  public Panel path(String label, Ink ink, double[] xs, double[] ys) {
    return and(new Mark.Trail(label, ink, same(xs, ys), ys.clone()));
  }

  /// A path that is walked before the reader's eyes, eight steps a second and again from the start;
  /// it stands still in a PNG. Paths that race need equally many steps.
  public Panel walk(String label, Ink ink, double[] xs, double[] ys) {
    return and(new Mark.Walk(label, ink, same(xs, ys), ys.clone()));
  }

  /// The strip between two lines.
  public Panel band(String label, Ink ink, double[] xs, double[] lows, double[] highs) {
    return and(new Mark.Band(label, ink, same(xs, lows), same(lows, highs), highs.clone()));
  }

  /// How many of these numbers fall into each of so many equal parts of the range, as a share of
  /// all per unit of x, so that histograms of different sizes compare.
  public Panel histogram(String label, Ink ink, double[] values, Range range, int parts) {
    double width = range.length() / parts;
    double[] lefts = new double[parts];
    double[] rights = new double[parts];
    double[] heights = new double[parts];
    Arrays.setAll(lefts, i -> range.low() + i * width);
    Arrays.setAll(rights, i -> range.low() + (i + 1) * width);
    for (double value : values) {
      int part = (int) Math.floor((value - range.low()) / width);
      if (part >= 0 && part < parts) {
        heights[part] += 1 / (width * values.length);
      }
    }
    return and(new Mark.Columns(label, ink, lefts, rights, heights));
  }

  /// A column of each height at x = 0, 1, 2, …; `place` of `of` stands side by side.
  public Panel columns(String label, Ink ink, int place, int of, double... heights) {
    double width = 0.8 / of;
    double[] lefts = new double[heights.length];
    Arrays.setAll(lefts, i -> i - 0.4 + place * width);
    double[] rights = Arrays.stream(lefts).map(left -> left + width).toArray();
    return and(new Mark.Columns(label, ink, lefts, rights, heights.clone()));
  }

  /// A field in colours.
  public Panel heat(Field field, ColorScale scale) {
    return and(new Mark.Heat(field, scale));
  }

  /// Thin lines on which a field has these levels.
  public Panel contours(Field field, Ink ink, double... levels) {
    return and(new Mark.Levels("", ink, field, levels.clone(), 0.8));
  }

  /// The line on which a field has this level, where one decision turns into the other.
  public Panel decision(String label, Ink ink, Field field, double level) {
    return and(new Mark.Levels(label, ink, field, new double[] {level}, THICK));
  }

  /// Where a field is above a level, in a pale colour.
  public Panel region(String label, Ink ink, Field field, double level) {
    return and(new Mark.Region(label, ink, field, level));
  }

  /// An arrow.
  public Panel arrow(String label, Ink ink, double fromX, double fromY, double toX, double toY) {
    return and(new Mark.Arrow(label, ink, fromX, fromY, toX, toY));
  }

  /// A few words to the right of a place.
  public Panel note(String text, double atX, double atY) {
    return and(new Mark.Note(text, atX, atY, 8, -4, Canvas.Anchor.START));
  }

  /// A few words to the left of a place.
  public Panel noteLeft(String text, double atX, double atY) {
    return and(new Mark.Note(text, atX, atY, -8, -4, Canvas.Anchor.END));
  }

  /// A few words centred below a place.
  public Panel noteBelow(String text, double atX, double atY) {
    return and(new Mark.Note(text, atX, atY, 0, -17, Canvas.Anchor.MIDDLE));
  }

  /// A few words centred above a place.
  public Panel noteAbove(String text, double atX, double atY) {
    return and(new Mark.Note(text, atX, atY, 0, 8, Canvas.Anchor.MIDDLE));
  }

  private static double[] same(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "panel: %d numbers of one axis need as many of the other, had %d"
              .formatted(a.length, b.length));
    }
    return a.clone();
  }

  /// What the x axis shows, in the units along it.
  Range xRange() {
    return shown(x, false, Mark::xs);
  }

  /// What the y axis shows, in the units along it.
  Range yRange() {
    return shown(y, true, Mark::ys);
  }

  private Range shown(
      Axis axis, boolean upwards, java.util.function.Function<Mark, double[]> numbers) {
    Range given = axis.range();
    if (given != null) {
      return new Range(axis.place(given.low()), axis.place(given.high()));
    }
    double[] all =
        marks.stream()
            .flatMapToDouble(m -> Arrays.stream(numbers.apply(m)))
            .map(axis::place)
            .toArray();
    boolean filled =
        marks.stream().anyMatch(m -> m instanceof Mark.Heat || m instanceof Mark.Pixels);
    if (filled) {
      return new Range(least(all, v -> v), -least(all, v -> -v));
    }
    Range around = Range.around(all);
    boolean standing = marks.stream().anyMatch(Mark.Columns.class::isInstance);
    return upwards && standing && least(all, v -> v) >= 0 ? new Range(0, around.high()) : around;
  }

  private static double least(double[] all, ToDoubleFunction<Double> by) {
    return Arrays.stream(all).boxed().mapToDouble(by).min().orElse(0);
  }

  /// The colours of the first heat map that says what they mean.
  Optional<ColorScale> scale() {
    return marks.stream()
        .flatMap(
            mark ->
                switch (mark) {
                  case Mark.Heat heat -> Stream.of(heat.scale());
                  case Mark.Pixels pixels -> Stream.of(pixels.scale());
                  default -> Stream.<ColorScale>empty();
                })
        .filter(scale -> !scale.label().isEmpty())
        .findFirst();
  }
}
