package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;
import java.util.Map;

/// An optimiser at work on one parameter: its formula, and what it remembers from step to step.
///
/// A step has two halves. [#advance] counts it and works out, as plain numbers, what differs from
/// the step before. [#move] is tensor operations alone and keeps its memory in buffers, so that a
/// program can repeat it.
interface Rule {
  /// Begins a step.
  ///
  /// @param rate the learning rate of this step
  void advance(double rate);

  /// Moves the parameter, outside of the graph.
  ///
  /// @param gradient the gradient where the parameter is now
  void move(Tensor gradient);

  /// What is remembered, by the letter that it has in the optimiser's formula.
  Map<String, Tensor> memory();

  /// The rule of this optimiser for a parameter that starts here.
  static Rule of(Optimizer optimizer, Tensor parameter) {
    Tensor zeros = Tensor.zeros(parameter.shape(), parameter.dtype());
    return switch (optimizer) {
      case Sgd sgd -> new SgdRule(sgd, parameter, zeros);
      case Adam adam -> new AdamRule(adam, parameter, zeros);
      case AdamW adamW -> new AdamRule(adamW, parameter, zeros);
      case RmsProp rmsProp -> new RmsPropRule(rmsProp, parameter, zeros);
      case Adagrad adagrad -> new AdagradRule(adagrad, parameter, zeros);
      case Adadelta adadelta -> new AdadeltaRule(adadelta, parameter, zeros);
    };
  }

  /// The gradient of the loss with the penalty λ/2 · |θ|² added (L2): g + λθ.
  static Tensor penalised(Tensor gradient, Tensor parameter, double weightDecay) {
    return weightDecay == 0 ? gradient : gradient.add(parameter.mul(weightDecay));
  }

  /// Moves an exponential average on: βa + (1 − β)x.
  ///
  /// @return the average, now
  static Tensor average(Tensor average, double beta, Tensor x) {
    return remembered(average, average.mul(beta).add(x.mul(1 - beta)));
  }

  /// Writes what is to be remembered into its buffer.
  ///
  /// @return what was written
  static Tensor remembered(Tensor buffer, Tensor next) {
    buffer.assign(next);
    return next;
  }
}
