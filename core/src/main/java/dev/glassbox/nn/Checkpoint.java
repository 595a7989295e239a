package dev.glassbox.nn;

import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.Map;

/// A part of a model of which only the output is kept between the forward and the backward pass:
/// what it computes on the way is computed again for the gradient. The output is the same to the
/// bit, the gradients to rounding.
///
/// A model of n equal parts, each in a checkpoint, keeps n outputs and the inside of one part at a
/// time, for one more forward pass (Chen et al. 2016, "Training Deep Nets with Sublinear Memory
/// Cost"). A [Dropout] inside draws the same numbers again, and a [BatchNorm] records once.
///
/// {@snippet :
/// Layer block = Sequential.of(Linear.of(8, 64, Rng.seed(1)), Activation.TANH, Linear.of(64, 8, Rng.seed(2)));
/// Layer model = Sequential.of(new Checkpoint(block), Linear.of(8, 1, Rng.seed(3)));
/// }
///
/// @param part whose names in [#state()] stay as they are
public record Checkpoint(Layer part) implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    return TrainingPass.current()
        .map(pass -> train(x, pass))
        .orElseGet(() -> x.checkpoint(part::apply));
  }

  private Tensor train(Tensor x, TrainingPass pass) {
    long seed = pass.rng().nextLong();
    TrainingPass first = TrainingPass.with(Rng.seed(seed));
    boolean[] ran = {false};
    Tensor y =
        x.checkpoint(
            in -> {
              TrainingPass own = ran[0] ? TrainingPass.with(Rng.seed(seed)) : first;
              ran[0] = true;
              return own.run(() -> part.apply(in));
            });
    pass.adopt(first);
    return y;
  }

  @Override
  public Map<String, Tensor> state() {
    return part.state();
  }
}
