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
/// Updater updater = Adam.of(1e-3).over(model.parameters());
/// for (Examples batch : batches) {
///   Tensor loss = pass.run(() -> measure.of(model.apply(batch.inputs()), batch.targets()));
///   updater.step(loss.gradients());
///   pass.commit();
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
