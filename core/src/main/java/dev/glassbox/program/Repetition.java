package dev.glassbox.program;

import dev.glassbox.trace.Call;
import dev.glassbox.trace.Call.Steps;
import dev.glassbox.trace.Copy;
import dev.glassbox.trace.Slice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A copy that repeats a row, a column or a number so that it fills a matrix.
///
/// @param x what is repeated
/// @param steps how to move on in x along the rows and the columns of the matrix
/// @param out the copy
/// @param rows of the matrix
/// @param columns of the matrix
record Repetition(Slice x, Steps steps, Slice out, int rows, int columns) {
  /// The copy seen so, null if it is of another kind.
  static @Nullable Repetition of(Copy copy) {
    int rank = copy.lengths().size();
    if (rank == 0 || copy.written() == 0) {
      return null;
    }
    // The last axes that move on evenly make the columns, those before them the rows.
    int split = rank - 1;
    int columns = copy.lengths().get(split);
    int step = columns == 1 ? 0 : copy.steps().get(split);
    while (split > 0 && continues(copy, split - 1, step, columns)) {
      split--;
      columns *= copy.lengths().get(split);
    }
    int rows = 1;
    int rowStep = split == 0 ? 0 : copy.steps().get(split - 1);
    for (int axis = split - 1; axis >= 0; axis--) {
      if (copy.lengths().get(axis) != 1 && copy.steps().get(axis) != rowStep * rows) {
        return null;
      }
      rows *= copy.lengths().get(axis);
    }
    return step == 0 || step == 1
        ? new Repetition(
            copy.x(), new Steps(rows == 1 ? 0 : rowStep, step), copy.out(), rows, columns)
        : null;
  }

  private static boolean continues(Copy copy, int axis, int step, int columns) {
    return copy.lengths().get(axis) == 1 || copy.steps().get(axis) == step * columns;
  }

  /// Whether one number fills the matrix, so that it does not matter how a call moves on in it.
  private boolean isOfNumber() {
    return steps.step() == 0 && steps.rowStep() == 0;
  }

  /// Whether a call that reads the copy can read the original instead.
  boolean fits(@Nullable Call call) {
    if (!(call instanceof Call.Binary binary)) {
      return false;
    }
    if (isOfNumber()) {
      return !binary.out().isIn(x.array());
    }
    Elements elements = Elements.of(binary);
    if (elements == null || elements.size() != rows * columns) {
      return false;
    }
    boolean fitting = elements.isPlain() || elements.columns() == columns;
    return fitting
        && !elements.out().isIn(x.array())
        && elements.operands().stream()
            .filter(o -> o.slice().isIn(out.array()))
            .allMatch(
                o -> o.slice().at() == out.at() && o.isFull(elements.rows(), elements.columns()));
  }

  /// The call reading the original.
  Call into(@Nullable Call call) {
    Call.Binary binary = (Call.Binary) Objects.requireNonNull(call);
    if (isOfNumber()) {
      boolean first = binary.a().isIn(out.array());
      boolean second = binary.b().isIn(out.array());
      return new Call.Binary(
          binary.f(),
          first ? x : binary.a(),
          first ? steps : binary.aSteps(),
          second ? x : binary.b(),
          second ? steps : binary.bSteps(),
          binary.out(),
          binary.rows(),
          binary.columns());
    }
    Elements flat = Elements.of(binary);
    Elements elements = flat != null && flat.isPlain() ? flat.inRows(columns) : flat;
    if (elements == null) {
      return binary;
    }
    Elements.Operand a = original(elements.operands().get(0));
    Elements.Operand b = original(elements.operands().get(1));
    return new Call.Binary(
        binary.f(), a.slice(), a.steps(), b.slice(), b.steps(), binary.out(), rows, columns);
  }

  private Elements.Operand original(Elements.Operand operand) {
    return operand.slice().isIn(out.array()) ? new Elements.Operand(x, steps) : operand;
  }
}
