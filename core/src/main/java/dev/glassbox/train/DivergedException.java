package dev.glassbox.train;

/// The loss or a weight stopped being a finite number before any epoch was finished, so there is
/// nothing to keep.
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Outcome.Ending.Diverged where;

  /// Says where it happened and what to do.
  DivergedException(Outcome.Ending.Diverged where) {
    super(
        "the loss became NaN or infinite in epoch %d, first in layer %s; lower the learning rate"
            .formatted(where.epoch(), where.layer()));
    this.where = where;
  }

  /// In which epoch and layer.
  public Outcome.Ending.Diverged where() {
    return where;
  }
}
