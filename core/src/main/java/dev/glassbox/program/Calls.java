package dev.glassbox.program;

import dev.glassbox.trace.Call;
import dev.glassbox.trace.Recording;
import dev.glassbox.trace.Slice;
import java.util.ArrayList;
import java.util.List;

/// The calls of a program while they are planned: who reads and writes which array, and when.
final class Calls {
  private final List<Call> calls;
  private final Recording recording;

  Calls(Recording recording) {
    this.calls = new ArrayList<>(recording.calls());
    this.recording = recording;
  }

  List<Call> list() {
    return calls;
  }

  int size() {
    return calls.size();
  }

  Call get(int i) {
    return calls.get(i);
  }

  void set(int i, Call call) {
    calls.set(i, call);
  }

  void remove(int i) {
    calls.remove(i);
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
    return calls.subList(from, to).stream().anyMatch(call -> writes(call, array));
  }

  /// Whether any call from `from` to before `to` reads or writes this array.
  boolean isUsed(Object array, int from, int to) {
    return calls.subList(from, to).stream()
        .anyMatch(call -> reads(call, array) || writes(call, array));
  }

  /// The only call that writes this array, −1 if there are more or none.
  int onlyWriter(Object array) {
    int writer = -1;
    for (int i = 0; i < calls.size(); i++) {
      if (writes(calls.get(i), array)) {
        if (writer >= 0) {
          return -1;
        }
        writer = i;
      }
    }
    return writer;
  }

  /// The first call that reads this array, or `size()`.
  int firstReader(Object array) {
    int i = 0;
    while (i < calls.size() && !reads(calls.get(i), array)) {
      i++;
    }
    return i;
  }

  /// The last call that reads this array, −1 if none does.
  int lastReader(Object array) {
    int i = calls.size() - 1;
    while (i >= 0 && !reads(calls.get(i), array)) {
      i--;
    }
    return i;
  }

  int readers(Object array) {
    return (int) calls.stream().filter(call -> reads(call, array)).count();
  }

  /// Lets every call use another array in place of this one, `shift` elements further on.
  void replace(Object array, Object by, int shift) {
    calls.replaceAll(
        call -> call.on(slice -> slice.isIn(array) ? new Slice(by, slice.at() + shift) : slice));
  }
}
