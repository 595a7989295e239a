package dev.glassbox.nn;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// The mean over rows of −Σ t · ln softmax(z), for logits z (rows, classes).
///
/// Computed from the logits, so that it neither overflows nor loses digits: give it the last linear
/// layer's output, without a softmax.
///
/// Targets are class indices, INT64 (rows), or probabilities (rows, classes). Smoothing by s makes
/// each row of targets (1 − s) t + s / classes (Szegedy et al. 2016). With class weights w, each
/// class's term is multiplied by its weight; and when the targets are class indices, the sum over
/// rows is divided by the sum of the rows' weights and not by their number, as PyTorch has it.
///
/// {@snippet :
/// Loss loss = CrossEntropy.smoothed(0.1).withClassWeights(1, 5);
/// Tensor logits = Tensor.of(2, 0, 0, 1, -1, 1).reshape(3, 2);
/// Tensor value = loss.of(logits, Tensor.of(Shape.of(3), new long[] {0, 1, 1}));
/// }
///
/// @param labelSmoothing s, in [0, 1)
/// @param classWeights w, one number from 0 up a class, or empty for alike
public record CrossEntropy(double labelSmoothing, List<Double> classWeights) implements Loss {
  /// Checks the settings and copies the weights.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public CrossEntropy {
    Setting.share("cross-entropy", "labelSmoothing", labelSmoothing);
    classWeights = List.copyOf(classWeights);
    for (int i = 0; i < classWeights.size(); i++) {
      Setting.nonNegative("cross-entropy", "classWeights[" + i + "]", classWeights.get(i));
    }
  }

  /// Without smoothing or weights.
  public CrossEntropy() {
    this(0, List.of());
  }

  /// With smoothing but without weights.
  public static CrossEntropy smoothed(double labelSmoothing) {
    return new CrossEntropy(labelSmoothing, List.of());
  }

  /// The same loss with smoothed targets.
  public CrossEntropy withLabelSmoothing(double smoothing) {
    return new CrossEntropy(smoothing, classWeights);
  }

  /// The same loss with classes that count differently.
  public CrossEntropy withClassWeights(double... weights) {
    return new CrossEntropy(labelSmoothing, Arrays.stream(weights).boxed().toList());
  }

  /// @throws ShapeException if logits, targets and class weights do not fit each other
  /// @throws IndexOutOfBoundsException if a class index is negative or not below the number of
  ///   classes
  @Override
  public Tensor of(Tensor output, Tensor target) {
    Shape shape = output.shape();
    boolean indices = target.dtype() == DType.INT64;
    if (shape.rank() != 2 || !target.shape().equals(indices ? Shape.of(shape.length(0)) : shape)) {
      throw new ShapeException(
          "cross-entropy: logits must be (rows, classes), and targets INT64 (rows) or probabilities"
              + " (rows, classes); were %s, and %s %s"
                  .formatted(shape, target.dtype(), target.shape()));
    }
    int classes = shape.length(1);
    if (!classWeights.isEmpty() && classWeights.size() != classes) {
      throw new ShapeException(
          "cross-entropy: %d class weights for the %d classes of logits %s"
              .formatted(classWeights.size(), classes, shape));
    }
    Tensor probabilities =
        indices ? target.oneHot(classes, output.dtype()) : Pair.inTypeOf(name(), output, target);
    Tensor sum = output.softmaxCrossEntropy(weighted(smooth(probabilities, classes))).sum();
    return indices && !classWeights.isEmpty()
        ? sum.div(weighted(probabilities).sum())
        : sum.div(shape.length(0));
  }

  private Tensor smooth(Tensor target, int classes) {
    return labelSmoothing == 0
        ? target
        : target.mul(1 - labelSmoothing).add(labelSmoothing / classes);
  }

  private Tensor weighted(Tensor target) {
    if (classWeights.isEmpty()) {
      return target;
    }
    double[] weights = classWeights.stream().mapToDouble(Double::doubleValue).toArray();
    return target.mul(Tensor.of(target.dtype(), weights));
  }

  @Override
  public String name() {
    return "cross-entropy";
  }
}
