package dev.glassbox.program;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.UnaryFunction;
import dev.glassbox.trace.Call;
import dev.glassbox.trace.Call.Steps;
import dev.glassbox.trace.Slice;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A call that makes every element of its result by itself, seen as one of rows × columns elements.
///
/// @param unary the function of one operand, or null
/// @param binary the function of two operands, or null
/// @param operands what it reads
/// @param out where it writes
/// @param rows 1 if no operand is repeated along an axis of its own
/// @param columns the elements of a row
record Elements(
    @Nullable UnaryFunction unary,
    @Nullable BinaryFunction binary,
    List<Operand> operands,
    Slice out,
    int rows,
    int columns) {

  /// What a call reads, and how it moves on in it.
  record Operand(Slice slice, Steps steps) {
    /// Whether this moves on element by element with a result of so many columns.
    boolean isFull(int rows, int columns) {
      return steps.step() == 1 && (rows == 1 || steps.rowStep() == columns);
    }

    boolean isNumber() {
      return steps.step() == 0 && steps.rowStep() == 0;
    }
  }

  /// The call seen so, null if it is of another kind.
  static @Nullable Elements of(Call call) {
    return switch (call) {
      case Call.Unary(UnaryFunction f, Slice x, Slice out, int n) ->
          new Elements(f, null, List.of(new Operand(x, Steps.along(n))), out, 1, n);
      case Call.Binary binary -> of(binary);
      default -> null;
    };
  }

  private static Elements of(Call.Binary call) {
    Operand a = new Operand(call.a(), call.aSteps());
    Operand b = new Operand(call.b(), call.bSteps());
    Elements elements =
        new Elements(null, call.f(), List.of(a, b), call.out(), call.rows(), call.columns());
    return elements.isPlain() ? elements.asOneRow() : elements;
  }

  /// The function's name, such as `add`.
  String name() {
    Enum<?> function = unary == null ? binary : unary;
    return function == null ? "" : function.name().toLowerCase(Locale.ROOT);
  }

  /// The same with each place exchanged for another.
  Elements on(UnaryOperator<Slice> places) {
    List<Operand> exchanged =
        operands.stream().map(o -> new Operand(places.apply(o.slice()), o.steps())).toList();
    return new Elements(unary, binary, exchanged, places.apply(out), rows, columns);
  }

  int size() {
    return rows * columns;
  }

  /// Whether every operand is full or a single number, so that rows do not matter.
  boolean isPlain() {
    return operands.stream().allMatch(o -> o.isFull(rows, columns) || isNumber(o));
  }

  private boolean isNumber(Operand operand) {
    return operand.steps().step() == 0 && (rows == 1 || operand.steps().rowStep() == 0);
  }

  private Elements asOneRow() {
    List<Operand> flat =
        operands.stream()
            .map(o -> new Operand(o.slice(), isNumber(o) ? new Steps(0, 0) : Steps.along(size())))
            .toList();
    return new Elements(unary, binary, flat, out, 1, size());
  }

  /// The same with rows of so many columns, of a call for which rows do not matter.
  Elements inRows(int width) {
    List<Operand> split =
        operands.stream()
            .map(o -> o.isNumber() ? o : new Operand(o.slice(), Steps.along(width)))
            .toList();
    return new Elements(unary, binary, split, out, size() / width, width);
  }

  /// Whether a call reads of this array, which it is to write, no element but the one that it is
  /// about to replace.
  static boolean areAligned(Call call, Object array) {
    Elements elements = of(call);
    if (elements == null) {
      return false;
    }
    Slice begin = elements.out.in(array);
    return elements.operands.stream()
        .filter(o -> o.slice().isIn(array))
        .allMatch(o -> o.slice().at() == begin.at() && o.isFull(elements.rows, elements.columns));
  }
}
