package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;
import java.util.Map;

/// [Adagrad] on one parameter.
final class AdagradRule implements Rule {
  private final Adagrad adagrad;
  private final Tensor parameter;
  private final Tensor sum;
  private final Coefficient decayedRate;
  private double earlier;

  AdagradRule(Adagrad adagrad, Tensor parameter, Tensor zeros) {
    this.adagrad = adagrad;
    this.parameter = parameter;
    sum = zeros.add(adagrad.initialAccumulator()).buffer();
    decayedRate = new Coefficient(parameter.dtype());
  }

  @Override
  public void advance(double rate) {
    decayedRate.set(rate / (1 + earlier * adagrad.learningRateDecay()));
    earlier++;
  }

  @Override
  public Map<String, Tensor> memory() {
    return Map.of("s", sum);
  }

  @Override
  public void move(Tensor gradient) {
    Tensor g = Rule.penalised(gradient, parameter, adagrad.weightDecay());
    Tensor squares = Rule.remembered(sum, sum.add(g.square()));
    Tensor direction = g.div(squares.sqrt().add(adagrad.epsilon()));
    parameter.assign(parameter.sub(direction.mul(decayedRate.tensor())));
  }
}
