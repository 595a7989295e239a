package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;

/// [Adagrad] on one parameter.
final class AdagradRule implements Rule {
  private final Adagrad adagrad;
  private Tensor sum;
  private double earlier;

  AdagradRule(Adagrad adagrad, Tensor zeros) {
    this.adagrad = adagrad;
    sum = zeros.add(adagrad.initialAccumulator());
  }

  @Override
  public Tensor next(Tensor value, Tensor gradient, double rate) {
    Tensor g = Rule.penalised(gradient, value, adagrad.weightDecay());
    sum = sum.add(g.square());
    double decayed = rate / (1 + earlier * adagrad.learningRateDecay());
    earlier++;
    return value.sub(g.div(sum.sqrt().add(adagrad.epsilon())).mul(decayed));
  }
}
