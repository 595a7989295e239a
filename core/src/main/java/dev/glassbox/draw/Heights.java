package dev.glassbox.draw;

import dev.glassbox.draw.Columns.Item;
import java.util.List;

/// Chooses the height of every item: the squares of all rises and falls of the arrows are made
/// least in sum, with weights that keep long arrows straight, under the condition that neighbours
/// in a column keep their order and their distance.
///
/// One column alone is solved exactly: subtracting the distances turns it into an isotonic
/// regression, which pooling adjacent violators solves in one pass (Barlow et al. 1972). The
/// columns are solved in turn until nothing moves.
final class Heights {
  private static final int ROUNDS = 2000;
  private static final double STILL = 0.002;
  private static final double BETWEEN_BENDS = 8;
  private static final double FROM_A_BOX = 1;
  private static final double INTO_A_BOX = 4;

  private Heights() {}

  static void choose(Columns columns) {
    List<List<Item>> all = columns.columns;
    for (List<Item> column : all) {
      stack(column);
    }
    double moved = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS && moved > STILL; round++) {
      moved = 0;
      for (int i = 0; i < all.size(); i++) {
        moved = Math.max(moved, solve(all.get(round % 2 == 0 ? i : all.size() - 1 - i)));
      }
    }
    for (int pass = 0; pass < 2; pass++) {
      columns.chains.forEach(chain -> straighten(all, chain));
    }
    double top = columns.items.stream().mapToDouble(item -> item.y - item.above).min().orElse(0);
    columns.items.forEach(item -> item.y -= top);
  }

  /// Lets a long arrow run level for as long as its neighbours leave room: from its end backwards,
  /// as many bends as can be at one height are put there.
  private static void straighten(List<List<Item>> columns, List<Item> chain) {
    int last = chain.size() - 1;
    while (last >= 0) {
      double highest = Double.NEGATIVE_INFINITY;
      double lowest = Double.POSITIVE_INFINITY;
      int first = last;
      for (int i = last; i >= 0; i--) {
        Item bend = chain.get(i);
        List<Item> column = columns.get(bend.column);
        double top =
            bend.place == 0
                ? Double.NEGATIVE_INFINITY
                : column.get(bend.place - 1).y + Columns.distance(column.get(bend.place - 1), bend);
        double bottom =
            bend.place == column.size() - 1
                ? Double.POSITIVE_INFINITY
                : column.get(bend.place + 1).y - Columns.distance(bend, column.get(bend.place + 1));
        if (Math.max(highest, top) > Math.min(lowest, bottom)) {
          break;
        }
        highest = Math.max(highest, top);
        lowest = Math.min(lowest, bottom);
        first = i;
      }
      double level = Math.clamp(chain.get(last).y, highest, lowest);
      for (int i = first; i <= last; i++) {
        chain.get(i).y = level;
      }
      last = Math.min(first, last) - 1;
    }
  }

  /// One under the other, the middle of all at 0.
  private static void stack(List<Item> column) {
    double y = 0;
    for (int i = 0; i < column.size(); i++) {
      y += i == 0 ? 0 : Columns.distance(column.get(i - 1), column.get(i));
      column.get(i).y = y;
    }
    for (Item item : column) {
      item.y -= y / 2;
    }
  }

  /// The best heights of one column with all others fixed; returns how far the furthest moved.
  private static double solve(List<Item> column) {
    int n = column.size();
    double[] offset = new double[n];
    double[] mean = new double[n];
    double[] weight = new double[n];
    int[] length = new int[n];
    int blocks = 0;
    for (int i = 0; i < n; i++) {
      Item item = column.get(i);
      offset[i] = i == 0 ? 0 : offset[i - 1] + Columns.distance(column.get(i - 1), item);
      wish(item, mean, weight, blocks);
      mean[blocks] -= offset[i];
      length[blocks] = 1;
      blocks++;
      while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
        double sum = weight[blocks - 2] + weight[blocks - 1];
        mean[blocks - 2] =
            (mean[blocks - 2] * weight[blocks - 2] + mean[blocks - 1] * weight[blocks - 1]) / sum;
        weight[blocks - 2] = sum;
        length[blocks - 2] += length[blocks - 1];
        blocks--;
      }
    }
    double moved = 0;
    int i = 0;
    for (int b = 0; b < blocks; b++) {
      for (int k = 0; k < length[b]; k++, i++) {
        double y = mean[b] + offset[i];
        moved = Math.max(moved, Math.abs(y - column.get(i).y));
        column.get(i).y = y;
      }
    }
    return moved;
  }

  /// Where an item would lie best for its own arrows, and how much that counts.
  private static void wish(Item item, double[] mean, double[] weight, int at) {
    double sum = 0;
    double total = 0;
    for (Item neighbour : item.left) {
      double port = item.isBox ? neighbour.portAtRight : -item.portAtLeft;
      double w = weight(neighbour, item);
      sum += w * (neighbour.y - port);
      total += w;
    }
    for (Item neighbour : item.right) {
      double port = item.isBox ? -neighbour.portAtLeft : item.portAtRight;
      double w = weight(item, neighbour);
      sum += w * (neighbour.y + port);
      total += w;
    }
    // An item alone stays where it is.
    mean[at] = total == 0 ? item.y : sum / total;
    weight[at] = total == 0 ? 1e-3 : total;
  }

  private static double weight(Item left, Item right) {
    double kind = left.isBox ? FROM_A_BOX : right.isBox ? INTO_A_BOX : BETWEEN_BENDS;
    return kind * left.pull * right.pull;
  }
}
