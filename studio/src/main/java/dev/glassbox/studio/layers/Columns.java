package dev.glassbox.studio.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Which of a training's kept steps to look at: at most so many, at distances that grow in
/// proportion.
///
/// Steps lie on a grid of 2ᵏ parts to each doubling, so that a finer grid has all that a coarser
/// one has, and what was computed stays of use while the training goes on.
final class Columns {
  /// How many columns there are at most, besides step 0 and the latest.
  static final int MOST = 100;

  private static final int FINEST = 64;

  private Columns() {}

  /// The steps to look at, coarse ones first; the first two are 0 and the latest.
  ///
  /// @param kept the steps that can be looked at, in rising order
  /// @param seen steps that have been looked at, which are taken where they will do
  static List<Integer> of(int[] kept, NavigableSet<Integer> seen) {
    int latest = kept[kept.length - 1];
    NavigableSet<Integer> there = new TreeSet<>(seen.headSet(latest, true));
    for (int step : kept) {
      there.add(step);
    }
    List<Integer> wanted = new ArrayList<>(List.of(kept[0]));
    if (latest != kept[0]) {
      wanted.add(latest);
    }
    int parts = 1;
    while (parts <= FINEST) {
      List<Integer> grid = grid(parts, latest, there, seen);
      if (grid.size() > MOST) {
        break;
      }
      for (int step : grid) {
        if (!wanted.contains(step)) {
          wanted.add(step);
        }
      }
      parts *= 2;
    }
    return wanted;
  }

  private static List<Integer> grid(
      int parts, int latest, NavigableSet<Integer> there, NavigableSet<Integer> seen) {
    TreeSet<Integer> grid = new TreeSet<>();
    int from = 1;
    for (int k = 1; from <= latest; k++) {
      int to = (int) Math.min(Integer.MAX_VALUE, Math.ceil(Math.pow(2, (double) k / parts)));
      if (to > from) {
        Integer step = seen.ceiling(from);
        if (step == null || step >= to) {
          step = there.ceiling(from);
        }
        if (step != null && step < to) {
          grid.add(step);
        }
        from = to;
      }
    }
    return new ArrayList<>(grid);
  }
}
