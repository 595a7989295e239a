package dev.glassbox.studio.run;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.program.Program;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import org.jspecify.annotations.Nullable;

/// The loss of a model on the same rows again and again: a program from the second time on, unless
/// the model looks at numbers on its way. For one thread at a time.
public final class Measure {
  private final Layer model;
  private final Loss loss;
  private final Examples rows;
  private boolean records = true;
  private @Nullable Tensor result;
  private @Nullable Program program;

  /// The loss of this model on these rows.
  public Measure(Layer model, Loss loss, Examples rows) {
    this.model = model;
    this.loss = loss;
    this.rows = rows;
  }

  /// How many rows there are.
  public int rows() {
    return rows.rows();
  }

  /// The mean loss with the weights as they are, NaN without rows.
  public double measure() {
    if (rows.rows() == 0) {
      return Double.NaN;
    }
    Tensor place = result;
    if (place == null) {
      Tensor value = value();
      result = Tensor.zeros(value.shape(), value.dtype()).buffer();
      return value.item();
    }
    if (program != null) {
      program.run();
    } else if (records) {
      record(place);
    }
    return records ? place.item() : value().item();
  }

  private void record(Tensor place) {
    try {
      program = Program.of(() -> place.assign(value()));
    } catch (IllegalStateException looksAtNumbers) {
      records = false;
    }
  }

  private Tensor value() {
    return Tensor.untracked(() -> loss.of(model.apply(rows.inputs()), rows.targets()));
  }
}
