package dev.glassbox.nn;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One perceptron as it learns.
final class PerceptronRun {
  private final Perceptron settings;
  private final int rows;
  private final double[] x;
  private final double[] y;
  private final double negativeLabel;

  private final double[] w;
  private double b;
  private final List<Perceptron.Update> updates = new ArrayList<>();

  PerceptronRun(Perceptron settings, Tensor inputs, Tensor labels) {
    Shape shape = inputs.shape();
    if (shape.rank() != 2
        || shape.length(0) == 0
        || !labels.shape().equals(Shape.of(shape.length(0)))) {
      throw new ShapeException(
          "perceptron: inputs must be (rows, features) with a row at least, and labels (rows); were %s"
                  .formatted(shape)
              + " and %s".formatted(labels.shape()));
    }
    this.settings = settings;
    rows = shape.length(0);
    x = inputs.toDoubleArray();
    if (!Arrays.stream(x).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "perceptron: every input must be a finite number; fill or drop the gaps first");
    }
    double[] given = labels.to(DType.FLOAT64).toDoubleArray();
    negativeLabel = negativeLabel(given);
    y = Arrays.stream(given).map(label -> label == 1 ? 1 : -1).toArray();
    w = new double[shape.length(1)];
  }

  private static double negativeLabel(double[] labels) {
    double least = Arrays.stream(labels).min().orElseThrow();
    double negative = least == 0 ? 0 : -1;
    for (double label : labels) {
      if (label != 1 && label != negative) {
        throw new IllegalArgumentException(
            "perceptron: labels must be 0 and 1, or −1 and 1; found %s".formatted(label));
      }
    }
    return negative;
  }

  Perceptron.Learnt learn() {
    List<Integer> mistakes = new ArrayList<>();
    do {
      mistakes.add(epoch(mistakes.size() + 1));
    } while (mistakes.getLast() > 0 && mistakes.size() < settings.epochs());
    double bound = mistakes.getLast() == 0 ? novikoffBound() : Double.NaN;
    return new Perceptron.Learnt(weight(), b, negativeLabel, updates, mistakes, bound);
  }

  private int epoch(int number) {
    int before = updates.size();
    for (int row = 0; row < rows; row++) {
      // Written so that a score that overflowed to NaN counts as a mistake.
      if (!(y[row] * score(w, b, x, row) > 0)) {
        correct(row);
        updates.add(new Perceptron.Update(number, row, weight(), b));
      }
    }
    return updates.size() - before;
  }

  private void correct(int row) {
    double step = settings.learningRate() * y[row];
    for (int i = 0; i < w.length; i++) {
      w[i] += step * x[row * w.length + i];
    }
    b += step;
  }

  /// (R/γ)² with γ measured at the boundary found. The bias counts as the weight of a constant 1.
  private double novikoffBound() {
    double longest = 0;
    double margin = Double.POSITIVE_INFINITY;
    for (int row = 0; row < rows; row++) {
      double square = 1;
      for (int i = 0; i < w.length; i++) {
        square += x[row * w.length + i] * x[row * w.length + i];
      }
      longest = Math.max(longest, square);
      margin = Math.min(margin, y[row] * score(w, b, x, row));
    }
    double size = b * b + Arrays.stream(w).map(v -> v * v).sum();
    return longest * size / (margin * margin);
  }

  /// w · x + b for one row of x.
  static double score(double[] w, double b, double[] x, int row) {
    double score = b;
    for (int i = 0; i < w.length; i++) {
      score += w[i] * x[row * w.length + i];
    }
    return score;
  }

  private Tensor weight() {
    return Tensor.of(DType.FLOAT64, w);
  }
}
