package dev.glassbox.labs.course;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;

/// Losses, of the steps of a training or of single rows, and what one reads off it.
record LossCurve(double[] losses) {
  /// The mean over one tenth of the steps, counted from 1.
  double mean(int tenth) {
    return Arrays.stream(tenth(tenth)).average().orElseThrow();
  }

  /// How far the losses of the last tenth lie from their mean.
  double jumps() {
    return deviation(tenth(10));
  }

  /// The mean of each so many steps in a row.
  double[] means(int steps) {
    return Tensor.of(Shape.of(losses.length / steps, steps), losses).mean(1).toDoubleArray();
  }

  private double[] tenth(int number) {
    int length = losses.length / 10;
    return Arrays.copyOfRange(losses, (number - 1) * length, number * length);
  }

  private static double deviation(double[] values) {
    return Tensor.of(DType.FLOAT64, values).standardDeviation().item();
  }

  /// The deviation that the mean of so many of these losses must have, drawn without replacement.
  double ofBatches(int size) {
    double n = losses.length;
    return deviation(losses) / Math.sqrt(size) * Math.sqrt((n - size) / (n - 1));
  }

  /// The deviation that the means of so many batches of these losses do have.
  double ofBatches(int size, int batches, Rng rng) {
    double[] means = new double[batches];
    for (int i = 0; i < batches; i++) {
      int[] rows = BatchesLab.batches(losses.length, size, true, rng).getFirst();
      means[i] = Arrays.stream(rows).mapToDouble(row -> losses[row]).average().orElseThrow();
    }
    return deviation(means);
  }
}
