package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// New numbers for leaves: those that hold what they are given, and those whose array a program
/// knows.
class AssigningTest {
  private static Tensor table(DType dtype) {
    return Tensor.of(DType.FLOAT64, 9, 9, 0, 1, 2, 0, 0, 3).to(dtype).reshape(4, 2).rows(1, 4);
  }

  private static Tensor pair(DType dtype) {
    return Tensor.zeros(Shape.of(2, 2), dtype).buffer();
  }

  /// After this the leaf keeps its array.
  private static void record(Tensor leaf) {
    Program.of(() -> leaf.assign(leaf.detach()));
  }

  @ParameterizedTest
  @EnumSource
  void rowsOfATableArePicked(DType dtype) {
    Tensor batch = pair(dtype);
    int[] order = {0, 2, 0, 1};
    for (int round = 0; round < 2; round++) {
      batch.assignRows(table(dtype), order, 0);
      Tensor first = batch.detach();
      batch.assignRows(table(dtype), order, 2);
      double three = dtype == DType.BOOL ? 1 : 3;
      double two = dtype == DType.BOOL ? 1 : 2;
      assertThat(first.toDoubleArray()).containsExactly(0, 1, 0, three);
      assertThat(batch.toDoubleArray()).containsExactly(0, 1, two, 0);
      record(batch);
    }
  }

  @Test
  void numbersArePickedFromAVector() {
    Tensor batch = Tensor.zeros(Shape.of(3)).buffer();
    batch.assignRows(Tensor.of(5, 6, 7), new int[] {2, 2, 0}, 0);
    assertThat(batch.toFloatArray()).containsExactly(7, 7, 5);
  }

  @Test
  void rowsThatDoNotFitAreRefused() {
    Tensor batch = pair(DType.FLOAT32);
    Tensor table = table(DType.FLOAT32);
    int[] order = {0, 1, 2};
    assertThatThrownBy(() -> table.assignRows(table, order, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("assignRows: only a trainable leaf or a buffer takes new values");
    assertThatThrownBy(() -> batch.assignRows(Tensor.zeros(Shape.of(5, 3)), order, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("assignRows: (2, 2) cannot take rows of (5, 3)");
    assertThatThrownBy(() -> batch.assignRows(Tensor.of(1), order, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("assignRows: (2, 2) cannot take rows of (1)");
    assertThatThrownBy(() -> batch.assignRows(table.to(DType.FLOAT64), order, 0))
        .isInstanceOf(DTypeException.class)
        .hasMessage("assignRows: FLOAT32 and FLOAT64 do not mix; cast one with to(DType)");
    assertThatThrownBy(() -> batch.assignRows(table, order, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> batch.assignRows(table, new int[] {0, 3}, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> batch.assignRows(table, new int[] {-1, 0}, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Program.of(() -> batch.assignRows(table, order, 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("program: assignRows picks rows by numbers");
  }

  @Test
  void aRowOutOfRangeLeavesTheNumbersOfABufferThatHoldsWhatItIsGiven() {
    Tensor batch = Tensor.of(1, 2, 3, 4).reshape(2, 2).buffer();
    assertThatThrownBy(() -> batch.assignRows(table(DType.FLOAT32), new int[] {0, 3}, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(batch.toFloatArray()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void oneNumberIsWrittenEverywhere() {
    Tensor weight = Tensor.of(1, 2).trainable();
    for (int round = 0; round < 2; round++) {
      Tensor before = weight.detach();
      weight.assign(0.1);
      assertThat(weight.toFloatArray()).containsExactly(0.1f, 0.1f);
      assertThat(before.toFloatArray()).containsExactly(1, 2);
      weight.assign(Tensor.of(1, 2));
      record(weight);
    }
    assertThatThrownBy(() -> Tensor.of(1).assign(2))
        .hasMessage("assign: only a trainable leaf or a buffer takes new values");
  }

  @Test
  void oneNumberIsWrittenByAProgram() {
    Tensor weight = Tensor.of(1, 2).trainable();
    Program program = Program.of(() -> weight.assign(3));
    weight.assign(4);
    program.run();
    assertThat(weight.toFloatArray()).containsExactly(3, 3);
  }
}
