package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;

/// [Adadelta] on one parameter.
final class AdadeltaRule implements Rule {
  private final Adadelta adadelta;
  private Tensor gradients;
  private Tensor steps;

  AdadeltaRule(Adadelta adadelta, Tensor zeros) {
    this.adadelta = adadelta;
    gradients = zeros;
    steps = zeros;
  }

  @Override
  public Tensor next(Tensor value, Tensor gradient, double rate) {
    Tensor g = Rule.penalised(gradient, value, adadelta.weightDecay());
    gradients = Rule.average(gradients, adadelta.rho(), g.square());
    Tensor step = root(steps).div(root(gradients)).mul(g);
    steps = Rule.average(steps, adadelta.rho(), step.square());
    return value.sub(step.mul(rate));
  }

  private Tensor root(Tensor average) {
    return average.add(adadelta.epsilon()).sqrt();
  }
}
