package dev.glassbox.tensor;

import dev.glassbox.trace.Event;
import dev.glassbox.trace.Recording;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Dropout: each element is set to 0 with probability `rate`, and the others are divided by `1 −
/// rate` so that the expected value stays (Srivastava et al. 2014).
///
/// Which elements fall out follows from the key alone, so the operation is linear: the gradient
/// goes through the same mask, which need not be stored.
record Dropping(double rate, Key key) implements Op, Filling {
  /// The key of the random numbers: another one each time a program runs.
  static final class Key {
    private long value;

    private Key(long value) {
      this.value = value;
    }

    static Key of(long value) {
      return new Key(value);
    }

    static Key drawnFrom(Rng rng) {
      Key key = new Key(0);
      Recording recording = Recording.current();
      if (recording == null) {
        key.value = rng.draw();
      } else {
        recording.make(new Event("draw", () -> key.value = rng.draw()));
        recording.onUndo(rng::takeBack);
      }
      return key;
    }
  }

  Dropping {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout: rate must lie in [0, 1), was " + rate);
    }
  }

  @Override
  public String name() {
    return "dropout";
  }

  @Override
  public String formula() {
    return "x · mask / (1 − rate)";
  }

  @Override
  public String derivative(int input) {
    return "mask / (1 − rate)";
  }

  @Override
  public Shape shape(Tensor... inputs) {
    return inputs[0].shape();
  }

  @Override
  public Tensor value(Tensor... inputs) {
    Tensor x = inputs[0].requireFloating(name());
    Tensor out = Tensor.allocate(x.dtype(), x.shape());
    fill(inputs, out);
    return out;
  }

  @Override
  public void fill(Tensor[] inputs, Tensor out) {
    Tensor x = inputs[0];
    int at = x.offset();
    int n = x.size();
    long k = key.value;
    long threshold = threshold();
    // By 0 or 1, because a branch taken by chance is what a processor guesses worst.
    double scale = 1 / (1 - rate);
    switch (x.storage()) {
      case Storage.Floats(float[] from) -> {
        float[] to = out.floats();
        float single = (float) scale;
        for (int i = 0; i < n; i++) {
          to[i] = from[at + i] * (single * kept(k, i, threshold));
        }
      }
      case Storage.Doubles(double[] from) -> {
        double[] to = out.doubles();
        for (int i = 0; i < n; i++) {
          to[i] = from[at + i] * (scale * kept(k, i, threshold));
        }
      }
      case Storage.Longs _, Storage.Booleans _ -> throw x.notFloating(name());
    }
  }

  /// 0 if the i-th random number lies below the rate, else 1.
  private static int kept(long key, int i, long threshold) {
    return 1 - (int) ((Rng.fraction(Rng.at(key, i + 1L)) - threshold) >>> 63);
  }

  /// The smallest 53-bit fraction that is not below the rate.
  private long threshold() {
    return (long) Math.ceil(rate * 0x1.0p53);
  }

  @Override
  public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
    return Tensor.apply(this, upstream);
  }

  @Override
  public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    return Tensor.apply(this, Objects.requireNonNull(tangents[0]));
  }

  static List<Sample> samples() {
    return List.of(
        Sample.smooth(new Dropping(0.5, Key.of(7)), -1, 1, Shape.of(4, 5)),
        Sample.smooth(new Dropping(0, Key.of(7)), -1, 1, Shape.of(3)),
        Sample.smooth(new Dropping(0.5, Key.of(7)), -1, 1, Shape.of(0, 3)),
        Sample.at(new Dropping(0, Key.of(7)), 3, 3, 1),
        Sample.wrong(
            new Dropping(0.5, Key.of(7)),
            "dropout: needs floating-point numbers, not INT64; cast with to(DType.FLOAT32)",
            Tensor.of(Shape.of(1), new long[] {1})));
  }
}
