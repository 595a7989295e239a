package dev.glassbox.studio.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.BinaryCrossEntropy;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Sgd;
import dev.glassbox.studio.playground.Run;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.TrainingStep;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FuturesTest {
  private static Fork fork(String json) {
    return Fork.read(new Arguments(Json.read(json.getBytes(StandardCharsets.UTF_8))), null);
  }

  private static Futures after(Fork fork, int steps) {
    Futures futures = new Futures(fork);
    while (futures.timeline().last() < steps && futures.canGoOn()) {
      futures.next();
    }
    return futures;
  }

  private static float[] weights(Run run, int step) {
    int position = run.weights().at(step);
    assertThat(run.weights().step(position)).isEqualTo(step);
    return run.weights().value(position);
  }

  /// All kinds of change at once; whatever comes after the fork, A is the run as it always was.
  @Test
  void theUnchangedFutureIsTheRunItselfAndThePastIsCommonBitForBit() {
    Fork fork =
        fork(
            "{\"from\": 40, \"branches\":" + " \"rate:0.5;batch:7,optimiser:sgd;w3:2.5,w104:-1\"}");
    Futures futures = after(fork, 90);
    Run run = new Run(fork.past());
    while (run.steps() < 90) {
      run.next();
    }
    for (int step : new int[] {0, 1, 39, 40, 41, 90}) {
      assertThat(weights(futures.runs().getFirst(), step)).isEqualTo(weights(run, step));
    }
    for (int i = 1; i < 4; i++) {
      for (int step : new int[] {0, 1, 20, 39}) {
        assertThat(weights(futures.runs().get(i), step)).isEqualTo(weights(run, step));
      }
      assertThat(weights(futures.runs().get(i), 41)).isNotEqualTo(weights(run, 41));
    }
    // A weight is set at the fork itself; anything else shows in the step after it.
    assertThat(weights(futures.runs().get(1), 40)).isEqualTo(weights(run, 40));
    assertThat(weights(futures.runs().get(3), 40)[3]).isEqualTo(2.5f);
    assertThat(weights(futures.runs().get(3), 40)[104]).isEqualTo(-1f);
  }

  @Test
  void aFutureThatIsToldNothingElseIsTheUnchangedOneBitForBit() {
    Futures futures = after(fork("{\"from\": 10, \"branches\": \"none\"}"), 60);
    assertThat(weights(futures.runs().get(1), 60)).isEqualTo(weights(futures.runs().get(0), 60));
    for (int i = 0; i < futures.timeline().size(); i++) {
      assertThat(futures.timeline().value(i)[1]).isZero();
    }
  }

  @Test
  void theSameForkGivesTheSameBits() {
    Fork fork = fork("{\"from\": 15, \"branches\": \"optimiser:momentum,rate:0.1\"}");
    assertThat(weights(after(fork, 50).runs().get(1), 50))
        .isEqualTo(weights(after(fork, 50).runs().get(1), 50));
  }

  /// Full batches leave nothing to the order of rows but rounding, so the run can be written out by
  /// hand: 5 steps at one rate, and 5 more.
  private static float[] byHand(Fork fork, boolean freshSgd) {
    Rng rng = Rng.seed(fork.past().seed());
    rng.split();
    rng.split();
    Rng weights = rng.split();
    Sequential model =
        Sequential.of(
            Linear.of(2, 4, Initializer.glorotUniform(), weights.split()),
            Activation.TANH,
            Linear.of(4, 1, Initializer.glorotUniform(), weights.split()));
    Examples all = new Run(fork.past()).points().trainingExamples(2);
    TrainingStep step = TrainingStep.of(model, new BinaryCrossEntropy(), Adam.of(0.02));
    Rng orders = Rng.seed(fork.past().seed()).split();
    int[] order = new int[all.rows()];
    orders.permute(order);
    for (int i = 0; i < 10; i++) {
      if (i == 5 && freshSgd) {
        step = TrainingStep.of(model, new BinaryCrossEntropy(), Sgd.of(0.2));
      }
      Examples batch = all.rows(order);
      step.take(batch.inputs(), batch.targets(), i < 5 ? 0.02 : 0.2);
      orders.permute(order);
    }
    float[] all4 = new float[17];
    int at = 0;
    for (Tensor parameter : model.parameters()) {
      float[] part = parameter.toFloatArray();
      System.arraycopy(part, 0, all4, at, part.length);
      at += part.length;
    }
    return all4;
  }

  private static final String SMALL =
      "{\"hidden\": [4], \"batch\": 2000, \"from\": 5, \"branches\": \"%s\"}";

  @Test
  void anotherRateKeepsWhatTheOptimiserHasInMind() {
    Fork fork = fork(SMALL.formatted("rate:0.2"));
    assertThat(weights(after(fork, 10).runs().get(1), 10)).isEqualTo(byHand(fork, false));
  }

  @Test
  void anotherOptimiserBeginsWithNothingInMind() {
    Fork fork = fork(SMALL.formatted("optimiser:sgd,rate:0.2"));
    assertThat(weights(after(fork, 10).runs().get(1), 10)).isEqualTo(byHand(fork, true));
    // So the same one chosen anew is another future, unlike the same rate chosen anew.
    Futures futures = after(fork(SMALL.formatted("optimiser:adam;rate:0.02")), 10);
    assertThat(weights(futures.runs().get(1), 10))
        .isNotEqualTo(weights(futures.runs().getFirst(), 10));
    assertThat(weights(futures.runs().get(2), 10))
        .isEqualTo(weights(futures.runs().getFirst(), 10));
  }

  @Test
  void theDistanceIsTheNormOfTheDifference() {
    Futures futures = after(fork("{\"from\": 3, \"branches\": \"rate:1\"}"), 12);
    float[] a = weights(futures.runs().get(0), 12);
    float[] b = weights(futures.runs().get(1), 12);
    Shape shape = Shape.of(a.length);
    double norm = Tensor.of(shape, b).sub(Tensor.of(shape, a)).square().sum().sqrt().item();
    assertThat(futures.timeline().value(12)[1])
        .isCloseTo((float) norm, org.assertj.core.data.Offset.offset((float) (1e-5 * norm)));
    assertThat(futures.timeline().value(3)[1]).isZero();
    // 3-4-5 by hand.
    assertThat(Futures.distance(new float[] {1, 1, 1}, new float[] {4, 1, 5})).isEqualTo(5f);
  }

  @Test
  void aFutureThatDivergesEndsAndTheOthersGoOn() {
    String json =
        "{\"data\": \"slope\", \"optimiser\": \"sgd\", \"rate\": 0.01, \"hidden\": [],"
            + " \"from\": 4, \"branches\": \"rate:100\"}";
    Futures futures = after(fork(json), 400);
    assertThat(futures.runs().get(1).diverged()).isTrue();
    assertThat(futures.runs().get(0).diverged()).isFalse();
    assertThat(futures.runs().get(0).steps()).isEqualTo(400);
    assertThat(futures.runs().get(1).steps()).isLessThan(400);
    ForkPlayer player = new ForkPlayer(fork(json), 0);
    while (player.futures().timeline().last() < 400) {
      player.step();
    }
    var header = player.frame(0).header();
    assertThat(header.get("branches").get(1).get("diverged").booleanValue()).isTrue();
    assertThat(Json.text(header)).doesNotContain("NaN", "Infinity");
  }

  @Test
  void lookingAndPausingChangeNoBit() {
    Fork fork = fork("{\"from\": 30, \"branches\": \"rate:0.1;batch:4\"}");
    Futures straight = after(fork, 200);
    ForkPlayer player = new ForkPlayer(fork, 0);
    player.playback().goTo(30);
    while (player.futures().timeline().last() < 150) {
      player.playback().play();
      player.playback().train(1_000_000);
      player.playback().seek(player.futures().timeline().last() / 3);
      player.frame(0);
      player.playback().pause();
    }
    while (player.futures().timeline().last() < 200) {
      player.step();
    }
    for (int i = 0; i < 3; i++) {
      assertThat(weights(player.futures().runs().get(i), 200))
          .isEqualTo(weights(straight.runs().get(i), 200));
    }
  }

  @Test
  void aForkIsReadAsItIsWritten() {
    String text = "rate:0.5,optimiser:sgd,batch:8,w12:-0.25;none";
    Fork fork = fork("{\"from\": 7, \"branches\": \"%s\"}".formatted(text));
    assertThat(fork.text()).isEqualTo(text);
    assertThat(fork.branches()).hasSize(3);
    assertThat(fork.from()).isEqualTo(7);
    assertThat(fork("{}").text()).isEqualTo("rate:0.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate:-1",
        "rate:fast",
        "optimiser:magic",
        "batch:0",
        "batch:1.5",
        "decay:1",
        "nonsense",
        "w-1:1",
        "w1:NaN",
        "w:1",
        "rate:1;rate:2;rate:3;rate:4"
      })
  void branchesThatCannotBeUsedAreAMistakeInOneLine(String branches) {
    assertThatThrownBy(() -> new Futures(fork("{\"branches\": \"%s\"}".formatted(branches))))
        .isInstanceOf(MistakeException.class)
        .message()
        .doesNotContain("\n")
        .hasSizeGreaterThan(20);
  }

  @Test
  void aWeightThatIsNotThereCannotBeSet() {
    assertThatThrownBy(() -> new Futures(fork("{\"branches\": \"w105:1\"}")))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("there are 105");
  }
}
