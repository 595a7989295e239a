package dev.glassbox.train;

import static dev.glassbox.train.Probes.bits;
import static dev.glassbox.train.Probes.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Probes.MeanOutput;
import dev.glassbox.train.Probes.Scaled;
import dev.glassbox.train.Probes.Scripted;
import dev.glassbox.train.Probes.Slope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceTest {
  private static final Examples ROWS = numbers(1, 2);

  /// Two layers with names.
  private record Network(Linear hidden, Linear scores) implements Layer {
    static Network of(double hidden, double scores) {
      return new Network(linear(hidden), linear(scores));
    }

    private static Linear linear(double weight) {
      return new Linear(
          Tensor.of(weight).reshape(1, 1).trainable(), Tensor.zeros(Shape.of(1)).trainable());
    }

    @Override
    public Tensor apply(Tensor x) {
      return scores.apply(hidden.apply(x));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aLossThatIsNoNumberInTheFirstEpochNamesTheEpochAndTheLayer(double factor) {
    Trainer trainer = Trainer.of(new Scaled(factor), Sgd.of(0.1)).withEpochs(5);

    assertThatThrownBy(() -> trainer.fit(Network.of(1, -2), ROWS))
        .isInstanceOf(DivergedException.class)
        .hasMessage(
            "the loss became NaN or infinite in epoch 1, first in layer scores;"
                + " lower the learning rate");
  }

  @Test
  void aHugeLearningRateDiverges() {
    Rng rng = Rng.seed(1);
    Sequential model =
        Sequential.of(Linear.of(1, 4, rng.split()), Activation.RELU, Linear.of(4, 1, rng.split()));
    Trainer trainer = Trainer.of(new MeanSquaredError(), Sgd.of(1e30)).withEpochs(20);
    Examples rows = new Examples(ROWS.inputs(), Tensor.of(3, -4).reshape(2, 1));

    assertThatThrownBy(() -> trainer.withBatchSize(1).fit(model, rows))
        .isInstanceOf(DivergedException.class)
        .hasMessageStartingWith("the loss became NaN or infinite in epoch 1, first in layer ");
  }

  @Test
  void aLossThatIsNoNumberLaterEndsTheTrainingWithTheBestWeights() {
    Slope model = Slope.of(1);
    List<Map<String, List<Integer>>> states = new ArrayList<>();
    Outcome outcome =
        Trainer.of(new Scaled(1, 1, 1, 1, 1, 1, 1, Double.NaN), Sgd.of(0.1))
            .withBatchSize(1)
            .withEpochs(50)
            .withValidationLoss(new Scripted(3, 2, 9))
            .withListener(
                event -> {
                  if (event instanceof TrainingEvent.EpochEnded) {
                    states.add(bits(model));
                  }
                })
            .fit(model, ROWS, ROWS);

    assertThat(outcome.ending()).isEqualTo(new Outcome.Ending.Diverged(4, "weight"));
    assertThat(outcome.history()).hasSize(3);
    assertThat(outcome.best().number()).isEqualTo(2);
    assertThat(bits(model)).isEqualTo(states.get(1));
  }

  @Test
  void aLossThatIsNoNumberMovesNothing() {
    Slope model = Slope.of(1);
    Trainer trainer = Trainer.of(new Scaled(Double.NaN), Sgd.of(0.1));

    assertThatThrownBy(() -> trainer.fit(model, ROWS)).isInstanceOf(DivergedException.class);
    assertThat(bits(model)).isEqualTo(bits(Slope.of(1)));
  }

  @Test
  void aValidationLossThatIsNoNumberIsADivergence() {
    Trainer trainer = Trainer.of(new MeanOutput(), Sgd.of(0.1)).withEpochs(5);
    Trainer atOnce = trainer.withValidationLoss(new Scripted(Double.NaN));
    assertThatThrownBy(() -> atOnce.fit(Slope.of(1), ROWS, ROWS))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("in epoch 1, first in layer weight");

    Outcome later =
        trainer.withValidationLoss(new Scripted(5, Double.NaN, 1)).fit(Slope.of(1), ROWS, ROWS);
    assertThat(later.ending()).isEqualTo(new Outcome.Ending.Diverged(2, "weight"));
    assertThat(later.best().number()).isEqualTo(1);
  }

  @Test
  void weightsThatTheLastStepMadeInfiniteAreADivergence() {
    // The loss is finite, but its gradient, the sum of the inputs, is not.
    Slope model = Slope.of(1e-30);
    Examples huge = numbers(3e38, 3e38);
    Trainer trainer = Trainer.of(new MeanOutput(), Sgd.of(1e3)).withEpochs(1);

    assertThatThrownBy(() -> trainer.fit(model, huge)).isInstanceOf(DivergedException.class);
    assertThatThrownBy(() -> trainer.withStopRequested(() -> true).fit(Slope.of(1e-30), huge))
        .isInstanceOf(DivergedException.class);
  }

  @Test
  void theFirstLayerWithAWeightThatIsNoNumberIsNamed() {
    assertThat(Divergence.layer(Network.of(1e30, Double.NaN))).isEqualTo("scores");
    assertThat(Divergence.layer(Network.of(Double.NEGATIVE_INFINITY, Double.NaN)))
        .isEqualTo("hidden");
    assertThat(Divergence.layer(Sequential.of(Activation.TANH, Network.of(0, Double.NaN))))
        .isEqualTo("1.scores");
  }

  @Test
  void theLayerWithTheLargestWeightIsNamedIfAllAreFinite() {
    assertThat(Divergence.layer(Network.of(-5, 4))).isEqualTo("hidden");
    assertThat(Divergence.layer(Network.of(3, 4))).isEqualTo("scores");
    assertThat(Divergence.layer(Activation.RELU)).isEqualTo("?");
  }

  @Test
  void aLayerWithoutNumbersIsNotTheCulprit() {
    Tensor none = Tensor.zeros(Shape.of(2, 0)).trainable();
    assertThat(Divergence.layer(new Linear(none, Tensor.of(1, 2).trainable()))).isEqualTo("bias");
    assertThat(Divergence.isFinite(new Linear(none, Tensor.of(1, 2).trainable()))).isTrue();
    assertThat(Divergence.isFinite(Network.of(1, Double.NaN))).isFalse();
  }
}
