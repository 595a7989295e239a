package dev.glassbox.cli;

import dev.glassbox.train.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How far the training of one network has come, as a row of a table.
///
/// @param name which network
/// @param epoch the number of the epoch that runs, or of the last one
/// @param epochs how many there are at most
/// @param rowsPerSecond how many rows a second are learnt from
/// @param losses those of the last epoch and the best one, absent before the first is done
record ProgressRow(String name, int epoch, int epochs, double rowsPerSecond, Losses losses) {

  /// What was measured last, and at best.
  sealed interface Losses {
    /// Nothing was measured yet.
    record None() implements Losses {}

    /// The last epoch and the best one.
    record Measured(Epoch last, Epoch best) implements Losses {}
  }

  private static final int NAME = 9;

  private record Column(String title, int width, boolean needed) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("epoch", 8, true),
          new Column("rows/s", 9, false),
          new Column("train loss", 12, false),
          new Column("validation", 12, true),
          new Column("best", 8, true));
  private static final int NARROW = 76;

  /// The titles of the columns.
  static String head(int width) {
    return line("Training", COLUMNS.stream().map(Column::title).toList(), width);
  }

  /// The row; where the width is small, without what is needed least.
  String text(int width) {
    List<String> cells = new ArrayList<>();
    cells.add("%d/%d".formatted(epoch, epochs));
    cells.add(rowsPerSecond == 0 ? "" : String.format(Locale.ROOT, "%,.0f", rowsPerSecond));
    switch (losses) {
      case Losses.None _ -> cells.addAll(List.of("", "", ""));
      case Losses.Measured(Epoch last, Epoch best) -> {
        cells.add(Figures.number(last.trainingLoss()));
        cells.add(Figures.number(last.validationLoss()));
        cells.add(Figures.number(best.validationLoss()));
      }
    }
    return line(name, cells, width);
  }

  private static String line(String name, List<String> cells, int width) {
    StringBuilder line = new StringBuilder(Grid.pad(name, NAME));
    int end = NAME;
    for (int c = 0; c < cells.size(); c++) {
      Column column = COLUMNS.get(c);
      if (column.needed() || width >= NARROW) {
        end += column.width();
        // What stands before may have been too long; the columns are aligned all the same.
        line.append(Grid.padLeft(cells.get(c), end - Grid.width(line)));
      }
    }
    return line.toString();
  }
}
