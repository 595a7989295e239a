package dev.glassbox.program;

import dev.glassbox.kernel.Pace;
import dev.glassbox.kernel.Workers;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// A chain as it runs: as one loop where there is code for it, else by kernels, tile by tile. A
/// long one is shared among threads, in parts that do not depend on how many there are.
final class Shared implements Runnable {
  /// Elements times calls for which a part of its own is worth while.
  private static final int WORK_OF_PART = 100_000;

  private static final int MOST_PARTS = 16;

  private final LoopCode.Range[] parts;
  private final int rows;
  private final long work;
  private final Pace pace = new Pace();
  private final IntConsumer task = this::part;

  private Shared(LoopCode.Range[] parts, int rows, long work) {
    this.parts = parts;
    this.rows = rows;
    this.work = work;
  }

  static Shared of(Step.Chain chain) {
    Elements first = chain.parts().getFirst();
    int rows = first.rows() > 1 ? first.rows() : first.size();
    long work = (long) first.size() * chain.parts().size();
    LoopCode.Range[] parts =
        new LoopCode.Range[Math.clamp(work / WORK_OF_PART, 1, Math.min(MOST_PARTS, rows))];
    LoopCode.Range loop = LoopCode.of(chain);
    Arrays.setAll(parts, _ -> loop == null ? Tiles.of(chain) : loop);
    return new Shared(parts, rows, work);
  }

  @Override
  public void run() {
    if (parts.length == 1) {
      parts[0].run(0, rows);
    } else {
      Workers.SHARED.runWhereFaster(pace, work, parts.length, task);
    }
  }

  private void part(int part) {
    parts[part].run(bound(part), bound(part + 1));
  }

  private int bound(int part) {
    return (int) ((long) rows * part / parts.length);
  }
}
