package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossGoldenTest {
  private static final Goldens GOLDENS = Goldens.read("optim-losses.txt");

  static Stream<Arguments> losses() {
    BinaryCrossEntropy binary = new BinaryCrossEntropy();
    List<Arguments> cases =
        new ArrayList<>(
            List.of(
                Arguments.of("mean squared error", new MeanSquaredError()),
                Arguments.of("mean absolute error", new MeanAbsoluteError()),
                Arguments.of("huber 1", new Huber(1)),
                Arguments.of("huber 0.5", new Huber(0.5)),
                Arguments.of("binary", binary),
                Arguments.of("binary of probabilities", binary),
                Arguments.of("binary weighted", binary.withPositiveWeight(3.5)),
                Arguments.of("binary smoothed", binary.withLabelSmoothing(0.1)),
                Arguments.of(
                    "binary weighted smoothed",
                    binary.withPositiveWeight(3.5).withLabelSmoothing(0.2)),
                Arguments.of("binary far out", binary),
                Arguments.of("binary weighted far out", binary.withPositiveWeight(3.5))));
    double[] weights = GOLDENS.section("class weights").tensor("weights").toDoubleArray();
    for (String kind : List.of("classes", "probabilities")) {
      for (double smoothing : new double[] {0, 0.15}) {
        CrossEntropy plain = CrossEntropy.smoothed(smoothing);
        String name = "cross-entropy of %s, smoothing %s, ".formatted(kind, smoothing);
        cases.add(Arguments.of(name + "none", plain));
        cases.add(Arguments.of(name + "weights", plain.withClassWeights(weights)));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void valueAndGradientAreThoseOfPyTorch(String section, Loss loss) {
    Goldens.Section golden = GOLDENS.section(section);
    Tensor output = golden.tensor("output").trainable();
    Tensor target = golden.tensor("target");
    Tensor given = section.contains("of classes") ? target.to(DType.INT64) : target;

    Tensor value = loss.of(output, given);
    Tensor gradient = value.gradients().of(output);

    assertThat(Goldens.deviation(value, golden.tensor("loss"))).isLessThan(1e-13);
    assertThat(Goldens.deviation(gradient, golden.tensor("gradient"))).isLessThan(1e-13);
  }
}
