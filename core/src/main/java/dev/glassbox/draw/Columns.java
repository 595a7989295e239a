package dev.glassbox.draw;

import dev.glassbox.draw.Diagram.Arrow;
import dev.glassbox.draw.Diagram.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The columns of a layout: those of boxes at even numbers, those of labels at odd ones. An arrow
/// is a chain of bends, one in each column between its ends; the last of them carries the label.
final class Columns {
  private static final double GAP = 14;
  private static final double BEND_GAP = 5;
  private static final double NARROWEST = 22;
  private static final double WIDEST = 110;
  private static final double SLANT = 0.45;
  private static final double PORT_GAP = 16;
  private static final double CORNER = 7;

  /// All items: first the boxes, then the bends of all arrows.
  final List<Item> items = new ArrayList<>();

  /// The items of each column from top to bottom.
  final List<List<Item>> columns = new ArrayList<>();

  /// The bends of each arrow from left to right.
  final List<List<Item>> chains = new ArrayList<>();

  private final Diagram diagram;

  private Columns(Diagram diagram) {
    this.diagram = diagram;
  }

  /// A box, or the bend of an arrow.
  static final class Item {
    final int column;
    final double width;

    /// How far it reaches up and down from its own height, at which arrows pass or arrive.
    final double above;

    final double below;
    final boolean isBox;
    final List<Item> left = new ArrayList<>();
    final List<Item> right = new ArrayList<>();

    /// Of a bend next to a box: how far from the box's middle its arrow meets the box.
    double portAtLeft;

    double portAtRight;

    /// Of a bend: how much its arrow pulls at the boxes at its ends.
    double pull = 1;

    int place;
    double y;

    Item(int column, double width, double above, double below, boolean isBox) {
      this.column = column;
      this.width = width;
      this.above = above;
      this.below = below;
      this.isBox = isBox;
    }
  }

  static Columns of(Diagram diagram) {
    Columns columns = new Columns(diagram);
    int[] layers = layers(diagram);
    int count = 0;
    for (int i = 0; i < layers.length; i++) {
      Box box = diagram.boxes().get(i);
      columns.items.add(new Item(2 * layers[i], box.width(), box.above(), box.below(), true));
      count = Math.max(count, 2 * layers[i] + 1);
    }
    for (int c = 0; c < count; c++) {
      columns.columns.add(new ArrayList<>());
    }
    columns.items.forEach(columns::place);
    for (Arrow arrow : diagram.arrows()) {
      columns.connect(arrow);
    }
    return columns;
  }

  private void place(Item item) {
    List<Item> column = columns.get(item.column);
    item.place = column.size();
    column.add(item);
  }

  private void connect(Arrow arrow) {
    Item end = items.get(arrow.to());
    Item last = items.get(arrow.from());
    List<Item> chain = new ArrayList<>();
    for (int c = last.column + 1; c < end.column; c++) {
      boolean labelled = c == end.column - 1 && arrow.labelWidth() > 0;
      Item bend =
          labelled
              ? new Item(c, arrow.labelWidth(), arrow.labelHeight(), 2, false)
              : new Item(c, 0, 2, 2, false);
      bend.pull = arrow.pull();
      items.add(bend);
      place(bend);
      chain.add(bend);
      last.right.add(bend);
      bend.left.add(last);
      last = bend;
    }
    last.right.add(end);
    end.left.add(last);
    chains.add(chain);
  }

  /// Layers by longest path, then each box as far to the right as makes its arrows shorter.
  private static int[] layers(Diagram diagram) {
    int n = diagram.boxes().size();
    List<List<Integer>> next = new ArrayList<>();
    int[] incoming = new int[n];
    for (int i = 0; i < n; i++) {
      next.add(new ArrayList<>());
    }
    for (Arrow arrow : diagram.arrows()) {
      next.get(arrow.from()).add(arrow.to());
      incoming[arrow.to()]++;
    }
    int[] layers = new int[n];
    for (int i = 0; i < n; i++) {
      for (int to : next.get(i)) {
        layers[to] = Math.max(layers[to], layers[i] + 1);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      if (next.get(i).size() > incoming[i]) {
        layers[i] = next.get(i).stream().mapToInt(to -> layers[to]).min().orElseThrow() - 1;
      }
    }
    int first = Arrays.stream(layers).min().orElse(0);
    for (int i = 0; i < n; i++) {
      layers[i] -= first;
    }
    return layers;
  }

  /// Spreads the arrows that end at a box along its side, in the order in which they come.
  void choosePorts() {
    for (int i = 0; i < diagram.boxes().size(); i++) {
      double side = diagram.boxes().get(i).side() - 2 * CORNER;
      List<Item> coming = new ArrayList<>(items.get(i).left);
      coming.sort(Comparator.comparingInt(bend -> bend.place));
      double gap = coming.size() < 2 ? 0 : Math.min(PORT_GAP, side / (coming.size() - 1));
      for (int k = 0; k < coming.size(); k++) {
        coming.get(k).portAtRight = (k - (coming.size() - 1) / 2.0) * gap;
      }
    }
  }

  /// How far apart two neighbours in a column are at least.
  static double distance(Item upper, Item lower) {
    return upper.below + lower.above + (upper.isBox || lower.isBox ? GAP : BEND_GAP);
  }

  /// The left edge of each column: steep arrows need room.
  double[] leftEdges() {
    double[] left = new double[columns.size()];
    double x = 0;
    for (int c = 0; c < columns.size(); c++) {
      left[c] = x;
      double steepest = 0;
      for (Item item : columns.get(c)) {
        for (Item next : item.right) {
          steepest = Math.max(steepest, Math.abs(next.y - item.y));
        }
      }
      x += columnWidth(c) + Math.clamp(NARROWEST + SLANT * steepest, NARROWEST, WIDEST);
    }
    return left;
  }

  private double columnWidth(int column) {
    return columns.get(column).stream().mapToDouble(item -> item.width).max().orElse(0);
  }

  double middle(Item item, double[] left) {
    return left[item.column] + columnWidth(item.column) / 2;
  }

  double right(Item item, double[] left) {
    return left[item.column] + columnWidth(item.column);
  }

  double width(double[] left) {
    return left[left.length - 1] + columnWidth(left.length - 1);
  }

  double height() {
    return items.stream().mapToDouble(item -> item.y + item.below).max().orElse(0);
  }
}
