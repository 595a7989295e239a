package dev.glassbox.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.data.Generator;
import dev.glassbox.labs.Reports;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The labs of chapter 5 against PyTorch from the same start (tools/make-goldens-labs.py).
class TrainingChapterTest {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens/training.txt");

  private static double[] golden(String name) throws IOException {
    try (Stream<String> lines = Files.lines(GOLDENS)) {
      String line = lines.filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
      return Arrays.stream(line.split(" ", -1)).skip(1).mapToDouble(Double::parseDouble).toArray();
    }
  }

  private static void assertAlike(double[] found, double[] golden, double relative) {
    assertThat(found).hasSameSizeAs(golden);
    for (int i = 0; i < golden.length; i++) {
      assertThat(found[i])
          .as("number %d", i)
          .isCloseTo(golden[i], within(relative * Math.max(1e-3, Math.abs(golden[i]))));
    }
  }

  @Test
  void xorIsPyTorchsToRounding() throws IOException {
    double[] n = golden("xor-start");
    Sequential model =
        Sequential.of(
            Linear.of(new double[][] {{n[0], n[1]}, {n[2], n[3]}, {n[4], n[5]}}, n[6], n[7], n[8]),
            Activation.SIGMOID,
            Linear.of(new double[][] {{n[9], n[10], n[11]}}, n[12]),
            Activation.SIGMOID);
    double[] losses = XorLab.train(model, _ -> {});
    assertAlike(Arrays.copyOf(losses, 400), golden("xor-losses"), 1e-11);
    double[] end =
        model.parameters().stream()
            .flatMapToDouble(p -> Arrays.stream(p.toDoubleArray()))
            .toArray();
    assertAlike(end, golden("xor-end"), 1e-9);
  }

  @Test
  void theTableOfXorHasItsFourRows() {
    assertThat(Reports.column("xor", 0, "input"))
        .containsExactly("(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)");
    assertThat(Reports.column("xor", 0, "target")).containsExactly("0", "1", "1", "0");
    for (int row = 0; row < 4; row++) {
      double predicted = Double.parseDouble(Reports.column("xor", 0, "predicted").get(row));
      double target = Double.parseDouble(Reports.column("xor", 0, "target").get(row));
      double error =
          Double.parseDouble(Reports.column("xor", 0, "error").get(row).replace('−', '-'));
      assertThat(predicted - target).isCloseTo(error, within(1e-9));
      assertThat(Math.abs(error)).isLessThan(0.1);
    }
  }

  /// The numbers of the script's congruential generator, every step exact.
  private static final class Numbers {
    private long state = 2026;

    Tensor next(int rows, int columns) {
      double[] values = new double[rows * columns];
      for (int i = 0; i < values.length; i++) {
        state = (1103515245L * state + 12345) % (1L << 31);
        values[i] = state / (double) (1 << 30) - 1;
      }
      return Tensor.of(Shape.of(rows, columns), values);
    }
  }

  @Test
  void randomRegressionIsPyTorchsToRounding() throws IOException {
    Numbers numbers = new Numbers();
    Tensor x = numbers.next(64, 1000);
    Tensor y = numbers.next(64, 10);
    Tensor w1 = numbers.next(1000, 100).trainable();
    Tensor w2 = numbers.next(100, 10).trainable();
    double[] losses = RandomRegressionLab.train(x, y, w1, w2, _ -> {});
    double[] every50th = new double[11];
    Arrays.setAll(every50th, i -> losses[50 * i]);
    assertAlike(every50th, golden("random-regression-losses"), 1e-10);
  }

  private static InitialisationLab.Seen start(Initializer way) {
    return InitialisationLab.look(
        way, MadePoints.of(Generator.MOONS, 200, 0.1, Rng.seed(1), "lower", "upper"), Rng.seed(2));
  }

  /// Small weights with the deviation s pass on s√n of the signal of n neurons, as tanh z is nearly
  /// z: 0.01 · √32.
  @Test
  void smallWeightsShrinkTheSignalByAKnownFactor() {
    double[] activations = start(Initializer.normal(0, 0.01)).activations();
    double perLayer = Math.pow(activations[4] / activations[0], 0.25);
    assertThat(perLayer).isCloseTo(0.01 * Math.sqrt(32), within(0.01));
  }

  /// All scores are 0, so the loss is ln 2; half of the points pull the bias each way.
  @Test
  void fromZerosNothingMoves() {
    InitialisationLab.Seen zeros = start(Initializer.zeros());
    assertThat(zeros.activations()).containsOnly(0);
    assertThat(zeros.gradients()).containsOnly(0);
    assertThat(Arrays.stream(zeros.losses()).allMatch(l -> Math.abs(l - Math.log(2)) < 1e-12))
        .isTrue();
  }

  @Test
  void equalNeuronsStayTwinsAndRandomOnesAreNone() {
    assertThat(start(Initializer.constant(0.1)).twins()).isTrue();
    assertThat(start(Initializer.glorotNormal()).twins()).isFalse();
  }

  /// With all weights 0 the last layer's outputs are σ(0) = 1/2 whatever the inputs, so nothing
  /// comes back to the first.
  @Test
  void throughZerosNoGradientComesBack() {
    double[] norms = VanishingLab.norms(3, Activation.SIGMOID, Initializer.zeros(), Rng.seed(1));
    assertThat(norms[0]).isZero();
    assertThat(norms[1]).isZero();
    assertThat(norms[2]).isPositive();
  }

  /// σ′ ≤ 1/4: in 19 steps back at most (‖W‖/4)¹⁹ is left, with ‖W‖ near 2 for Xavier's square
  /// matrices.
  @Test
  void sigmoidsKeepTheirBound() {
    double[] norms =
        VanishingLab.norms(20, Activation.SIGMOID, Initializer.glorotNormal(), Rng.seed(3));
    assertThat(norms[0] / norms[19]).isBetween(1e-16, Math.pow(0.55, 19));
  }
}
