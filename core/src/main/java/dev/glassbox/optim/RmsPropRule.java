package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// [RmsProp] on one parameter.
final class RmsPropRule implements Rule {
  private final RmsProp rmsProp;
  private final Tensor parameter;
  private final Tensor square;
  private final Tensor mean;
  private final Tensor velocity;
  private final Coefficient rate;

  RmsPropRule(RmsProp rmsProp, Tensor parameter, Tensor zeros) {
    this.rmsProp = rmsProp;
    this.parameter = parameter;
    square = zeros.buffer();
    mean = zeros.buffer();
    velocity = zeros.buffer();
    rate = new Coefficient(parameter.dtype());
  }

  @Override
  public void advance(double rate) {
    this.rate.set(rate);
  }

  @Override
  public Map<String, Tensor> memory() {
    Map<String, Tensor> memory = new LinkedHashMap<>(Map.of("s", square));
    if (rmsProp.centered()) {
      memory.put("a", mean);
    }
    if (rmsProp.momentum() > 0) {
      memory.put("b", velocity);
    }
    return memory;
  }

  @Override
  public void move(Tensor gradient) {
    Tensor g = Rule.penalised(gradient, parameter, rmsProp.weightDecay());
    Tensor direction = g.div(spread(g).sqrt().add(rmsProp.epsilon()));
    if (rmsProp.momentum() > 0) {
      direction = Rule.remembered(velocity, velocity.mul(rmsProp.momentum()).add(direction));
    }
    parameter.assign(parameter.sub(direction.mul(rate.tensor())));
  }

  private Tensor spread(Tensor g) {
    Tensor raw = Rule.average(square, rmsProp.alpha(), g.square());
    if (!rmsProp.centered()) {
      return raw;
    }
    Tensor centre = Rule.average(mean, rmsProp.alpha(), g);
    // Never negative but by rounding, which must not become the root of a negative number.
    return raw.sub(centre.square()).maximum(0);
  }
}
