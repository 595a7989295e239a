package dev.glassbox.studio.run;

import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.HashMap;
import java.util.Map;

/// The batches one after the other, in the orders in which [dev.glassbox.train.Trainer] takes them:
/// each epoch shuffles all rows, and its last batch may be smaller.
public final class Batches {
  private final Examples rows;
  private final Rng orders;
  private final int[] order;
  private final Map<Integer, Examples> buffers = new HashMap<>();
  private int size;
  private int from;
  private int number;

  /// @param size rows a batch
  /// @param orders from which the orders come
  public Batches(Examples rows, int size, Rng orders) {
    this.rows = rows;
    this.orders = orders;
    this.size = size;
    order = new int[rows.rows()];
    orders.permute(order);
  }

  private Examples buffer(int count) {
    Tensor inputs = rows.inputs();
    Tensor targets = rows.targets();
    return new Examples(
        Tensor.zeros(inputs.shape().with(0, count), inputs.dtype()).buffer(),
        Tensor.zeros(targets.shape().with(0, count), targets.dtype()).buffer());
  }

  /// Takes so many rows a batch from now on, the rest of this epoch included.
  public void resize(int size) {
    this.size = size;
  }

  /// How many this epoch has.
  public int count() {
    return number + (order.length - from + size - 1) / size;
  }

  /// The number of the next batch within its epoch, counted from 0.
  public int number() {
    return number;
  }

  /// How many rows the next batch has.
  public int rows() {
    return Math.min(size, order.length - from);
  }

  /// The i-th row of the next batch.
  public int row(int i) {
    return order[from + i];
  }

  /// The next batch, in buffers that hold it until the one after it.
  public Examples pick() {
    Examples batch = buffers.computeIfAbsent(rows(), this::buffer);
    batch.inputs().assignRows(rows.inputs(), order, from);
    batch.targets().assignRows(rows.targets(), order, from);
    return batch;
  }

  /// Goes on to the next batch.
  ///
  /// @return whether an epoch has ended
  public boolean advance() {
    from += rows();
    number++;
    if (from < order.length) {
      return false;
    }
    from = 0;
    number = 0;
    orders.permute(order);
    return true;
  }
}
