package dev.glassbox.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.autodiff.GradientCheck;
import dev.glassbox.data.Generator;
import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The labs of chapter 5 about losses and their curves, against hand-worked figures and PyTorch
/// (tools/make-goldens-labs.py).
class LossesChapterTest {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens/losses.txt");

  private static double[] golden(String name) throws IOException {
    try (Stream<String> lines = Files.lines(GOLDENS)) {
      String line = lines.filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
      return Arrays.stream(line.split(" ", -1)).skip(1).mapToDouble(Double::parseDouble).toArray();
    }
  }

  private static Tensor matrix(int rows, int columns, double... numbers) {
    return Tensor.of(Shape.of(rows, columns), numbers);
  }

  // babysitting

  /// All 20 batches of 3 out of 6: their means have the deviation of the formula, not nearly but
  /// exactly.
  @Test
  void theNoiseOfBatchesIsThatOfAllBatchesThereAre() {
    double[] losses = {0.3, 1.7, 0.2, 2.4, 0.9, 0.1};
    List<Double> means = new ArrayList<>();
    for (int a = 0; a < 6; a++) {
      for (int b = a + 1; b < 6; b++) {
        for (int c = b + 1; c < 6; c++) {
          means.add((losses[a] + losses[b] + losses[c]) / 3);
        }
      }
    }
    double mean = means.stream().mapToDouble(m -> m).average().orElseThrow();
    double variance = means.stream().mapToDouble(m -> (m - mean) * (m - mean)).average().orElse(0);
    assertThat(means).hasSize(20);
    assertThat(new LossCurve(losses).ofBatches(3)).isCloseTo(Math.sqrt(variance), within(1e-14));
    assertThat(new LossCurve(losses).ofBatches(6)).isZero();
  }

  /// From zeros every answer is 1/2, so the loss of any batch is ln 2.
  @Test
  void aNetworkOfZerosBeginsAtLn2() {
    LabelledPoints points = MadePoints.of(Generator.MOONS, 64, 0.2, Rng.seed(1), "lower", "upper");
    LossCurve curve =
        MoonsRun.of("", 0.1, 8).withStart(Initializer.zeros()).curve(points, 20, Rng.seed(2));
    assertThat(curve.losses()[0]).isCloseTo(Math.log(2), within(1e-15));
    assertThat(curve.mean(1)).isCloseTo((curve.losses()[0] + curve.losses()[1]) / 2, within(1e-15));
    assertThat(curve.means(10)).hasSize(2);
  }

  /// With a rate of 0 nothing moves, and all rows in one batch have the same loss in any order.
  @Test
  void withARateOfZeroTheLossStandsStill() {
    LabelledPoints points = MadePoints.of(Generator.MOONS, 64, 0.2, Rng.seed(1), "lower", "upper");
    double[] losses = MoonsRun.of("", 0, 64).curve(points, 3, Rng.seed(2)).losses();
    assertThat(losses[1]).isCloseTo(losses[0], within(1e-14));
    assertThat(losses[2]).isCloseTo(losses[0], within(1e-14));
  }

  // overfitting

  /// d/dw (λ₁|w| + λ₂w²) = λ₁ sign w + 2λ₂w for weights, and nothing for biases.
  @Test
  void penaltiesPullAtWeightsAlone() {
    Linear layer =
        new Linear(matrix(1, 2, 3, -0.5).trainable(), Tensor.of(DType.FLOAT64, 7.0).trainable());
    Sequential model = Sequential.of(layer, Activation.IDENTITY);
    Tensor y = matrix(1, 1, 0);
    Tensor loss = new SineFit.Penalised(model, 0.1, 0.01).of(y, y);
    assertThat(loss.item()).isCloseTo(0.1 * 3.5 + 0.01 * 9.25, within(1e-15));
    assertThat(loss.gradients().of(layer.weight()).toDoubleArray())
        .containsExactly(new double[] {0.1 + 0.06, -0.1 - 0.01}, within(1e-15));
    assertThat(loss.gradients().of(layer.bias()).toDoubleArray()).containsExactly(0);
  }

  @Test
  void shallowAndDeepHaveTheSameNumberOfParameters() {
    assertThat(SineFit.of(175, 1).model(Rng.seed(1)).parameterCount()).isEqualTo(526);
    assertThat(SineFit.of(15, 3).model(Rng.seed(1)).parameterCount()).isEqualTo(526);
  }

  /// What early stopping keeps is what the best epoch had.
  @Test
  void earlyStoppingGivesTheWeightsOfTheBestEpoch() {
    Examples training = SineFit.points(12, 1, 0.3, Rng.seed(1));
    Examples validation = SineFit.points(30, 1, 0.3, Rng.seed(2));
    SineFit.Fitted fitted =
        SineFit.of(16, 2).withEarlyStopping().fit(training, validation, Rng.seed(3));
    double best = fitted.outcome().best().validationLoss();
    assertThat(fitted.error(validation)).isCloseTo(best, within(1e-6));
    assertThat(fitted.outcome().history()).allMatch(epoch -> epoch.validationLoss() >= best);
  }

  // output-units

  @Test
  void likelihoodsAreThoseOfPyTorch() throws IOException {
    Tensor z = matrix(4, 3, golden("outputs"));
    Tensor bits = matrix(4, 1, 1, 0, 0, 1);
    Tensor kinds = Tensor.of(Shape.of(4), new long[] {2, 0, 1, 1}).oneHot(3, DType.FLOAT64);
    Tensor numbers = matrix(4, 1, 0.3, -1.2, 2.5, 0);
    double[] expected = golden("likelihoods");
    double[] found = {
      OutputUnit.BERNOULLI.of(z.slice(1, 0, 1), bits).item(),
      OutputUnit.MULTINOULLI.of(z, kinds).item(),
      OutputUnit.GAUSSIAN.of(z.slice(1, 0, 2), numbers).item()
    };
    assertThat(found).containsExactly(expected, within(1e-14));
  }

  @Test
  void theGaussianLossHasTheRightGradient() {
    Tensor y = matrix(3, 1, 0.5, -1, 2);
    Tensor z = matrix(3, 2, 0.1, -0.3, 0.4, 0.2, 1, 0);
    GradientCheck check = GradientCheck.of(all -> OutputUnit.GAUSSIAN.of(all.getFirst(), y), z);
    assertThat(check.passed()).as(check.message()).isTrue();
  }

  /// The mean of 2, 4, 4, 4, 5, 5, 7, 9 is 5 and their variance 32/8.
  @Test
  void theMostLikelyParametersAreThoseOfCounting() {
    Tensor sizes = matrix(8, 1, 2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(OutputUnitsLab.mostLikely(OutputUnit.GAUSSIAN, sizes).toDoubleArray())
        .containsExactly(new double[] {5, 2}, within(1e-7));
    assertThat(OutputUnitsLab.mostLikely(OutputUnit.BERNOULLI, matrix(4, 1, 1, 0, 0, 0)).item())
        .isCloseTo(0.25, within(1e-7));
  }

  /// What is drawn has the frequencies, means and deviations it was drawn from.
  @Test
  void drawsFollowTheTruth() {
    int rows = 20_000;
    Tensor x = Tensor.full(Shape.of(rows, 1), 0.5, DType.FLOAT64);
    for (OutputUnit unit : List.of(OutputUnit.BERNOULLI, OutputUnit.MULTINOULLI)) {
      Tensor truth = unit.truth(x);
      Tensor shares = unit.draw(truth, Rng.seed(1)).mean(0);
      for (int j = 0; j < unit.outputs; j++) {
        assertThat(shares.at(j)).isCloseTo(truth.at(0, j), within(0.015));
      }
    }
    Tensor drawn = OutputUnit.GAUSSIAN.draw(OutputUnit.GAUSSIAN.truth(x), Rng.seed(1));
    assertThat(drawn.mean().item()).isCloseTo(Math.sin(0.5), within(0.015));
    assertThat(drawn.standardDeviation().item()).isCloseTo(0.45, within(0.015));
  }

  private static Sequential small(double[] numbers, int out) {
    return Sequential.of(
        new Linear(
            matrix(3, 2, Arrays.copyOf(numbers, 6)).trainable(),
            Tensor.of(DType.FLOAT64, Arrays.copyOfRange(numbers, 6, 9)).trainable()),
        Activation.LEAKY_RELU,
        new Linear(
            matrix(out, 3, Arrays.copyOfRange(numbers, 9, 9 + 3 * out)).trainable(),
            Tensor.of(DType.FLOAT64, Arrays.copyOfRange(numbers, 9 + 3 * out, 9 + 4 * out))
                .trainable()));
  }

  @Test
  void theAdversariesStepAsInPyTorch() throws IOException {
    RingGan gan = new RingGan(small(golden("gan-generator"), 2), small(golden("gan-critic"), 1));
    Tensor real = matrix(4, 2, golden("gan-real"));
    Tensor noise = matrix(4, 2, golden("gan-noise"));
    double[] losses = new double[40];
    for (int step = 0; step < 20; step++) {
      System.arraycopy(gan.step(real, noise), 0, losses, 2 * step, 2);
    }
    assertThat(losses).containsExactly(golden("gan-losses"), within(1e-11));
  }

  // softmax-gradient

  @Test
  void softmaxGradientIsPyTorchs() throws IOException {
    Tensor z = matrix(4, 3, golden("outputs"));
    Tensor y = Tensor.of(Shape.of(4), new long[] {2, 0, 1, 1}).oneHot(3, DType.FLOAT64);
    double[] expected = golden("softmax-gradient");
    Tensor found = Autodiff.gradient(s -> SoftmaxGradientLab.crossEntropy(s, y), z);
    assertThat(found.toDoubleArray()).containsExactly(expected, within(1e-14));
    Tensor slopes =
        SoftmaxGradientLab.difference(s -> SoftmaxGradientLab.crossEntropy(s, y), z, 1e-5);
    assertThat(slopes.toDoubleArray()).containsExactly(expected, within(1e-9));
  }

  /// The central difference of a square is exact but for rounding.
  @Test
  void theDifferenceOfASquareIsItsSlope() {
    Tensor slopes =
        SoftmaxGradientLab.difference(x -> x.square().sum(), Tensor.of(DType.FLOAT64, 3, -1), 0.5);
    assertThat(slopes.toDoubleArray()).containsExactly(6, -2);
  }
}
