package dev.glassbox.nn;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;

/// Layer normalisation: y = (x − μ) / √(σ² + ε) · γ + β, where μ and σ² are the mean and the
/// (biased) variance of each row (Ba, Kiros and Hinton 2016).
///
/// Rows lie along the last axis of the input, (…, features). Training and prediction are the same.
///
/// @param weight γ, (features)
/// @param bias β, (features)
/// @param epsilon ε, added to the variance
public record LayerNorm(Tensor weight, Tensor bias, double epsilon) implements Layer {
  /// Checks the settings and that weight and bias have one number a feature.
  ///
  /// @throws ShapeException if they do not
  /// @throws IllegalArgumentException if ε is not positive
  public LayerNorm {
    Setting.positive("layer norm", "epsilon", epsilon);
    if (weight.shape().rank() != 1 || !weight.shape().equals(bias.shape())) {
      throw new ShapeException(
          "layer norm: weight and bias must both be (features), were %s and %s"
              .formatted(weight.shape(), bias.shape()));
    }
  }

  /// A FLOAT32 layer that starts with γ = 1, β = 0 and ε = 10⁻⁵.
  public static LayerNorm of(int features) {
    return of(features, DType.FLOAT32);
  }

  /// A layer of this type that starts with γ = 1, β = 0 and ε = 10⁻⁵.
  public static LayerNorm of(int features, DType dtype) {
    return new LayerNorm(
        Tensor.full(Shape.of(features), 1, dtype).trainable(),
        Tensor.zeros(Shape.of(features), dtype).trainable(),
        1e-5);
  }

  /// @throws ShapeException if the input's last axis does not hold the features
  @Override
  public Tensor apply(Tensor x) {
    int features = weight.shape().length(0);
    if (x.shape().rank() == 0 || x.shape().length(-1) != features) {
      throw new ShapeException(
          "layer norm: input %s must have %d numbers along its last axis"
              .formatted(x.shape(), features));
    }
    Tensor centred = x.sub(x.meanKeeping(-1));
    Tensor variance = centred.square().meanKeeping(-1);
    return centred.div(variance.add(epsilon).sqrt()).mul(weight).add(bias);
  }
}
