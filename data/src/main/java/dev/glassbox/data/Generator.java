package dev.glassbox.data;

import dev.glassbox.tensor.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Made-up tables on which one can see what a network learns: points in the plane, or a curve or
/// surface.
///
/// {@snippet :
/// Table spirals = Generator.named("spirals").generate(400, 0.1, Rng.seed(1));
/// }
///
/// Tables of classes have the columns `x`, `y` and `class`, with equally many rows of each class or
/// one more; tables of numbers have `x`, or `x` and `y`, and `value`. The same seed gives the same
/// table.
public enum Generator {
  /// Four squares of which those across a corner belong together.
  XOR("points whose class is whether x and y have the same sign", 0.1) {
    @Override
    Point point(int row, Rng rng) {
      double x = rng.nextDouble();
      double y = rng.nextDouble();
      double side = rng.nextDouble() < 0.5 ? -1 : 1;
      return row % 2 == 0
          ? new Point(side * x, side * y, "same")
          : new Point(side * x, -side * y, "different");
    }
  },
  /// A disc within a ring.
  CIRCLES("a disc within a ring", 0.1) {
    @Override
    Point point(int row, Rng rng) {
      boolean inner = row % 2 == 0;
      double radius = inner ? 0.5 * Math.sqrt(rng.nextDouble()) : 0.8 + 0.2 * rng.nextDouble();
      double angle = 2 * Math.PI * rng.nextDouble();
      return polar(radius, angle, inner ? "inner" : "outer");
    }
  },
  /// Two half circles that reach into each other.
  MOONS("two half circles that reach into each other", 0.1) {
    @Override
    Point point(int row, Rng rng) {
      double angle = Math.PI * rng.nextDouble();
      Point upper = polar(1, angle, "upper");
      return row % 2 == 0 ? upper : new Point(1 - upper.x, 0.5 - upper.y, "lower");
    }
  },
  /// Two spiral arms wound into each other.
  SPIRALS("two spiral arms wound into each other", 0.05) {
    @Override
    Point point(int row, Rng rng) {
      double along = Math.sqrt(rng.nextDouble());
      double angle = 3.5 * Math.PI * along + (row % 2 == 0 ? 0 : Math.PI);
      return polar(2 * along, angle, row % 2 == 0 ? "first" : "second");
    }
  },
  /// Three round clouds.
  BLOBS("three round clouds", 0.5) {
    @Override
    Point point(int row, Rng rng) {
      double angle = Math.PI / 2 + 2 * Math.PI * (row % 3) / 3;
      return polar(1.5, angle, List.of("top", "left", "right").get(row % 3));
    }
  },
  /// Round islands in the sea.
  ISLANDS("four round islands in the sea, with no point on their beaches", 0.0) {
    @Override
    Point point(int row, Rng rng) {
      boolean land = row % 2 == 0;
      while (true) {
        double x = 4 * rng.nextDouble() - 2;
        double y = 4 * rng.nextDouble() - 2;
        if (isLand(x, y, land ? -BEACH : BEACH) == land) {
          return new Point(x, y, land ? "land" : "water");
        }
      }
    }
  },
  /// Four by four squares, black and white in turn.
  CHECKERBOARD("four by four squares, black and white in turn", 0.0) {
    @Override
    Point point(int row, Rng rng) {
      int column = rng.nextInt(4);
      int line = 2 * rng.nextInt(2) + (column + row) % 2;
      double x = column - 2 + rng.nextDouble();
      double y = line - 2 + rng.nextDouble();
      return new Point(x, y, row % 2 == 0 ? "black" : "white");
    }
  },
  /// One and a half waves of a sine.
  SINE("the curve value = sin x, from -1.5π to 1.5π, with noise", 0.1) {
    @Override
    Table table(int rows, double noise, Rng rng) {
      double[] x = new double[rows];
      double[] value = new double[rows];
      for (int row = 0; row < rows; row++) {
        x[row] = 3 * Math.PI * (rng.nextDouble() - 0.5);
        value[row] = StrictMath.sin(x[row]) + noise * rng.nextGaussian();
      }
      return Table.of(new NumericColumn("x", x), new NumericColumn("value", value));
    }
  },
  /// A surface of one hill, two pits and a bent ridge, over the square from −5 to 5.
  SURFACE("a surface over a square: a hill with two pits and a bent trench", 0.0) {
    @Override
    Table table(int rows, double noise, Rng rng) {
      double[] x = new double[rows];
      double[] y = new double[rows];
      double[] value = new double[rows];
      for (int row = 0; row < rows; row++) {
        x[row] = 10 * rng.nextDouble() - 5;
        y[row] = 10 * rng.nextDouble() - 5;
        value[row] = surface(x[row], y[row]) + noise * rng.nextGaussian();
      }
      return Table.of(
          new NumericColumn("x", x), new NumericColumn("y", y), new NumericColumn("value", value));
    }
  };

  private static final int MOST_ROWS = 10_000_000;

  // Half the width of the strip along each coast that holds no point.
  private static final double BEACH = 0.05;

  // Centre x, centre y, radius.
  private static final double[][] ISLES = {
    {-1.0, 1.0, 0.7}, {1.0, 1.2, 0.5}, {1.1, -0.8, 0.75}, {-0.9, -1.1, 0.55}
  };

  private final String description;
  private final double defaultNoise;

  Generator(String description, double defaultNoise) {
    this.description = description;
    this.defaultNoise = defaultNoise;
  }

  /// A point of a class.
  record Point(double x, double y, String label) {}

  /// The generator of this name, as [#title()] gives it.
  ///
  /// @throws DataException if there is none; it says which there are
  public static Generator named(String name) {
    return Arrays.stream(values())
        .filter(generator -> generator.title().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "there is no generator %s%s"
                        .formatted(name, NearNames.questionOrList(name, titles()))));
  }

  /// The names of all generators.
  public static List<String> titles() {
    return Arrays.stream(values()).map(Generator::title).toList();
  }

  /// The name by which it is asked for: `spirals`.
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What the table shows, in a few words.
  public String description() {
    return description;
  }

  /// The noise that suits it.
  public double defaultNoise() {
    return defaultNoise;
  }

  /// The column to predict: `class` or `value`.
  public String target() {
    return this == SINE || this == SURFACE ? "value" : "class";
  }

  /// A table.
  ///
  /// @param rows how many rows, from 1 to 10,000,000
  /// @param noise the standard deviation of what is added to x and y, or to the value; at least 0
  /// @throws DataException if there are no or too many rows, or the noise is negative or not finite
  public Table generate(int rows, double noise, Rng rng) {
    if (rows < 1 || rows > MOST_ROWS) {
      throw new DataException(
          "a generated table has from 1 to 10,000,000 rows; %d were asked for".formatted(rows));
    }
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new DataException(
          "noise is a standard deviation, at least 0; it was %s"
              .formatted(Double.isNaN(noise) ? "NaN" : Numbers.text(noise)));
    }
    return table(rows, noise, rng);
  }

  Table table(int rows, double noise, Rng rng) {
    double[] x = new double[rows];
    double[] y = new double[rows];
    String[] label = new String[rows];
    for (int row = 0; row < rows; row++) {
      Point point = point(row, rng);
      x[row] = point.x + noise * rng.nextGaussian();
      y[row] = point.y + noise * rng.nextGaussian();
      label[row] = point.label;
    }
    return Table.of(
        new NumericColumn("x", x), new NumericColumn("y", y), TextColumn.of("class", label));
  }

  Point point(int row, Rng rng) {
    throw new IllegalStateException(title() + " makes no points of classes");
  }

  private static Point polar(double radius, double angle, String label) {
    return new Point(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), label);
  }

  /// Whether a point lies on an isle whose coast is moved outwards so far.
  private static boolean isLand(double x, double y, double outwards) {
    return Arrays.stream(ISLES)
        .anyMatch(isle -> Math.hypot(x - isle[0], y - isle[1]) < isle[2] + outwards);
  }

  /// The height of [#SURFACE]:
  ///
  /// 10 s(10√(x²+y²) − 5) − 15 s(5√((x−2)²+(y−2)²) − 2.5) − 15 s(5√((x+2)²+(y−2)²) − 2.5) − 18
  /// s(2((0.1 − x/2)² + 7(5/4 (y+2.5) − x²/4)²) − 1), where s(t) = 1/(1 + eᵗ).
  static double surface(double x, double y) {
    double bend = 1.25 * (y + 2.5) - x * x / 4;
    double across = 0.1 - x / 2;
    return 10 * falling(10 * Math.sqrt(x * x + y * y) - 5)
        - 15 * falling(5 * Math.sqrt((x - 2) * (x - 2) + (y - 2) * (y - 2)) - 2.5)
        - 15 * falling(5 * Math.sqrt((x + 2) * (x + 2) + (y - 2) * (y - 2)) - 2.5)
        - 18 * falling(2 * (across * across + 7 * bend * bend) - 1);
  }

  private static double falling(double t) {
    return 1 / (1 + StrictMath.exp(t));
  }
}
