package dev.glassbox.draw;

import dev.glassbox.draw.Columns.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Changes the order within the columns so that fewer arrows cross: sweeps that put each item at
/// the mean place of its neighbours (the barycentre heuristic), then swaps of neighbours.
final class Crossings {
  private static final int SWEEPS = 16;
  private static final int STARTS = 12;
  private static final int LARGE = 3000;
  private static final long SEED = 1;

  private Crossings() {}

  static void reduce(Columns columns) {
    List<List<Item>> all = columns.columns;
    List<List<Item>> best = copy(all);
    long fewest = count(all);
    // The sweeps end in the best order near their start, so they start from several.
    var random = new Random(SEED);
    int starts = columns.items.size() > LARGE ? 2 : STARTS;
    for (int start = 0; start < starts && fewest > 0; start++) {
      for (int c = 0; start > 0 && c < all.size(); c++) {
        List<Item> mixed = new ArrayList<>(best.get(c));
        Collections.shuffle(mixed, random);
        order(all.get(c), mixed);
      }
      for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
        sweep(all, sweep % 2 == 0, sweep % 4 >= 2);
        swapNeighbours(all);
        long now = count(all);
        if (now < fewest) {
          fewest = now;
          best = copy(all);
        }
      }
    }
    for (int c = 0; c < all.size(); c++) {
      order(all.get(c), best.get(c));
    }
  }

  /// @param turned whether items with the same mean change their order
  private static void sweep(List<List<Item>> columns, boolean rightwards, boolean turned) {
    for (int i = 1; i < columns.size(); i++) {
      sort(columns.get(rightwards ? i : columns.size() - 1 - i), rightwards, turned);
    }
  }

  private static List<List<Item>> copy(List<List<Item>> columns) {
    List<List<Item>> copy = new ArrayList<>();
    for (List<Item> column : columns) {
      copy.add(new ArrayList<>(column));
    }
    return copy;
  }

  private static void order(List<Item> column, List<Item> ordered) {
    for (int i = 0; i < ordered.size(); i++) {
      column.set(i, ordered.get(i));
      ordered.get(i).place = i;
    }
  }

  /// Sorts a column by the mean place of its neighbours on one side; an item without any keeps its
  /// place.
  private static void sort(List<Item> column, boolean byLeft, boolean turned) {
    List<Item> movable = new ArrayList<>();
    for (Item item : column) {
      if (!(byLeft ? item.left : item.right).isEmpty()) {
        movable.add(item);
      }
    }
    if (turned) {
      Collections.reverse(movable);
    }
    movable.sort(Comparator.comparingDouble(item -> meanPlace(byLeft ? item.left : item.right)));
    List<Item> sorted = new ArrayList<>();
    int next = 0;
    for (Item item : column) {
      boolean stays = (byLeft ? item.left : item.right).isEmpty();
      sorted.add(stays ? item : movable.get(next++));
    }
    order(column, sorted);
  }

  private static double meanPlace(List<Item> neighbours) {
    double sum = 0;
    for (Item item : neighbours) {
      sum += item.place;
    }
    return sum / neighbours.size();
  }

  private static void swapNeighbours(List<List<Item>> columns) {
    boolean better = true;
    for (int round = 0; better && round < 4; round++) {
      better = false;
      for (List<Item> column : columns) {
        for (int i = 0; i + 1 < column.size(); i++) {
          Item upper = column.get(i);
          Item lower = column.get(i + 1);
          int now = crossings(upper.left, lower.left) + crossings(upper.right, lower.right);
          int swapped = crossings(lower.left, upper.left) + crossings(lower.right, upper.right);
          if (swapped < now) {
            column.set(i, lower);
            column.set(i + 1, upper);
            lower.place = i;
            upper.place = i + 1;
            better = true;
          }
        }
      }
    }
  }

  /// How many pairs of arrows cross if the one item lies above the other.
  private static int crossings(List<Item> ofUpper, List<Item> ofLower) {
    int crossings = 0;
    for (Item a : ofUpper) {
      for (Item b : ofLower) {
        crossings += a.place > b.place ? 1 : 0;
      }
    }
    return crossings;
  }

  /// All crossings. Between two columns they are the inversions among the right ends when arrows
  /// are taken by their left ends, counted in a Fenwick tree.
  static long count(List<List<Item>> columns) {
    long crossings = 0;
    for (int c = 0; c + 1 < columns.size(); c++) {
      int[] tree = new int[columns.get(c + 1).size() + 1];
      int passed = 0;
      for (Item item : columns.get(c)) {
        int[] ends = item.right.stream().mapToInt(next -> next.place).toArray();
        Arrays.sort(ends);
        for (int end : ends) {
          crossings += passed - below(tree, end + 1);
        }
        for (int end : ends) {
          for (int i = end + 1; i < tree.length; i += i & -i) {
            tree[i]++;
          }
          passed++;
        }
      }
    }
    return crossings;
  }

  private static int below(int[] tree, int count) {
    int sum = 0;
    for (int i = count; i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }
}
