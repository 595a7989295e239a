package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;

/// [Adam] and [AdamW] on one parameter.
final class AdamRule implements Rule {
  private final Adam adam;
  private final double decoupledDecay;
  private Tensor m;
  private Tensor v;
  private double t;

  AdamRule(Adam adam, Tensor zeros) {
    this(adam, 0, zeros);
  }

  AdamRule(AdamW adamW, Tensor zeros) {
    this(
        new Adam(adamW.learningRate(), adamW.beta1(), adamW.beta2(), adamW.epsilon(), 0),
        adamW.weightDecay(),
        zeros);
  }

  private AdamRule(Adam adam, double decoupledDecay, Tensor zeros) {
    this.adam = adam;
    this.decoupledDecay = decoupledDecay;
    m = zeros;
    v = zeros;
  }

  @Override
  public Tensor next(Tensor value, Tensor gradient, double rate) {
    t++;
    Tensor g = Rule.penalised(gradient, value, adam.weightDecay());
    m = Rule.average(m, adam.beta1(), g);
    v = Rule.average(v, adam.beta2(), g.square());
    double rate1 = rate / (1 - Math.pow(adam.beta1(), t));
    double root2 = Math.sqrt(1 - Math.pow(adam.beta2(), t));
    Tensor decayed = decoupledDecay == 0 ? value : value.mul(1 - rate * decoupledDecay);
    return decayed.sub(m.div(v.sqrt().div(root2).add(adam.epsilon())).mul(rate1));
  }
}
