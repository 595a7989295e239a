package dev.glassbox.nn;

import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Rosenblatt's perceptron, a single neuron that learns from its mistakes alone (Rosenblatt 1958).
///
/// A row x is put on the side of the sign of w · x + b. Rows are visited in order; whenever one lies on the
/// wrong side, or on the boundary, with its label y = ±1,
///
///     w ← w + ηyx,    b ← b + ηy
///
/// starting from 0, until a whole epoch passes without a mistake. If some boundary separates the two
/// classes, this happens after at most (R/γ)² corrections, where R is the greatest length of a row (with a
/// 1 for the bias) and γ the least distance of a row from that boundary (Novikoff 1962). If none does, it
/// never happens.
///
/// {@snippet :
/// Tensor inputs = Tensor.of(Shape.of(4, 2), new float[] {0, 0, 0, 1, 1, 0, 1, 1});
/// Perceptron.Learnt and = Perceptron.of().learn(inputs, Tensor.of(0, 0, 0, 1));
/// System.out.println(and.summary());
/// }
///
/// @param learningRate η; starting from 0, it scales the weights but changes no decision
/// @param epochs the most passes over the rows
public record Perceptron(double learningRate, int epochs) {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is not positive
  public Perceptron {
    Setting.positive("perceptron", "learningRate", learningRate);
    Setting.positive("perceptron", "epochs", epochs);
  }

  /// With a learning rate of 1 and at most 1,000 epochs.
  public static Perceptron of() {
    return new Perceptron(1, 1000);
  }

  /// Learns to tell two classes apart.
  ///
  /// @param inputs (rows, features)
  /// @param labels (rows), either 0 and 1 or −1 and 1
  /// @throws ShapeException if there are no rows, or the shapes do not fit
  /// @throws IllegalArgumentException if an input is not finite or a label is none of those named
  public Learnt learn(Tensor inputs, Tensor labels) {
    return new PerceptronRun(this, inputs, labels).learn();
  }

  /// A correction, and what it led to.
  ///
  /// @param epoch counted from 1
  /// @param row the row on the wrong side, counted from 0
  /// @param weight w after the correction, FLOAT64 (features)
  /// @param bias b after the correction
  public record Update(int epoch, int row, Tensor weight, double bias) {}

  /// What was learnt, and by which corrections.
  ///
  /// @param weight w, FLOAT64 (features)
  /// @param bias b
  /// @param negativeLabel how the labels wrote the negative class, 0 or −1
  /// @param updates every correction, in order
  /// @param mistakes the number of corrections in each epoch
  /// @param updateBound (R/γ)² for the boundary found, which the number of corrections cannot
  ///   exceed; NaN if the classes were not separated
  public record Learnt(
      Tensor weight,
      double bias,
      double negativeLabel,
      List<Update> updates,
      List<Integer> mistakes,
      double updateBound) {

    /// Copies the lists.
    public Learnt {
      updates = List.copyOf(updates);
      mistakes = List.copyOf(mistakes);
    }

    /// Whether the last epoch made no mistake, so that the boundary separates the two classes.
    public boolean separated() {
      return mistakes.getLast() == 0;
    }

    /// The label of each row: 1 where w · x + b > 0, else the negative label.
    ///
    /// @param inputs (rows, features)
    /// @return FLOAT64 (rows)
    public Tensor predict(Tensor inputs) {
      int features = weight.size();
      if (inputs.shape().rank() != 2 || inputs.shape().length(1) != features) {
        throw new ShapeException(
            "perceptron: input %s must be (rows, %d)".formatted(inputs.shape(), features));
      }
      double[] x = inputs.toDoubleArray();
      double[] w = weight.toDoubleArray();
      double[] labels = new double[inputs.shape().length(0)];
      Arrays.setAll(labels, row -> PerceptronRun.score(w, bias, x, row) > 0 ? 1 : negativeLabel);
      return Tensor.of(weight.dtype(), labels);
    }

    /// How the learning went, in one sentence.
    public String summary() {
      return separated()
          ? "separated after %d corrections in %d epochs; with this margin, more than %.0f were never possible"
              .formatted(updates.size(), mistakes.size(), Math.floor(updateBound))
          : "not separated within %d epochs: the last still made %d mistakes; perhaps no straight boundary"
                  .formatted(mistakes.size(), mistakes.getLast())
              + " separates the classes";
    }
  }
}
