package dev.glassbox.studio.perceptron;

import dev.glassbox.nn.Perceptron;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a perceptron learns some points, with every line on the way.
final class Learning {
  /// Weights count as the same within this: coordinates are chosen by hand, not so close together.
  private static final double SAME = 1e-9;

  private final Perceptron.Learnt learnt;
  private final List<Mistake> mistakes;

  private Learning(Perceptron.Learnt learnt, List<Mistake> mistakes) {
    this.learnt = learnt;
    this.mistakes = mistakes;
  }

  /// A line w₁x + w₂y + b = 0, positive on the side that w points to.
  record Line(double w1, double w2, double bias) {
    double score(double x, double y) {
      return w1 * x + w2 * y + bias;
    }

    boolean isNear(Line other) {
      return Math.abs(w1 - other.w1) < SAME
          && Math.abs(w2 - other.w2) < SAME
          && Math.abs(bias - other.bias) < SAME;
    }
  }

  /// One correction.
  ///
  /// @param epoch counted from 1
  /// @param row the misclassified point
  /// @param score of the point by the line before
  record Mistake(int epoch, int row, Line before, double score, Line after) {}

  /// Weights that came back at the end of an epoch: from there on all repeats.
  ///
  /// @param firstEpoch after which they were the same
  /// @param epochs how long one round takes
  /// @param mistakes how many are made in each round
  record Cycle(int firstEpoch, int epochs, int mistakes) {}

  /// Learns points with labels −1 and 1.
  static Learning of(double[] x, double[] y, double[] labels, double learningRate, int epochs) {
    double[] rows = new double[2 * x.length];
    for (int i = 0; i < x.length; i++) {
      rows[2 * i] = x[i];
      rows[2 * i + 1] = y[i];
    }
    Perceptron.Learnt learnt =
        new Perceptron(learningRate, epochs)
            .learn(Tensor.of(Shape.of(x.length, 2), rows), Tensor.of(DType.FLOAT64, labels));
    List<Mistake> mistakes = new ArrayList<>();
    Line line = new Line(0, 0, 0);
    for (Perceptron.Update update : learnt.updates()) {
      int row = update.row();
      Line after = new Line(update.weight().at(0), update.weight().at(1), update.bias());
      mistakes.add(new Mistake(update.epoch(), row, line, line.score(x[row], y[row]), after));
      line = after;
    }
    return new Learning(learnt, mistakes);
  }

  Perceptron.Learnt learnt() {
    return learnt;
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  /// The line after the last correction.
  Line line() {
    return mistakes.isEmpty() ? new Line(0, 0, 0) : mistakes.getLast().after();
  }

  /// The first cycle, or null if no epoch ended with weights that an earlier one ended with.
  ///
  /// From the same weights, the same points bring the same mistakes for ever; so no line separates
  /// them, for otherwise the mistakes would come to an end (Novikoff 1962).
  @Nullable Cycle cycle() {
    List<Line> ends = new ArrayList<>(List.of(new Line(0, 0, 0)));
    int made = 0;
    for (int count : learnt.mistakes()) {
      made += count;
      Line end = made == 0 ? new Line(0, 0, 0) : mistakes.get(made - 1).after();
      for (int earlier = 0; count > 0 && earlier < ends.size(); earlier++) {
        if (ends.get(earlier).isNear(end)) {
          int round =
              learnt.mistakes().subList(earlier, ends.size()).stream()
                  .mapToInt(Integer::intValue)
                  .sum();
          return new Cycle(earlier, ends.size() - earlier, round);
        }
      }
      ends.add(end);
    }
    return null;
  }
}
