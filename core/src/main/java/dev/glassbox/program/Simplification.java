package dev.glassbox.program;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.trace.Call;
import dev.glassbox.trace.Copy;
import dev.glassbox.trace.Event;
import dev.glassbox.trace.Slice;
import java.lang.reflect.Array;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes out of a program's calls what is done in vain: results that nobody reads, and copies whose
/// original would do.
final class Simplification {
  private final Calls calls;

  private Simplification(Calls calls) {
    this.calls = calls;
  }

  static void of(Calls calls) {
    Simplification simplification = new Simplification(calls);
    simplification.dropUnread();
    simplification.readOriginals();
    simplification.readRepeated();
    simplification.writeInPlace();
    simplification.joinLayers();
    simplification.dropUnread();
  }

  private void dropUnread() {
    Set<Object> read = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = calls.size() - 1; i >= 0; i--) {
      Call call = calls.get(i);
      if (call == null) {
        continue;
      }
      Object out = call.out().array();
      if (call instanceof Event || calls.outlasts(out) || read.contains(out)) {
        call.reads().forEach(slice -> read.add(slice.array()));
      } else {
        calls.remove(i);
      }
    }
  }

  /// A copy that is only there lest its original changes is not needed where that does not.
  private void readOriginals() {
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (calls.get(i) instanceof Copy copy
          && copy.isPlain()
          && isOnlyWriteOfTemporary(copy.out().array())
          && !calls.isWritten(copy.x().array(), i + 1, calls.lastReader(copy.out().array()) + 1)) {
        calls.remove(i);
        calls.replace(copy.out().array(), copy.x().array(), copy.x().at() - copy.out().at());
      }
    }
  }

  private boolean isOnlyWriteOfTemporary(Object array) {
    int writer = calls.onlyWriter(array);
    Call call = writer < 0 ? null : calls.get(writer);
    return call != null
        && !calls.outlasts(array)
        && calls.firstReader(array) > writer
        && call.written() == Array.getLength(array);
  }

  /// A row, a column or a number that is copied many times over so that it fits a matrix can be
  /// read many times over instead.
  private void readRepeated() {
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (calls.get(i) instanceof Copy copy
          && isOnlyWriteOfTemporary(copy.out().array())
          && !calls.isWritten(copy.x().array(), i + 1, calls.lastReader(copy.out().array()) + 1)) {
        Repetition repetition = Repetition.of(copy);
        List<Integer> readers = calls.readers(copy.out().array());
        if (repetition != null
            && readers.stream().allMatch(reader -> repetition.fits(calls.get(reader)))) {
          calls.remove(i);
          for (int reader : readers) {
            calls.set(reader, repetition.into(calls.get(reader)));
          }
        }
      }
    }
  }

  /// A result that is then copied into a weight or a buffer can be written there at once.
  private void writeInPlace() {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i) instanceof Copy copy && isMove(copy) && canWriteAtOnce(copy, i)) {
        calls.remove(i);
        calls.replace(copy.x().array(), copy.out().array(), 0);
      }
    }
  }

  private boolean isMove(Copy copy) {
    Object from = copy.x().array();
    Object to = copy.out().array();
    return copy.isPlain()
        && calls.outlasts(to)
        && isOnlyWriteOfTemporary(from)
        && copy.written() == Array.getLength(to)
        && copy.written() == Array.getLength(from);
  }

  private boolean canWriteAtOnce(Copy copy, int at) {
    Object from = copy.x().array();
    Object to = copy.out().array();
    int writer = calls.onlyWriter(from);
    Call call = calls.get(writer);
    boolean readsOnlyWhatItReplaces =
        call != null && (!Calls.reads(call, to) || Elements.areAligned(call, to));
    return readsOnlyWhatItReplaces
        && !calls.isUsed(to, writer + 1, at)
        && !calls.isWritten(to, at + 1, calls.lastReader(from) + 1);
  }

  /// A product, a bias and a function one after the other are one call of a fully connected layer.
  private void joinLayers() {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i) instanceof Call.Product product) {
        join(product, i);
      }
    }
  }

  private void join(Call.Product product, int at) {
    int next = calls.next(at);
    Call after = next < calls.size() ? calls.get(next) : null;
    Call.Product joined =
        after == null || product.function() != null ? null : joined(product, after, at);
    if (joined != null) {
      calls.remove(next);
      calls.set(at, joined);
      join(joined, at);
    }
  }

  private Call.@Nullable Product joined(Call.Product product, Call next, int at) {
    Object result = product.out().array();
    boolean isForNext =
        !calls.outlasts(result)
            && calls.onlyWriter(result) == at
            && calls.readers(result).size() == 1;
    if (!isForNext || product.reads().stream().anyMatch(x -> x.isIn(next.out().array()))) {
      return null;
    }
    return switch (next) {
      case Call.Binary sum when product.bias() == null && isBias(product, sum) ->
          product.with(sum.b(), null, sum.out());
      case Call.Unary(var f, Slice x, Slice out, int n)
          when product.bias() != null && x.equals(product.out()) && n == product.written() ->
          product.with(product.bias(), f, out);
      default -> null;
    };
  }

  private static boolean isBias(Call.Product product, Call.Binary sum) {
    return sum.f() == BinaryFunction.ADD
        && sum.a().equals(product.out())
        && sum.aSteps().equals(Call.Steps.along(product.n()))
        && sum.bSteps().equals(new Call.Steps(0, 1))
        && sum.rows() == product.m()
        && sum.columns() == product.n();
  }
}
