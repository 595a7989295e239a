package dev.glassbox.studio.surface;

import dev.glassbox.nn.Loss;
import dev.glassbox.program.Program;
import dev.glassbox.studio.run.Rows;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.run.Twin;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import org.jspecify.annotations.Nullable;

/// The loss of a network's copy with any weights, on the same rows each time. For one thread at a
/// time.
final class LossOf {
  /// How many rows are used, at most.
  static final int MOST_ROWS = 512;

  private final Twin twin;
  private final Loss loss;
  private final Examples rows;
  private @Nullable Tensor result;
  private @Nullable Program program;
  private boolean records = true;

  LossOf(Subject subject) {
    twin = new Twin(subject.network());
    loss = subject.loss();
    rows = Rows.some(subject.training(), MOST_ROWS);
  }

  Twin twin() {
    return twin;
  }

  /// How many rows are used.
  int rows() {
    return rows.rows();
  }

  /// The mean loss with these weights and buffers.
  double at(float[] state) {
    twin.assign(state);
    Tensor place = result;
    if (place == null) {
      Tensor value = Tensor.untracked(this::value);
      result = Tensor.zeros(value.shape(), value.dtype()).buffer();
      return value.item();
    }
    if (!records) {
      return Tensor.untracked(this::value).item();
    }
    if (program != null) {
      program.run();
      return place.item();
    }
    try {
      program = Program.of(() -> place.assign(Tensor.untracked(this::value)));
      return place.item();
    } catch (IllegalStateException lookedAtNumbers) {
      records = false;
      return Tensor.untracked(this::value).item();
    }
  }

  private Tensor value() {
    return loss.of(twin.network().apply(rows.inputs()), rows.targets());
  }
}
