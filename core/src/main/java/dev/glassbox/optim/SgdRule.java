package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// [Sgd] on one parameter.
final class SgdRule implements Rule {
  private final Sgd sgd;
  private @Nullable Tensor velocity;

  SgdRule(Sgd sgd) {
    this.sgd = sgd;
  }

  @Override
  public Tensor next(Tensor value, Tensor gradient, double rate) {
    return value.sub(direction(Rule.penalised(gradient, value, sgd.weightDecay())).mul(rate));
  }

  private Tensor direction(Tensor g) {
    return switch (sgd.momentum()) {
      case Sgd.None() -> g;
      case Sgd.HeavyBall(double mu, double tau) -> rolled(mu, 1 - tau, g);
      case Sgd.Nesterov(double mu) -> g.add(rolled(mu, 1, g).mul(mu));
      case Sgd.Averaged(double beta) -> averaged(beta, g);
    };
  }

  private Tensor rolled(double mu, double share, Tensor g) {
    velocity = velocity == null ? g : velocity.mul(mu).add(g.mul(share));
    return velocity;
  }

  private Tensor averaged(double beta, Tensor g) {
    velocity = velocity == null ? g.mul(1 - beta) : Rule.average(velocity, beta, g);
    return velocity;
  }
}
