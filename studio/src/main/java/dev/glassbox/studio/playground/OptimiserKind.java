package dev.glassbox.studio.playground;

import dev.glassbox.optim.Adadelta;
import dev.glassbox.optim.Adagrad;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.AdamW;
import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.RmsProp;
import dev.glassbox.optim.Sgd;

/// How gradients become steps, and how a program would write that.
public enum OptimiserKind {
  ADAM("Adam.of(%s)"),
  ADAMW("AdamW.of(%s)"),
  SGD("Sgd.of(%s)"),
  MOMENTUM("Sgd.of(%s).withMomentum(0.9)"),
  NESTEROV("Sgd.of(%s).withNesterov(0.9)"),
  RMSPROP("RmsProp.of(%s)"),
  ADAGRAD("Adagrad.of(%s)"),
  ADADELTA("Adadelta.of(%s)");

  private final String code;

  OptimiserKind(String code) {
    this.code = code;
  }

  /// The optimiser with its state fresh.
  public Optimizer create(double rate, double decay) {
    return switch (this) {
      case ADAM -> Adam.of(rate).withWeightDecay(decay);
      case ADAMW -> AdamW.of(rate).withWeightDecay(decay);
      case SGD -> Sgd.of(rate).withWeightDecay(decay);
      case MOMENTUM -> Sgd.of(rate).withMomentum(0.9).withWeightDecay(decay);
      case NESTEROV -> Sgd.of(rate).withNesterov(0.9).withWeightDecay(decay);
      case RMSPROP -> RmsProp.of(rate).withWeightDecay(decay);
      case ADAGRAD -> Adagrad.of(rate).withWeightDecay(decay);
      case ADADELTA -> Adadelta.of(rate).withWeightDecay(decay);
    };
  }

  /// The expression that makes it.
  String code(double rate, double decay) {
    return code.formatted(rate) + ".withWeightDecay(%s)".formatted(decay);
  }
}
