package dev.glassbox.trace;

import dev.glassbox.kernel.Strided;
import java.util.List;
import java.util.function.UnaryOperator;

/// Moves elements of any type: out[i, j, …] = x[i, j, …] for steps along each axis on both sides.
public record Copy(
    Slice x, List<Integer> steps, Slice out, List<Integer> outSteps, List<Integer> lengths)
    implements Call {
  /// n neighbouring elements.
  public static Copy of(Slice x, Slice out, int n) {
    return new Copy(x, List.of(1), out, List.of(1), List.of(n));
  }

  /// Whether neighbouring elements go to neighbouring places, in order.
  public boolean isPlain() {
    return steps.equals(List.of(1)) && outSteps.equals(List.of(1));
  }

  @Override
  public String describe() {
    return "copy of " + lengths;
  }

  @Override
  public List<Slice> reads() {
    return List.of(x);
  }

  @Override
  public int written() {
    int size = 1;
    for (int axis = lengths.size() - 1; axis >= 0; axis--) {
      if (lengths.get(axis) != 1 && outSteps.get(axis) != size) {
        return 0;
      }
      size *= lengths.get(axis);
    }
    return size;
  }

  @Override
  public Call on(UnaryOperator<Slice> places) {
    return new Copy(places.apply(x), steps, places.apply(out), outSteps, lengths);
  }

  @Override
  public void run() {
    compiled().run();
  }

  /// The call with its lists unpacked.
  @Override
  public Runnable compiled() {
    return new Strided(
        x.array(),
        x.at(),
        numbers(steps),
        out.array(),
        out.at(),
        numbers(outSteps),
        numbers(lengths));
  }

  private static int[] numbers(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
