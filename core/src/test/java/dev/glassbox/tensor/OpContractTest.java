package dev.glassbox.tensor;

import static dev.glassbox.tensor.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The one test that every operation must pass, on the samples that it brings along.
class OpContractTest {

  @TestFactory
  Stream<DynamicNode> everyOperationKeepsItsContract() {
    return Operations.all().stream().map(OpContractTest::contract);
  }

  private static DynamicNode contract(Class<?> operation) {
    List<DynamicNode> nodes = new ArrayList<>();
    nodes.add(dynamicTest("brings samples", () -> Operations.samples(operation)));
    nodes.add(
        dynamicTest(
            "is sampled on an empty tensor",
            () ->
                assertThat(Operations.smooth(operation))
                    .as("smooth samples with an empty input")
                    .anyMatch(s -> s.inputs().stream().anyMatch(input -> input.size() == 0))));
    nodes.add(dynamicContainer("samples", () -> checks(operation).iterator()));
    return dynamicContainer(Operations.name(operation), nodes);
  }

  private static void statesItsNameAndFormula(Op op, int inputs) {
    assertThat(op.name()).as("name").matches("[a-z][A-Za-z0-9]+");
    assertThat(op.formula()).as("formula").isNotBlank();
    assertThat(op.domain()).as("domain").isNotBlank();
    for (int i = 0; i < inputs; i++) {
      assertThat(op.derivative(i)).as("derivative by input %d", i).isNotBlank();
    }
  }

  private static Stream<DynamicNode> checks(Class<?> operation) {
    return Operations.samples(operation).stream()
        .map(
            sample ->
                switch (sample) {
                  case Sample.Smooth smooth -> smooth(smooth);
                  case Sample.Point point ->
                      dynamicTest(
                          "%s at %s is %s"
                              .formatted(point.op(), Arrays.toString(point.at()), point.value()),
                          () -> checkPoint(point));
                  case Sample.Wrong wrong ->
                      dynamicTest("refuses: " + wrong.message(), () -> checkWrong(wrong));
                });
  }

  private static DynamicNode smooth(Sample.Smooth sample) {
    var contract = new SmoothContract(sample);
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        dynamicTest(
            "states its name, formula and local derivatives",
            () -> statesItsNameAndFormula(sample.op(), sample.inputs().size())));
    tests.add(dynamicTest("keeps its shape rule", contract::theShapeRuleTellsTheShapeOfTheValue));
    tests.add(dynamicTest("gives the same bits twice", contract::theSameInputsGiveTheSameBits));
    tests.add(dynamicTest("returns a bare value", contract::theValueRemembersNothing));
    tests.add(dynamicTest("reads views", contract::itReadsInputsThatBeginInTheMiddleOfAnArray));
    tests.add(dynamicTest("agrees in single precision", contract::singlePrecisionAgreesWithDouble));
    if (!sample.op().differentiable()) {
      tests.add(
          dynamicTest("passes no gradient", contract::noGradientPassesWhereItIsNotDifferentiable));
    } else {
      tests.add(
          dynamicTest(
              "reverse mode = finite difference", contract::reverseModeFollowsTheFiniteDifference));
      tests.add(
          dynamicTest(
              "forward mode = reverse mode", contract::forwardModeIsTheTransposeOfReverseMode));
      tests.add(
          dynamicTest(
              "second derivative = finite difference",
              contract::theDerivativeHasTheRightDerivative));
    }
    if (sample.op() instanceof Fused fused) {
      tests.add(
          dynamicTest("fused = composite", () -> contract.fusedAgreesWithItsComposite(fused)));
    }
    return dynamicContainer(sample.op() + " on " + contract, tests);
  }

  private static void checkPoint(Sample.Point point) {
    checkPoint(point, DType.FLOAT64, 1e-14);
    checkPoint(point, DType.FLOAT32, 1e-6);
  }

  private static void checkPoint(Sample.Point point, DType dtype, double tolerance) {
    Op op = point.op();
    Tensor[] inputs =
        Arrays.stream(point.at()).mapToObj(x -> Tensor.scalar(dtype, x)).toArray(Tensor[]::new);
    Tensor output = op.value(inputs);
    assertStated(output.item(), point.value(), tolerance, dtype + " value");
    Tensor one = Tensor.scalar(dtype, 1);
    for (int i = 0; i < inputs.length; i++) {
      double stated = point.derivatives()[i];
      double reverse = op.vjp(i, inputs, output, one).item();
      assertStated(reverse, stated, tolerance, dtype + " reverse derivative by input " + i);
      @Nullable Tensor[] tangents = new Tensor[inputs.length];
      tangents[i] = one;
      double forward = op.jvp(inputs, output, tangents).item();
      assertStated(forward, stated, tolerance, dtype + " forward derivative by input " + i);
    }
  }

  /// A stated −0.0 must be met with its sign; a stated 0 is met by either zero.
  private static void assertStated(double actual, double stated, double tolerance, String what) {
    if (Double.doubleToRawLongBits(stated) == Long.MIN_VALUE) {
      assertThat(actual).as(what).isEqualTo(stated);
    }
    assertClose(actual + 0.0, stated + 0.0, tolerance, what);
  }

  private static void checkWrong(Sample.Wrong wrong) {
    Tensor[] inputs = wrong.inputs().toArray(Tensor[]::new);
    assertThatThrownBy(() -> wrong.op().value(inputs)).hasMessage(wrong.message());
  }

  @Test
  void thereAreAboutSixtyOperationsAndEachIsARecord() {
    assertThat(Operations.all()).hasSizeBetween(50, 70).allMatch(Class::isRecord);
  }

  /// Stands for an operation whose author forgot the samples.
  private record Unsampled() {}

  /// Stands for an operation that lists no sample.
  private record SampledByNone() {
    @SuppressWarnings("unused")
    static List<Sample> samples() {
      return List.of();
    }
  }

  @Test
  void anOperationWithoutSamplesFails() {
    assertThatThrownBy(() -> Operations.samples(Unsampled.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no static method samples()");
    assertThatThrownBy(() -> Operations.samples(SampledByNone.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("samples() is empty");
  }
}
