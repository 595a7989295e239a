package dev.glassbox.data;

import dev.glassbox.optim.Adadelta;
import dev.glassbox.optim.Adagrad;
import dev.glassbox.optim.AdamW;
import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.RmsProp;
import dev.glassbox.optim.Sgd;

/// The optimisers that can be asked for by name.
public enum OptimizerChoice {
  /// Adam with decoupled weight decay.
  ADAM,
  /// Another name for [#ADAM].
  ADAMW,
  /// Gradient descent with momentum 0.9.
  SGD,
  /// Gradient descent with Nesterov's momentum 0.9.
  NESTEROV,
  /// RMSProp.
  RMSPROP,
  /// Adagrad.
  ADAGRAD,
  /// Adadelta.
  ADADELTA;

  /// The optimiser with this learning rate and weight decay.
  Optimizer create(double learningRate, double weightDecay) {
    return switch (this) {
      case ADAM, ADAMW -> new AdamW(learningRate, 0.9, 0.95, 1e-8, weightDecay);
      case SGD -> Sgd.of(learningRate).withMomentum(0.9).withWeightDecay(weightDecay);
      case NESTEROV -> Sgd.of(learningRate).withNesterov(0.9).withWeightDecay(weightDecay);
      case RMSPROP -> RmsProp.of(learningRate).withWeightDecay(weightDecay);
      case ADAGRAD -> Adagrad.of(learningRate).withWeightDecay(weightDecay);
      case ADADELTA -> Adadelta.of(learningRate).withWeightDecay(weightDecay);
    };
  }

  /// The learning rate used where none is given.
  double defaultLearningRate() {
    return switch (this) {
      case ADAM, ADAMW -> 3e-3;
      case SGD, NESTEROV -> 0.03;
      case RMSPROP -> 1e-3;
      case ADAGRAD -> 0.02;
      case ADADELTA -> 1;
    };
  }

  /// Whether weight decay is a part of the step of its own (AdamW) and not of the gradient. Only
  /// then do the strengths in [Regime] mean what they were chosen for.
  boolean decouplesDecay() {
    return this == ADAM || this == ADAMW;
  }
}
