package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;

/// [RmsProp] on one parameter.
final class RmsPropRule implements Rule {
  private final RmsProp rmsProp;
  private Tensor square;
  private Tensor mean;
  private Tensor velocity;

  RmsPropRule(RmsProp rmsProp, Tensor zeros) {
    this.rmsProp = rmsProp;
    square = zeros;
    mean = zeros;
    velocity = zeros;
  }

  @Override
  public Tensor next(Tensor value, Tensor gradient, double rate) {
    Tensor g = Rule.penalised(gradient, value, rmsProp.weightDecay());
    square = Rule.average(square, rmsProp.alpha(), g.square());
    Tensor direction = g.div(spread(g).sqrt().add(rmsProp.epsilon()));
    if (rmsProp.momentum() > 0) {
      velocity = velocity.mul(rmsProp.momentum()).add(direction);
      direction = velocity;
    }
    return value.sub(direction.mul(rate));
  }

  private Tensor spread(Tensor g) {
    if (!rmsProp.centered()) {
      return square;
    }
    mean = Rule.average(mean, rmsProp.alpha(), g);
    // Never negative but by rounding, which must not become the root of a negative number.
    return square.sub(mean.square()).maximum(0);
  }
}
