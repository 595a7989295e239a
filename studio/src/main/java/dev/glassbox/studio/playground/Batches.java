package dev.glassbox.studio.playground;

import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;

/// The batches one after the other, in the orders in which [dev.glassbox.train.Trainer] takes them:
/// each epoch shuffles all rows, and its last batch may be smaller.
final class Batches {
  private final Examples rows;
  private final Rng orders;
  private final int size;
  private final int[] order;
  private final Examples full;
  private final Examples rest;
  private int next;

  Batches(Examples rows, int size, Rng orders) {
    this.rows = rows;
    this.orders = orders;
    this.size = Math.min(size, rows.rows());
    order = new int[rows.rows()];
    full = buffers(this.size);
    rest = buffers(rows.rows() % this.size);
    orders.permute(order);
  }

  private Examples buffers(int count) {
    Tensor inputs = rows.inputs();
    Tensor targets = rows.targets();
    return new Examples(
        Tensor.zeros(inputs.shape().with(0, count), inputs.dtype()).buffer(),
        Tensor.zeros(targets.shape().with(0, count), targets.dtype()).buffer());
  }

  /// How many an epoch has.
  int count() {
    return (order.length + size - 1) / size;
  }

  /// The number of the next batch within its epoch, counted from 0.
  int number() {
    return next;
  }

  /// How many rows the next batch has.
  int rows() {
    return Math.min(size, order.length - next * size);
  }

  /// The i-th row of the next batch.
  int row(int i) {
    return order[next * size + i];
  }

  /// The next batch, in buffers that hold it until the one after it.
  Examples pick() {
    Examples batch = rows() < size ? rest : full;
    batch.inputs().assignRows(rows.inputs(), order, next * size);
    batch.targets().assignRows(rows.targets(), order, next * size);
    return batch;
  }

  /// Goes on to the next batch.
  ///
  /// @return whether an epoch has ended
  boolean advance() {
    next++;
    if (next < count()) {
      return false;
    }
    next = 0;
    orders.permute(order);
    return true;
  }
}
