package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;
import java.util.Map;

/// [Adadelta] on one parameter.
final class AdadeltaRule implements Rule {
  private final Adadelta adadelta;
  private final Tensor parameter;
  private final Tensor gradients;
  private final Tensor steps;
  private final Coefficient rate;

  AdadeltaRule(Adadelta adadelta, Tensor parameter, Tensor zeros) {
    this.adadelta = adadelta;
    this.parameter = parameter;
    gradients = zeros.buffer();
    steps = zeros.buffer();
    rate = new Coefficient(parameter.dtype());
  }

  @Override
  public void advance(double rate) {
    this.rate.set(rate);
  }

  @Override
  public Map<String, Tensor> memory() {
    return Map.of("s", gradients, "a", steps);
  }

  @Override
  public void move(Tensor gradient) {
    Tensor g = Rule.penalised(gradient, parameter, adadelta.weightDecay());
    Tensor squares = Rule.average(gradients, adadelta.rho(), g.square());
    Tensor step = root(steps).div(root(squares)).mul(g);
    Rule.average(steps, adadelta.rho(), step.square());
    parameter.assign(parameter.sub(step.mul(rate.tensor())));
  }

  private Tensor root(Tensor average) {
    return average.add(adadelta.epsilon()).sqrt();
  }
}
