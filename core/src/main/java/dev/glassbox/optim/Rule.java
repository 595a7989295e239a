package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;

/// An optimiser at work on one parameter: its formula, and what it remembers from step to step.
///
/// Rules are written in tensor operations, so that a step can be looked at and traced.
interface Rule {
  /// The parameter's next value.
  ///
  /// @param value the value now
  /// @param gradient the gradient there
  /// @param rate the learning rate of this step
  Tensor next(Tensor value, Tensor gradient, double rate);

  /// The rule of this optimiser for a parameter that starts here.
  static Rule of(Optimizer optimizer, Tensor parameter) {
    Tensor zeros = Tensor.zeros(parameter.shape(), parameter.dtype());
    return switch (optimizer) {
      case Sgd sgd -> new SgdRule(sgd);
      case Adam adam -> new AdamRule(adam, zeros);
      case AdamW adamW -> new AdamRule(adamW, zeros);
      case RmsProp rmsProp -> new RmsPropRule(rmsProp, zeros);
      case Adagrad adagrad -> new AdagradRule(adagrad, zeros);
      case Adadelta adadelta -> new AdadeltaRule(adadelta, zeros);
    };
  }

  /// The gradient of the loss with the penalty λ/2 · |θ|² added (L2): g + λθ.
  static Tensor penalised(Tensor gradient, Tensor value, double weightDecay) {
    return weightDecay == 0 ? gradient : gradient.add(value.mul(weightDecay));
  }

  /// An exponential average moved on: βa + (1 − β)x.
  static Tensor average(Tensor average, double beta, Tensor x) {
    return average.mul(beta).add(x.mul(1 - beta));
  }
}
