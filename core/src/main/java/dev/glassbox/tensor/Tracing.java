package dev.glassbox.tensor;

import dev.glassbox.kernel.Strided;
import dev.glassbox.trace.Copy;
import dev.glassbox.trace.Own;
import dev.glassbox.trace.Recording;
import dev.glassbox.trace.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What tensors tell a [Recording] beside their kernel calls.
final class Tracing {
  private Tracing() {}

  static Slice slice(Tensor x) {
    return new Slice(x.storage().javaArray(), x.offset());
  }

  /// Copies n neighbouring elements to the beginning of a storage.
  static void copy(Storage from, int at, Storage to, int n) {
    Recording recording = Recording.current();
    if (recording == null) {
      to.copyStrided(0, from, at, 1, n);
    } else {
      Slice source = new Slice(from.javaArray(), at);
      recording.make(Copy.of(source, new Slice(to.javaArray(), 0), n));
    }
  }

  /// Copies elements from one arrangement to another.
  static void copy(Slice x, int[] steps, Slice out, int[] outSteps, int[] lengths) {
    Recording recording = Recording.current();
    if (recording == null) {
      new Strided(x.array(), x.at(), steps, out.array(), out.at(), outSteps, lengths).run();
    } else {
      recording.make(new Copy(x, list(steps), out, list(outSteps), list(lengths)));
    }
  }

  private static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /// An operation's value, with its calls in the recording. An operation whose result comes from
  /// loops of its own is noted as a whole.
  static Tensor value(Recording recording, Op op, Tensor... inputs) {
    for (Tensor input : inputs) {
      input.keepInPlace(recording);
    }
    int mark = recording.enter();
    Tensor value;
    try {
      value = op.value(inputs);
    } catch (RuntimeException e) {
      recording.abandon(mark);
      throw e;
    }
    Object result = value.storage().javaArray();
    boolean inKernels = recording.leave(mark, result);
    boolean isView = Arrays.stream(inputs).anyMatch(input -> slice(input).isIn(result));
    if (!inKernels && !isView && value.size() > 0) {
      List<Slice> reads = Arrays.stream(inputs).map(Tracing::slice).toList();
      List<Shape> shapes = Arrays.stream(inputs).map(Tensor::shape).toList();
      recording.add(
          new Own(
              op.name(),
              reads,
              slice(value),
              value.size(),
              (from, to) -> again(op, shapes, from, value.shape(), to)));
    }
    return value;
  }

  /// The operation on other arrays.
  private static Runnable again(
      Op op, List<Shape> shapes, List<Slice> from, Shape shape, Slice to) {
    List<Tensor> given = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      given.add(over(shapes.get(i), from.get(i)));
    }
    Tensor[] inputs = given.toArray(Tensor[]::new);
    Tensor out = over(shape, to);
    if (op instanceof Filling filling) {
      return () -> filling.fill(inputs, out);
    }
    return () -> {
      Tensor value = op.value(inputs);
      out.storage().copyStrided(to.at(), value.storage(), value.offset(), 1, value.size());
    };
  }

  private static Tensor over(Shape shape, Slice slice) {
    return Tensor.over(shape, Storage.over(slice.array()), slice.at());
  }
}
