package dev.glassbox.program;

import dev.glassbox.trace.Call;
import dev.glassbox.trace.Recording;
import dev.glassbox.trace.Slice;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The calls of a program while they are planned: who reads and writes which array, and when.
///
/// A call that is taken out leaves its place empty, so that places can be told by their numbers.
final class Calls {
  private final List<@Nullable Call> calls = new ArrayList<>();
  private final IdentityHashMap<Object, Uses> uses = new IdentityHashMap<>();
  private final Recording recording;

  /// The places of the calls that read and that write an array.
  private record Uses(NavigableSet<Integer> reads, NavigableSet<Integer> writes) {
    Uses() {
      this(new TreeSet<>(), new TreeSet<>());
    }
  }

  Calls(Recording recording) {
    this.recording = recording;
    for (Call call : recording.calls()) {
      calls.add(null);
      set(calls.size() - 1, call);
    }
  }

  /// The calls that are left, in order.
  List<Call> list() {
    return calls.stream().filter(Objects::nonNull).toList();
  }

  /// How many places there are, the empty ones included.
  int size() {
    return calls.size();
  }

  /// The call at this place, null if it is empty.
  @Nullable Call get(int i) {
    return calls.get(i);
  }

  /// The first place after this one that is not empty, or `size()`.
  int next(int i) {
    int next = i + 1;
    while (next < calls.size() && calls.get(next) == null) {
      next++;
    }
    return next;
  }

  void set(int i, Call call) {
    remove(i);
    calls.set(i, call);
    call.reads().forEach(slice -> of(slice.array()).reads.add(i));
    of(call.out().array()).writes.add(i);
  }

  /// Empties this place.
  void remove(int i) {
    Call old = calls.set(i, null);
    if (old != null) {
      old.reads().forEach(slice -> of(slice.array()).reads.remove(i));
      of(old.out().array()).writes.remove(i);
    }
  }

  private Uses of(Object array) {
    return uses.computeIfAbsent(array, _ -> new Uses());
  }

  /// Whether what is written into this array outlasts the program's run.
  boolean outlasts(Object array) {
    return recording.lasts(array);
  }

  static boolean reads(Call call, Object array) {
    for (Slice slice : call.reads()) {
      if (slice.isIn(array)) {
        return true;
      }
    }
    return false;
  }

  static boolean writes(Call call, Object array) {
    return call.out().isIn(array);
  }

  /// Whether any call from `from` to before `to` writes this array.
  boolean isWritten(Object array, int from, int to) {
    return from < to && !of(array).writes.subSet(from, to).isEmpty();
  }

  /// Whether any call from `from` to before `to` reads or writes this array.
  boolean isUsed(Object array, int from, int to) {
    return isWritten(array, from, to) || (from < to && !of(array).reads.subSet(from, to).isEmpty());
  }

  /// The only call that writes this array, −1 if there are more or none.
  int onlyWriter(Object array) {
    NavigableSet<Integer> writers = of(array).writes;
    return writers.size() == 1 ? writers.first() : -1;
  }

  /// The first call that reads this array, or `size()`.
  int firstReader(Object array) {
    NavigableSet<Integer> readers = of(array).reads;
    return readers.isEmpty() ? calls.size() : readers.first();
  }

  /// The last call that reads this array, −1 if none does.
  int lastReader(Object array) {
    NavigableSet<Integer> readers = of(array).reads;
    return readers.isEmpty() ? -1 : readers.last();
  }

  /// The places of the calls that read this array.
  List<Integer> readers(Object array) {
    return List.copyOf(of(array).reads);
  }

  /// Lets every call use another array in place of this one, `shift` elements further on.
  void replace(Object array, Object by, int shift) {
    TreeSet<Integer> places = new TreeSet<>(of(array).reads);
    places.addAll(of(array).writes);
    for (int i : places) {
      Call call = calls.get(i);
      if (call != null) {
        set(i, call.on(slice -> slice.isIn(array) ? new Slice(by, slice.at() + shift) : slice));
      }
    }
  }
}
