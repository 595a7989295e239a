package dev.glassbox.studio.playground;

import dev.glassbox.data.Generator;
import dev.glassbox.data.NumericColumn;
import dev.glassbox.data.Table;
import dev.glassbox.data.TextColumn;
import dev.glassbox.tensor.Rng;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Points of the plane to learn from.
public enum Dataset {
  /// Two spiral arms wound into each other.
  SPIRALS(Generator.SPIRALS, 2, 2.3),
  /// A disc within a ring.
  CIRCLES(Generator.CIRCLES, 2, 1.4),
  /// Four squares of which those across a corner belong together.
  XOR(Generator.XOR, 2, 1.4),
  /// Two clouds, across the origin from each other.
  CLOUDS(null, 2, 3),
  /// Two half circles that reach into each other.
  MOONS(Generator.MOONS, 2, 2.4),
  /// Three round clouds.
  BLOBS(Generator.BLOBS, 3, 3.6),
  /// Four round islands in the sea.
  ISLANDS(Generator.ISLANDS, 2, 2.2),
  /// Four by four squares, black and white in turn.
  CHECKERBOARD(Generator.CHECKERBOARD, 2, 2.2),
  /// A slope: the value is (x + y) / 2.
  SLOPE(null, 0, 2),
  /// Two hills and two hollows: the value is the sum of four bells, two of them upside down.
  HILLS(null, 0, 2),
  /// A hill with two pits and a bent trench, which the generator makes over a larger square.
  SURFACE(Generator.SURFACE, 0, 2);

  private static final double SURFACE_SHRINK = 2.5;
  private static final double SURFACE_VALUE = 10;
  private static final double BELL_WIDTH = 0.6;

  private final @Nullable Generator generator;
  private final int classes;
  private final double side;

  Dataset(@Nullable Generator generator, int classes, double side) {
    this.generator = generator;
    this.classes = classes;
    this.side = side;
  }

  /// How many classes there are; 0 where a number is to be learnt.
  public int classes() {
    return classes;
  }

  /// The plane is shown from minus this to this, both ways.
  public double side() {
    return side;
  }

  /// The generator that makes just these points, null if they are made here.
  @Nullable Generator generator() {
    return this == SURFACE ? null : generator;
  }

  /// The noise that suits it.
  double defaultNoise() {
    return generator == null ? 0 : generator.defaultNoise();
  }

  /// What it is called.
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What the classes are called.
  public List<String> labels() {
    return switch (this) {
      case SPIRALS -> List.of("first", "second");
      case CIRCLES -> List.of("inner", "outer");
      case XOR -> List.of("same", "different");
      case CLOUDS -> List.of("lower", "upper");
      case MOONS -> List.of("upper", "lower");
      case BLOBS -> List.of("top", "left", "right");
      case ISLANDS -> List.of("land", "water");
      case CHECKERBOARD -> List.of("black", "white");
      case SLOPE, HILLS, SURFACE -> List.of();
    };
  }

  /// Makes points. The noise moves the points of classes, and the value of others.
  List<Point> points(int count, double noise, Rng rng) {
    if (generator != null) {
      return ofTable(generator.generate(count, noise, rng));
    }
    Point[] points = new Point[count];
    for (int i = 0; i < count; i++) {
      points[i] = this == CLOUDS ? cloud(i, noise, rng) : valued(noise, rng);
    }
    return List.of(points);
  }

  private List<Point> ofTable(Table table) {
    NumericColumn x = (NumericColumn) table.column("x");
    NumericColumn y = (NumericColumn) table.column("y");
    Point[] points = new Point[table.rows()];
    for (int row = 0; row < points.length; row++) {
      points[row] =
          switch (table.column(this == SURFACE ? "value" : "class")) {
            case TextColumn label ->
                new Point(x.value(row), y.value(row), labels().indexOf(label.text(row)));
            case NumericColumn value ->
                new Point(
                    x.value(row) / SURFACE_SHRINK,
                    y.value(row) / SURFACE_SHRINK,
                    value.value(row) / SURFACE_VALUE);
            default -> throw new IllegalStateException(title());
          };
    }
    return List.of(points);
  }

  private static Point cloud(int row, double noise, Rng rng) {
    int label = row % 2;
    double middle = label == 0 ? -1 : 1;
    double spread = 0.4 + noise;
    return new Point(
        middle + spread * rng.nextGaussian(), middle + spread * rng.nextGaussian(), label);
  }

  private Point valued(double noise, Rng rng) {
    double x = 4 * rng.nextDouble() - 2;
    double y = 4 * rng.nextDouble() - 2;
    return new Point(x, y, value(x, y) + noise * rng.nextGaussian());
  }

  private double value(double x, double y) {
    return this == SLOPE
        ? (x + y) / 2
        : bell(x - 1, y - 1) + bell(x + 1, y + 1) - bell(x - 1, y + 1) - bell(x + 1, y - 1);
  }

  private static double bell(double x, double y) {
    return StrictMath.exp(-(x * x + y * y) / (2 * BELL_WIDTH * BELL_WIDTH));
  }
}
