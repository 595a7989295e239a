package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.glassbox.program.Program;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every operation, and its derivative in both modes, recorded as a program and run on other
/// numbers than those it was recorded with, must give the bits that it gives by itself.
class RecordedOperationsTest {
  @TestFactory
  Stream<DynamicTest> everyOperationIsTheSameInAProgram() {
    return cases().map(c -> dynamicTest(c.toString(), () -> value(c)));
  }

  @TestFactory
  Stream<DynamicTest> everyDerivativeIsTheSameInAProgram() {
    return cases()
        .filter(c -> c.op().differentiable())
        .filter(c -> c.inputs().stream().allMatch(x -> x.dtype().isFloating()))
        .map(c -> dynamicTest(c.toString(), () -> derivatives(c)));
  }

  private record Case(Op op, List<Tensor> inputs) {
    @Override
    public String toString() {
      return op + " " + inputs.stream().map(Tensor::shape).toList();
    }
  }

  /// A checkpoint looks at numbers, so it cannot be recorded.
  private static Stream<Case> cases() {
    return Operations.all().stream()
        .filter(operation -> operation != Recomputing.class)
        .flatMap(operation -> Operations.smooth(operation).stream())
        .map(sample -> new Case(sample.op(), sample.inputs()));
  }

  private static void value(Case given) {
    Tensor[] before = given.inputs().toArray(Tensor[]::new);
    Tensor[] after = Stream.of(before).map(RecordedOperationsTest::reversed).toArray(Tensor[]::new);
    Tensor[] leaves = Stream.of(before).map(Tensor::buffer).toArray(Tensor[]::new);
    Tensor out = given.op().value(before).zerosLike().buffer();
    Program program = Program.of(() -> out.assign(Tensor.apply(given.op(), leaves)));
    assertSame(out, given.op().value(before));
    IntStream.range(0, after.length).forEach(i -> leaves[i].assign(after[i]));
    program.run();
    assertSame(out, given.op().value(after));
    program.run();
    assertSame(out, given.op().value(after));
  }

  private static void derivatives(Case given) {
    Tensor[] before = given.inputs().toArray(Tensor[]::new);
    for (int input = 0; input < before.length; input++) {
      derivatives(given.op(), before, input);
    }
  }

  private static void derivatives(Op op, Tensor[] before, int input) {
    Tensor[] after = Stream.of(before).map(RecordedOperationsTest::reversed).toArray(Tensor[]::new);
    Tensor[] leaves = Stream.of(before).map(Tensor::buffer).toArray(Tensor[]::new);
    Tensor reverse = before[input].zerosLike().buffer();
    Tensor forward = op.value(before).zerosLike().buffer();
    Tensor upstream = Tensor.uniform(Rng.seed(9), forward.shape(), -1, 1, forward.dtype());
    Tensor tangent = Tensor.uniform(Rng.seed(8), reverse.shape(), -1, 1, reverse.dtype());
    Program program =
        Program.of(
            () -> {
              Tensor value = Tensor.apply(op, leaves);
              reverse.assign(op.vjp(input, leaves, value, upstream));
              forward.assign(pushed(op, leaves, value, input, tangent));
            });
    IntStream.range(0, after.length).forEach(i -> leaves[i].assign(after[i]));
    program.run();
    Tensor value = op.value(after);
    assertSame(reverse, op.vjp(input, after, value, upstream));
    assertSame(forward, pushed(op, after, value, input, tangent));
  }

  private static Tensor pushed(Op op, Tensor[] inputs, Tensor value, int input, Tensor tangent) {
    Tensor[] tangents = new Tensor[inputs.length];
    tangents[input] = tangent;
    return op.jvp(inputs, value, tangents);
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.toDoubleArray()).containsExactly(expected.toDoubleArray());
  }

  /// The same numbers in the opposite order, which keeps class numbers and row numbers within their
  /// range. A square matrix stays as it is: it may have to be symmetric or triangular.
  private static Tensor reversed(Tensor x) {
    Shape shape = x.shape();
    if (shape.rank() == 2 && shape.length(0) == shape.length(1)) {
      return x.dtype().isFloating() ? x.mul(1.5) : x;
    }
    Tensor places =
        Tensor.of(
            Shape.of(x.size()),
            IntStream.range(0, x.size()).mapToLong(i -> x.size() - 1 - i).toArray());
    return x.reshape(x.size()).gather(places).reshape(shape);
  }
}
