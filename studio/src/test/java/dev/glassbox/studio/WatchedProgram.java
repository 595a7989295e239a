package dev.glassbox.studio;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.optim.Adam;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.Trainer;

/// A user's own program that watches its training by one line.
final class WatchedProgram {
  private WatchedProgram() {}

  /// @param arguments how many epochs
  public static void main(String[] arguments) {
    Tensor inputs = Tensor.normal(Rng.seed(1), Shape.of(64, 3), 0, 1);
    Examples rows = new Examples(inputs, inputs.sum(1).reshape(64, 1));
    Layer model = Linear.of(3, 1, Rng.seed(2));
    Trainer trainer =
        Trainer.of(new MeanSquaredError(), Adam.of(1e-2))
            .withEpochs(Integer.parseInt(arguments[0]));

    Outcome outcome = Studio.watch(trainer).fit(model, rows);

    System.out.println(outcome.best().number());
    System.out.flush();
  }
}
