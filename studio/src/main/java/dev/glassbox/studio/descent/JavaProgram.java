package dev.glassbox.studio.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The ways down as a program of the public API, which prints where each ends.
final class JavaProgram {
  private JavaProgram() {}

  /// One way: what it is called, and the expression that makes its optimiser.
  record Way(String name, String optimiser) {}

  /// Ways at several learning rates.
  static List<Way> ways(Method method, double momentum, double... rates) {
    return Arrays.stream(rates)
        .mapToObj(rate -> new Way(Double.toString(rate), code(method, rate, momentum)))
        .toList();
  }

  /// The ways of a race, each method at its rate.
  static List<Way> race(double... rates) {
    List<Way> ways = new ArrayList<>();
    for (Method method : Method.values()) {
      String optimiser = code(method, rates[ways.size()], Method.MOMENTUM_IN_RACE);
      ways.add(new Way(method.name().toLowerCase(Locale.ROOT), optimiser));
    }
    return ways;
  }

  private static String code(Method method, double rate, double momentum) {
    return switch (method) {
      case SGD -> "Sgd.of(%s)".formatted(rate);
      case MOMENTUM -> "Sgd.of(%s).withMomentum(%s)".formatted(rate, momentum);
      case NESTEROV ->
          momentum == 0
              ? "Sgd.of(%s)".formatted(rate)
              : "Sgd.of(%s).withNesterov(%s)".formatted(rate, momentum);
      case ADAGRAD -> "Adagrad.of(%s)".formatted(rate);
      case ADADELTA -> "Adadelta.of(%s)".formatted(rate);
      case RMSPROP -> "RmsProp.of(%s)".formatted(rate);
      case ADAM -> "Adam.of(%s)".formatted(rate);
    };
  }

  private static String calls(List<Way> ways) {
    return ways.stream()
        .map(way -> "  walk(\"%s\", %s);\n".formatted(way.name(), way.optimiser()))
        .collect(Collectors.joining());
  }

  /// Ways down a landscape.
  static String of(Landscape landscape, double[] start, int steps, List<Way> ways) {
    return """
    import dev.glassbox.optim.*;
    import dev.glassbox.tensor.*;
    import java.util.List;

    /// Walks down %s and prints where each way ends.
    void main() {
    %s}

    void walk(String name, Optimizer optimizer) {
      Tensor place = Tensor.of(DType.FLOAT64, %s, %s).trainable();
      Updater updater = optimizer.over(List.of(place));
      for (int step = 0; step < %d && Math.abs(place.at(0)) + Math.abs(place.at(1)) < 1e6; step++) {
        Tensor height = height(place.slice(0, 0, 1), place.slice(0, 1, 2)).sum();
        updater.step(height.gradients());
      }
      double x = place.at(0);
      double y = place.at(1);
      double height = height(Tensor.of(DType.FLOAT64, x), Tensor.of(DType.FLOAT64, y)).item();
      IO.println("%%s: height %%s at (%%s, %%s)".formatted(name, height, x, y));
    }

    Tensor height(Tensor x, Tensor y) {
    %s}
    """
        .formatted(landscape.formula(), calls(ways), start[0], start[1], steps, height(landscape));
  }

  private static String height(Landscape landscape) {
    return switch (landscape) {
      case LINE ->
          """
            double[] heights = {10.5, 5, 3, 2.5, 1};
            Tensor sum = Tensor.zeros(x.shape(), DType.FLOAT64);
            for (int i = 0; i < heights.length; i++) {
              sum = sum.add(x.add(y.mul(i)).sub(heights[i]).square());
            }
            return sum.mul(0.5);
          """;
      case LONG_VALLEY -> "  return x.square().add(y.square().mul(50)).mul(0.5);\n";
      case SADDLE ->
          "  return x.square().mul(0.5).add(y.pow(4).mul(0.25)).sub(y.square().mul(0.5));\n";
      case BEALE ->
          """
            double[] constants = {1.5, 2.25, 2.625};
            Tensor sum = Tensor.zeros(x.shape(), DType.FLOAT64);
            for (int i = 0; i < 3; i++) {
              sum = sum.add(x.mul(y.pow(i + 1)).sub(x).add(constants[i]).square());
            }
            return sum;
          """;
    };
  }

  /// The race on the moons.
  static String ofMoons(int steps, List<Way> ways) {
    return
"""
    import dev.glassbox.data.*;
    import dev.glassbox.nn.*;
    import dev.glassbox.optim.*;
    import dev.glassbox.tensor.*;
    import java.util.ArrayList;
import java.util.Arrays;

    static final int ROWS = %1$d;
    static final int BATCH = %2$d;

    Table table = Generator.MOONS.generate(ROWS, %3$s, Rng.seed(%4$d));
    Tensor inputs = table.numbers("x", "y");
    Tensor targets = targets();

    /// Lets seven methods learn to tell noisy moons apart, on the same batches, and prints their losses.
    void main() {
    %5$s}

    void walk(String name, Optimizer optimizer) {
      Rng rng = Rng.seed(%6$d);
      Sequential model =
          Sequential.of(
              Linear.of(2, 8, Initializer.glorotUniform(), DType.FLOAT64, rng),
              Activation.TANH,
              Linear.of(8, 1, Initializer.glorotUniform(), DType.FLOAT64, rng));
      Updater updater = optimizer.over(model.parameters());
      int[] order = {};
      int used = 0;
      for (int step = 0; step < %7$d && Double.isFinite(model.parameters().getFirst().at(0, 0)); step++) {
        if (used + BATCH > order.length) {
          order = rng.permutation(ROWS);
          used = 0;
        }
        Tensor batch =
            Tensor.of(
                Shape.of(BATCH), Arrays.stream(order, used, used + BATCH).asLongStream().toArray());
        used += BATCH;
        updater.step(loss(model, inputs.gather(batch), targets.gather(batch)).gradients());
      }
      Tensor all = Tensor.untracked(() -> loss(model, inputs, targets));
      IO.println("%%s: loss %%s".formatted(name, all.item()));
    }

    Tensor loss(Layer model, Tensor x, Tensor t) {
      return model.apply(x).sigmoidCrossEntropy(t).mean();
    }

    Tensor targets() {
      double[] upper = new double[ROWS];
      for (int row = 0; row < ROWS; row++) {
        upper[row] = table.text(row, "class").equals("upper") ? 1 : 0;
      }
      return Tensor.of(Shape.of(ROWS, 1), upper);
    }
"""
        .formatted(
            Moons.ROWS,
            Moons.BATCH,
            Moons.NOISE,
            Moons.POINTS_SEED,
            calls(ways),
            Moons.RUN_SEED,
            steps);
  }
}
