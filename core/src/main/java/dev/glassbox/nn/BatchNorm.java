package dev.glassbox.nn;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;

/// Batch normalisation: y = (x − μ) / √(σ² + ε) · γ + β for each feature (Ioffe and Szegedy 2015).
///
/// In training, μ and σ² are the mean and the (biased) variance of the batch, and the running
/// statistics move towards them by r ← (1 − momentum) r + momentum · batch, with the unbiased
/// variance. In prediction, μ and σ² are the running statistics, so that each row's result is its
/// own affair.
///
/// The input is (rows, features). In training it needs two rows at least. A frozen one
/// ([Layer#frozen]) does in training what it does in prediction.
///
/// @param weight γ, (features)
/// @param bias β, (features)
/// @param runningMean (features), a buffer
/// @param runningVar (features), a buffer
/// @param momentum how far the running statistics move with each batch, in [0, 1]
/// @param epsilon ε, added to the variance
public record BatchNorm(
    Tensor weight,
    Tensor bias,
    Tensor runningMean,
    Tensor runningVar,
    double momentum,
    double epsilon)
    implements Layer {

  /// Checks the settings and that all four tensors have one number a feature.
  ///
  /// @throws ShapeException if they do not
  /// @throws IllegalArgumentException if a setting is out of its range
  public BatchNorm {
    Setting.weight("batch norm", "momentum", momentum);
    Setting.positive("batch norm", "epsilon", epsilon);
    Shape shape = weight.shape();
    if (shape.rank() != 1
        || !shape.equals(bias.shape())
        || !shape.equals(runningMean.shape())
        || !shape.equals(runningVar.shape())) {
      throw new ShapeException(
          "batch norm: weight, bias and running statistics must all be (features), were %s, %s, %s, %s"
              .formatted(shape, bias.shape(), runningMean.shape(), runningVar.shape()));
    }
  }

  /// A FLOAT32 layer that starts with γ = 1, β = 0, momentum 0.1 and ε = 10⁻⁵.
  public static BatchNorm of(int features) {
    return of(features, DType.FLOAT32);
  }

  /// A layer of this type that starts with γ = 1, β = 0, momentum 0.1 and ε = 10⁻⁵.
  public static BatchNorm of(int features, DType dtype) {
    Tensor zeros = Tensor.zeros(Shape.of(features), dtype);
    Tensor ones = Tensor.full(Shape.of(features), 1, dtype);
    return new BatchNorm(
        ones.trainable(), zeros.trainable(), zeros.buffer(), ones.buffer(), 0.1, 1e-5);
  }

  /// @throws ShapeException if the input is not (rows, features), or has one row in training
  @Override
  public Tensor apply(Tensor x) {
    int features = weight.shape().length(0);
    if (x.shape().rank() != 2 || x.shape().length(1) != features) {
      throw new ShapeException(
          "batch norm: input %s must be (rows, %d)".formatted(x.shape(), features));
    }
    if (weight.isBuffer()) {
      return predict(x);
    }
    return TrainingPass.current().map(pass -> train(x, pass)).orElseGet(() -> predict(x));
  }

  private Tensor predict(Tensor x) {
    Tensor scale = weight.div(runningVar.add(epsilon).sqrt());
    return x.sub(runningMean).mul(scale).add(bias);
  }

  private Tensor train(Tensor x, TrainingPass pass) {
    int rows = x.shape().length(0);
    if (rows < 2) {
      throw new ShapeException(
          "batch norm: a batch of %d row has no variance to train with; drop an incomplete last batch"
                  .formatted(rows)
              + " or choose another batch size");
    }
    Tensor mean = x.meanKeeping(0);
    Tensor centred = x.sub(mean);
    Tensor variance = centred.square().meanKeeping(0);
    move(pass, runningMean, mean);
    move(pass, runningVar, variance.detach().mul((double) rows / (rows - 1)));
    return centred.div(variance.add(epsilon).sqrt()).mul(weight).add(bias);
  }

  private void move(TrainingPass pass, Tensor running, Tensor batch) {
    Tensor kept = pass.latest(running).mul(1 - momentum);
    pass.update(running, kept.add(batch.detach().reshape(running.shape()).mul(momentum)));
  }
}
