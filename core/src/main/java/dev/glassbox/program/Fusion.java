package dev.glassbox.program;

import dev.glassbox.trace.Call;
import dev.glassbox.trace.Event;
import dev.glassbox.trace.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts neighbouring calls that make every element by itself together into chains.
final class Fusion {
  private static final Call NOTHING = new Event("nothing", () -> {});

  private final Calls calls;
  private final List<Step> steps = new ArrayList<>();
  private final List<Elements> group = new ArrayList<>();
  private int groupBegin;
  private Call groupCall = NOTHING;

  private Fusion(Calls calls) {
    this.calls = calls;
  }

  static List<Step> of(Calls calls) {
    Fusion fusion = new Fusion(calls);
    for (int i = 0; i < calls.size(); i++) {
      fusion.take(i);
    }
    fusion.close(calls.size());
    return fusion.steps;
  }

  private void take(int i) {
    Call call = calls.get(i);
    if (call == null) {
      return;
    }
    Elements elements = Elements.of(call);
    if (elements == null || elements.size() == 0) {
      close(i);
      steps.add(new Step.Single(call));
      return;
    }
    Elements fitted = group.isEmpty() ? elements : fitted(elements);
    if (fitted == null) {
      close(i);
      fitted = elements;
    }
    if (group.isEmpty()) {
      groupBegin = i;
      groupCall = call;
    }
    group.add(fitted);
  }

  /// The call with the group's rows, or the group with the call's, null if they do not fit
  /// together.
  private @Nullable Elements fitted(Elements next) {
    Elements last = group.getLast();
    boolean sameKind =
        last.size() == next.size()
            && last.out().array().getClass() == next.out().array().getClass();
    if (!sameKind || group.stream().anyMatch(earlier -> disturbs(earlier, next))) {
      return null;
    }
    if (last.rows() == 1 && next.rows() == 1) {
      return next;
    }
    if (last.rows() == 1) {
      group.replaceAll(part -> part.inRows(next.columns()));
      return next;
    }
    if (next.rows() == 1) {
      return next.inRows(last.columns());
    }
    return last.columns() == next.columns() ? next : null;
  }

  /// Whether two calls cannot go tile by tile together, because one writes what the other reads or
  /// writes elsewhere.
  private static boolean disturbs(Elements earlier, Elements later) {
    return uses(earlier, later.out()) || uses(later, earlier.out());
  }

  /// Whether a call uses an array in another way than element by element from this place on.
  private static boolean uses(Elements call, Slice written) {
    if (call.out().isIn(written.array()) && call.out().at() != written.at()) {
      return true;
    }
    return call.operands().stream()
        .anyMatch(
            o ->
                o.slice().isIn(written.array())
                    && (o.slice().at() != written.at() || !o.isFull(call.rows(), call.columns())));
  }

  private void close(int end) {
    if (group.size() == 1) {
      steps.add(new Step.Single(groupCall));
    } else if (group.size() > 1) {
      List<Object> within = new ArrayList<>();
      for (Elements part : group) {
        Object array = part.out().array();
        if (!within.contains(array) && livesOnlyBetween(array, groupBegin, end)) {
          within.add(array);
        }
      }
      steps.add(new Step.Chain(List.copyOf(group), List.copyOf(within)));
    }
    group.clear();
  }

  private boolean livesOnlyBetween(Object array, int begin, int end) {
    if (calls.outlasts(array)
        || calls.isUsed(array, 0, begin)
        || calls.isUsed(array, end, calls.size())) {
      return false;
    }
    for (int i = calls.next(begin - 1); i < end; i = calls.next(i)) {
      Call call = calls.get(i);
      if (call == null || Calls.reads(call, array)) {
        return false;
      }
      if (Calls.writes(call, array)) {
        return true;
      }
    }
    return false;
  }
}
