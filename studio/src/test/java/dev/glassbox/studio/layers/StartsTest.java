package dev.glassbox.studio.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.BinaryCrossEntropy;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Sgd;
import dev.glassbox.studio.run.Recipe;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.run.Twin;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import org.junit.jupiter.api.Test;

class StartsTest {
  private static final Recipe RECIPE = new Recipe(Sgd.of(0.5), 16, 7);

  private static Subject subject() {
    Rng rng = Rng.seed(1);
    Tensor x = Tensor.normal(rng.split(), Shape.of(100, 2), 0, 1);
    float[] targets = new float[100];
    for (int i = 0; i < 100; i++) {
      targets[i] = x.at(i, 0) * x.at(i, 1) > 0 ? 1 : 0;
    }
    Examples rows = new Examples(x, Tensor.of(Shape.of(100), targets));
    Sequential network =
        Sequential.of(Linear.of(2, 6, rng.split()), Activation.TANH, Linear.of(6, 1, rng.split()));
    return new Subject(1, "", network, new BinaryCrossEntropy(), rows, rows);
  }

  @Test
  void fromZeroNothingGoesThroughAndOnlyTheLastBiasLearns() {
    Subject subject = subject();
    float[] before = Twin.state(subject.network());
    Starts.Comparison comparison = Starts.of(subject, RECIPE, 20);
    assertThat(comparison.measured()).startsWith(0, 1, 2).endsWith(20);
    Starts.Trained zero = comparison.trained().getFirst();
    assertThat(zero.losses()[0]).isEqualTo(Math.log(2), within(1e-6));
    assertThat(zero.before().get(0).gradient()).isZero();
    assertThat(zero.after().get(0).gradient()).isZero();
    assertThat(zero.after().get(0).spread()).isZero();
    assertThat(zero.after().get(1).weight()).isGreaterThan(0);
    // Xavier's does learn.
    Starts.Trained xavier = comparison.trained().get(2);
    assertThat(xavier.losses()[xavier.losses().length - 1]).isLessThan(xavier.losses()[0]);
    assertThat(Twin.state(subject.network())).isEqualTo(before);
  }

  /// A neuron of the constant start has both weights 0.5, so the layer's norm is √(12 · 0.25).
  @Test
  void matricesStartAsTheStartSaysAndBiasesAtZero() {
    Starts.Trained constant = Starts.of(subject(), RECIPE, 1).trained().get(1);
    assertThat(constant.before().get(0).weight()).isEqualTo(Math.sqrt(3), within(1e-6));
    assertThat(constant.before().get(1).weight()).isEqualTo(Math.sqrt(1.5), within(1e-6));
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    Starts.Comparison one = Starts.of(subject(), RECIPE, 30);
    Starts.Comparison other = Starts.of(subject(), RECIPE, 30);
    for (int i = 0; i < 4; i++) {
      assertThat(one.trained().get(i).losses()).isEqualTo(other.trained().get(i).losses());
    }
  }
}
