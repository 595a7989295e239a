package dev.glassbox.trace;

import java.util.List;
import java.util.function.UnaryOperator;

/// Something that has to happen each time although it works on no array, such as drawing a key for
/// random numbers.
public record Event(String name, Runnable action) implements Call {
  private static final Slice NOWHERE = new Slice(new float[0], 0);

  @Override
  public String describe() {
    return name;
  }

  @Override
  public List<Slice> reads() {
    return List.of();
  }

  @Override
  public Slice out() {
    return NOWHERE;
  }

  @Override
  public int written() {
    return 0;
  }

  @Override
  public Call on(UnaryOperator<Slice> places) {
    return this;
  }

  @Override
  public void run() {
    action.run();
  }
}
