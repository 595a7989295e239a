package dev.glassbox.studio.run;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.program.Program;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import org.jspecify.annotations.Nullable;

/// The loss of a model on the same rows again and again, recorded the first time.
public final class Measure {
  private final Layer model;
  private final Loss loss;
  private final Examples rows;
  private final Tensor result = Tensor.zeros(dev.glassbox.tensor.Shape.of()).buffer();
  private @Nullable Program program;

  /// The loss of this model on these rows.
  public Measure(Layer model, Loss loss, Examples rows) {
    this.model = model;
    this.loss = loss;
    this.rows = rows;
  }

  /// The mean loss with the weights as they are, NaN without rows.
  public double measure() {
    if (rows.rows() == 0) {
      return Double.NaN;
    }
    if (program == null) {
      program = Program.of(() -> result.assign(Tensor.untracked(this::value)));
    } else {
      program.run();
    }
    return result.item();
  }

  private Tensor value() {
    return loss.of(model.apply(rows.inputs()), rows.targets());
  }
}
