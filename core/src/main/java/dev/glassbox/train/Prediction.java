package dev.glassbox.train;

import static java.util.Objects.requireNonNull;

import dev.glassbox.nn.Layer;
import dev.glassbox.program.Program;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.trace.NotRecordableException;
import org.jspecify.annotations.Nullable;

/// Applies a model to many rows, some at a time; for one thread.
///
/// Where it is worth recording, the second full batch is, and the program takes those after it.
final class Prediction {
  /// So many rows at a time.
  static final int ROWS = 1024;

  private final Layer model;
  private boolean records;
  private @Nullable Tensor input;
  private @Nullable Tensor output;
  private @Nullable Program program;

  /// @param records whether so many rows will follow that a program is worth recording
  Prediction(Layer model, boolean records) {
    this.model = model;
    this.records = records;
  }

  /// The model's output for every row of `inputs`.
  Tensor of(Tensor inputs) {
    int rows = inputs.shape().length(0);
    if (rows <= ROWS) {
      return eagerly(inputs);
    }
    Tensor[] parts = new Tensor[(rows + ROWS - 1) / ROWS];
    for (int i = 0; i < parts.length; i++) {
      Tensor part = inputs.slice(0, i * ROWS, Math.min(rows, (i + 1) * ROWS));
      parts[i] = records && part.shape().length(0) == ROWS ? full(part) : eagerly(part);
    }
    return Tensor.concat(0, parts);
  }

  private Tensor eagerly(Tensor part) {
    return Tensor.untracked(() -> model.apply(part));
  }

  private Tensor full(Tensor part) {
    if (input == null || output == null) {
      Tensor first = eagerly(part);
      input = Tensor.zeros(part.shape(), part.dtype()).buffer();
      output = Tensor.zeros(first.shape(), first.dtype()).buffer();
      return first;
    }
    input.assign(part);
    if (program != null) {
      program.run();
      return output.detach();
    }
    try {
      program = Program.of(this::recorded);
      return output.detach();
    } catch (NotRecordableException e) {
      records = false;
      Programs.didNotFit("prediction goes on", e);
      return eagerly(part);
    }
  }

  private void recorded() {
    requireNonNull(output).assign(eagerly(requireNonNull(input)));
  }
}
