package dev.glassbox.program;

import dev.glassbox.trace.Slice;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;

/// Gives the intermediate results of a program arrays of its own, where those whose lives do not
/// overlap share one.
final class Buffers {
  /// An array may serve for a result this many times smaller.
  private static final int WASTE = 4;

  private final List<Step> steps;
  private final IdentityHashMap<Object, Life> lives = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Object> given = new IdentityHashMap<>();
  private final List<Object> free = new ArrayList<>();

  private record Life(int first, int last, boolean beginsWhole) {}

  private Buffers(List<Step> steps) {
    this.steps = steps;
  }

  /// The steps on arrays of their own.
  ///
  /// @param outlasts whether an array is a weight's or a buffer's, which stays as it is
  static List<Step> of(List<Step> steps, Predicate<Object> outlasts) {
    Buffers buffers = new Buffers(steps);
    buffers.measure(outlasts);
    buffers.give();
    return steps.stream()
        .map(step -> step.on(slice -> new Slice(buffers.arrayFor(slice.array()), slice.at())))
        .toList();
  }

  private Object arrayFor(Object array) {
    return given.getOrDefault(array, array);
  }

  private void measure(Predicate<Object> outlasts) {
    for (int i = 0; i < steps.size(); i++) {
      for (Slice slice : steps.get(i).reads()) {
        Life life = lives.get(slice.array());
        if (life != null) {
          lives.put(slice.array(), new Life(life.first, i, life.beginsWhole));
        }
      }
      for (Slice slice : steps.get(i).writes()) {
        Object array = slice.array();
        if (!outlasts.test(array)) {
          Life life = lives.get(array);
          boolean whole = life == null ? writesWhole(steps.get(i), slice) : life.beginsWhole;
          lives.put(array, new Life(life == null ? i : life.first, i, whole));
        }
      }
    }
  }

  private static boolean writesWhole(Step step, Slice out) {
    int written =
        switch (step) {
          case Step.Single(var call) -> call.written();
          case Step.Chain chain -> chain.parts().getFirst().size();
        };
    return out.at() == 0 && written == Array.getLength(out.array());
  }

  private void give() {
    List<List<Object>> ending = new ArrayList<>();
    steps.forEach(_ -> ending.add(new ArrayList<>()));
    for (int i = 0; i < steps.size(); i++) {
      for (Slice slice : steps.get(i).writes()) {
        Object array = slice.array();
        Life life = lives.get(array);
        if (life != null && life.first == i && !given.containsKey(array)) {
          // What is not written as a whole keeps the rest as it was.
          Object own = life.beginsWhole ? room(array) : Slice.copyOf(array);
          given.put(array, own);
          if (life.beginsWhole) {
            ending.get(life.last).add(own);
          }
        }
      }
      free.addAll(ending.get(i));
    }
  }

  private Object room(Object array) {
    int n = Array.getLength(array);
    Object best = null;
    for (Object candidate : free) {
      int room = Array.getLength(candidate);
      boolean fits =
          candidate.getClass().equals(array.getClass())
              && room >= n
              && room <= Math.max(64, WASTE * n);
      if (fits && (best == null || room < Array.getLength(best))) {
        best = candidate;
      }
    }
    if (best == null) {
      return Array.newInstance(array.getClass().getComponentType(), n);
    }
    // Arrays are equal only to themselves.
    free.remove(best);
    return best;
  }
}
