package dev.glassbox.cli;

import dev.glassbox.data.Scores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Figures as a table: a row for each part of the rows, a column for each figure.
final class ScoreTable {
  private static final int INDENT = 2;

  private final List<String> figures;
  private final Grid grid = new Grid(1, INDENT);

  /// A table with these figures.
  ScoreTable(String title, Collection<String> figures) {
    this.figures = List.copyOf(figures);
    List<String> head = new ArrayList<>(List.of(title));
    this.figures.forEach(figure -> head.add(Figures.name(figure)));
    grid.row(head);
  }

  /// Adds the scores of one part of the rows.
  ScoreTable part(String part, Scores scores) {
    return row("%s (%s)".formatted(part, Figures.count(scores.rows(), "row")), scores.figures());
  }

  /// Adds a row of figures.
  ScoreTable row(String name, Map<String, Double> values) {
    List<String> cells = new ArrayList<>(List.of(name));
    figures.forEach(figure -> cells.add(Figures.number(values.getOrDefault(figure, Double.NaN))));
    grid.row(cells);
    return this;
  }

  List<String> lines() {
    return grid.lines();
  }
}
