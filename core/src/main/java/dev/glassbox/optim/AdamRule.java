package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;
import java.util.Map;

/// [Adam] and [AdamW] on one parameter.
///
/// With r = √(1 − β₂ᵗ), the step η/(1 − β₁ᵗ) · m / (√v/r + ε) is ηr/(1 − β₁ᵗ) · m / (√v + εr),
/// which takes one operation fewer on every element (Kingma and Ba 2015, end of section 2).
final class AdamRule implements Rule {
  private final Adam adam;
  private final double decoupledDecay;
  private final Tensor parameter;
  private final Tensor m;
  private final Tensor v;
  private final Coefficient stepSize;
  private final Coefficient epsilon;
  private final Coefficient kept;
  private double t;

  AdamRule(Adam adam, Tensor parameter, Tensor zeros) {
    this(adam, 0, parameter, zeros);
  }

  AdamRule(AdamW adamW, Tensor parameter, Tensor zeros) {
    this(
        new Adam(adamW.learningRate(), adamW.beta1(), adamW.beta2(), adamW.epsilon(), 0),
        adamW.weightDecay(),
        parameter,
        zeros);
  }

  private AdamRule(Adam adam, double decoupledDecay, Tensor parameter, Tensor zeros) {
    this.adam = adam;
    this.decoupledDecay = decoupledDecay;
    this.parameter = parameter;
    m = zeros.buffer();
    v = zeros.buffer();
    stepSize = new Coefficient(parameter.dtype());
    epsilon = new Coefficient(parameter.dtype());
    kept = new Coefficient(parameter.dtype());
  }

  @Override
  public void advance(double rate) {
    t++;
    double root = Math.sqrt(1 - Math.pow(adam.beta2(), t));
    stepSize.set(rate * root / (1 - Math.pow(adam.beta1(), t)));
    epsilon.set(adam.epsilon() * root);
    kept.set(1 - rate * decoupledDecay);
  }

  @Override
  public Map<String, Tensor> memory() {
    return Map.of("m", m, "v", v);
  }

  @Override
  public void move(Tensor gradient) {
    Tensor g = Rule.penalised(gradient, parameter, adam.weightDecay());
    Tensor mean = Rule.average(m, adam.beta1(), g);
    Tensor square = Rule.average(v, adam.beta2(), g.square());
    Tensor direction = mean.div(square.sqrt().add(epsilon.tensor()));
    Tensor decayed = decoupledDecay == 0 ? parameter : parameter.mul(kept.tensor());
    parameter.assign(decayed.sub(direction.mul(stepSize.tensor())));
  }
}
