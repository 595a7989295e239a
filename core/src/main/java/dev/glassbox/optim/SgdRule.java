package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;
import java.util.Map;

/// [Sgd] on one parameter.
final class SgdRule implements Rule {
  private final Sgd sgd;
  private final Tensor parameter;
  private final Tensor velocity;
  private final Coefficient rate;

  /// What the gradient's share in the velocity is: all of it in the first step, then 1 − τ.
  private final Coefficient share;

  private boolean begun;

  SgdRule(Sgd sgd, Tensor parameter, Tensor zeros) {
    this.sgd = sgd;
    this.parameter = parameter;
    velocity = sgd.momentum() instanceof Sgd.None ? zeros : zeros.buffer();
    rate = new Coefficient(parameter.dtype());
    share = new Coefficient(parameter.dtype());
  }

  @Override
  public void advance(double rate) {
    this.rate.set(rate);
    double dampening = sgd.momentum() instanceof Sgd.HeavyBall(_, double tau) ? tau : 0;
    share.set(begun ? 1 - dampening : 1);
    begun = true;
  }

  @Override
  public Map<String, Tensor> memory() {
    return sgd.momentum() instanceof Sgd.None ? Map.of() : Map.of("v", velocity);
  }

  @Override
  public void move(Tensor gradient) {
    Tensor direction = direction(Rule.penalised(gradient, parameter, sgd.weightDecay()));
    parameter.assign(parameter.sub(direction.mul(rate.tensor())));
  }

  private Tensor direction(Tensor g) {
    return switch (sgd.momentum()) {
      case Sgd.None() -> g;
      case Sgd.HeavyBall(double mu, double tau) -> rolled(mu, tau == 0 ? g : g.mul(share.tensor()));
      case Sgd.Nesterov(double mu) -> g.add(rolled(mu, g).mul(mu));
      case Sgd.Averaged(double beta) -> Rule.average(velocity, beta, g);
    };
  }

  private Tensor rolled(double mu, Tensor push) {
    return Rule.remembered(velocity, velocity.mul(mu).add(push));
  }
}
