package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;
import java.util.List;

/// How gradients become steps: the settings of an optimiser, without any state.
///
/// In the formulas of each optimiser θ is a parameter, g its gradient, η the learning rate, t the
/// number of the step counted from 1, and λ the weight decay. All are as PyTorch 2.13 defines them,
/// unless said otherwise.
///
/// {@snippet :
/// Linear model = Linear.of(4, 1, Rng.seed(1));
/// Tensor inputs = Tensor.normal(Rng.seed(2), Shape.of(8, 4), 0, 1);
/// Tensor targets = inputs.sum(1).reshape(8, 1);
/// Updater updater = Adam.of(1e-3).over(model.parameters());
/// for (int step = 0; step < 10; step++) {
///   Tensor loss = model.apply(inputs).sub(targets).square().mean();
///   updater.step(loss.gradients());
/// }
/// }
public sealed interface Optimizer permits Sgd, Adam, AdamW, RmsProp, Adagrad, Adadelta {
  /// η, the step size that schedules start from.
  double learningRate();

  /// What moves these parameters, with a fresh state.
  ///
  /// @throws IllegalArgumentException if a tensor is not trainable or is named twice
  default Updater over(List<Tensor> parameters) {
    return over(parameters, GradientClip.none());
  }

  /// What moves these parameters, with a fresh state, by gradients that are first limited.
  ///
  /// @throws IllegalArgumentException if a tensor is not trainable or is named twice
  default Updater over(List<Tensor> parameters, GradientClip clip) {
    return new Updater(this, parameters, clip);
  }
}
