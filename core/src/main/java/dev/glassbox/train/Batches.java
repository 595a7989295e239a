package dev.glassbox.train;

import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;

/// The mini-batches of an epoch: rows in a random order, picked into buffers that serve every
/// batch.
final class Batches {
  private final Examples rows;
  private final int size;
  private final int count;
  private final int[] order;
  private final Examples full;
  private final Examples rest;

  /// @param size rows a batch; fewer rows than that are one batch
  /// @param dropLast whether to leave out a last batch that is not full
  Batches(Examples rows, int size, boolean dropLast) {
    this.rows = rows;
    this.size = Math.min(size, rows.rows());
    int left = rows.rows() % this.size;
    count = rows.rows() / this.size + (left > 0 && !dropLast ? 1 : 0);
    order = new int[rows.rows()];
    full = buffers(this.size);
    rest = buffers(left);
  }

  private Examples buffers(int picked) {
    return new Examples(buffer(rows.inputs(), picked), buffer(rows.targets(), picked));
  }

  private static Tensor buffer(Tensor table, int picked) {
    return Tensor.zeros(table.shape().with(0, picked), table.dtype()).buffer();
  }

  /// The batches in an epoch.
  int count() {
    return count;
  }

  /// Begins an epoch in a new order.
  void shuffle(Rng rng) {
    rng.permute(order);
  }

  /// A batch of this epoch, in buffers that hold it until the next is picked.
  ///
  /// @param number counted from 0
  Examples pick(int number) {
    int from = number * size;
    Examples batch = order.length - from < size ? rest : full;
    batch.inputs().assignRows(rows.inputs(), order, from);
    batch.targets().assignRows(rows.targets(), order, from);
    return batch;
  }
}
