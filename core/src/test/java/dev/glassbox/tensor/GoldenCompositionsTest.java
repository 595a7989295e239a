package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random compositions of operations against PyTorch: value, both modes and second order.
class GoldenCompositionsTest {

  static List<Goldens.Case> cases() {
    return Goldens.read("compositions.txt");
  }

  private static Oracle oracle(Goldens.Case golden, DType dtype) {
    return new Oracle(golden, Composition.of(golden.steps())::apply, dtype);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesInDoublePrecision(Goldens.Case golden) {
    oracle(golden, DType.FLOAT64).check(1e-10);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesInSinglePrecision(Goldens.Case golden) {
    oracle(golden, DType.FLOAT32).check(1e-5);
  }

  @Test
  void thereAreTwoHundredOfThreeToEightSteps() {
    assertThat(cases()).hasSize(200);
    assertThat(cases()).allSatisfy(c -> assertThat(c.steps()).hasSizeBetween(3, 8));
    Set<String> distinct =
        cases().stream().map(c -> c.steps().toString()).collect(Collectors.toSet());
    assertThat(distinct).hasSize(200);
  }
}
