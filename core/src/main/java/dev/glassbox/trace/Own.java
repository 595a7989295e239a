package dev.glassbox.trace;

import java.util.List;
import java.util.function.UnaryOperator;

/// A loop that an operation has for itself.
///
/// @param loop given the arrays to read and the one to write, in the order of `reads`, what to run
public record Own(String name, List<Slice> reads, Slice out, int written, Loop loop)
    implements Call {
  /// How an operation's own loop is bound to arrays.
  public interface Loop {
    /// @param reads where to read
    /// @param out where to write
    /// @return the loop over these
    Runnable over(List<Slice> reads, Slice out);
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public Call on(UnaryOperator<Slice> places) {
    return new Own(name, reads.stream().map(places).toList(), places.apply(out), written, loop);
  }

  @Override
  public void run() {
    compiled().run();
  }

  @Override
  public Runnable compiled() {
    return loop.over(reads, out);
  }
}
