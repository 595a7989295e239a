package dev.glassbox.studio.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.nn.Loss;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Trainer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
  static Settings settings(String json) {
    return settings(json, null);
  }

  static Settings settings(String json, @Nullable OwnTable own) {
    return SettingsJson.read(
        new Arguments(Json.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))), own);
  }

  private static float[] after(Run run, int steps) {
    while (run.steps() < steps) {
      run.next();
    }
    return run.weights().value(run.weights().size() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\": \"blobs\", \"batch\": 50, \"optimiser\": \"momentum\", \"activation\":"
            + " \"relu\"}",
        "{\"data\": \"hills\", \"loss\": \"huber\", \"hidden\": [4], \"decay\": 0.001}",
        "{\"data\": \"sine\", \"hidden\": [6]}",
        "{\"data\": \"ring\"}",
        "{\"data\": \"xor\", \"hidden\": [], \"initialisation\": \"uniform\", \"test\": 0}"
      })
  void itIsTheTrainersOwnTrainingBitForBit(String json) {
    Settings settings = settings(json);
    Run run = new Run(settings);
    while (run.epoch() < 7) {
      run.next();
    }
    Rng rng = Rng.seed(settings.seed());
    PlanePoints points = PlanePoints.of(settings, rng);
    Network network = Network.of(settings, rng.split());
    Loss loss = settings.loss().create(settings.data().classes());
    Examples examples = points.trainingExamples(settings.data().classes());
    Trainer.of(loss, settings.optimiser().create(settings.rate(), settings.decay()))
        .withEpochs(7)
        .withBatchSize(settings.batch())
        .withSeed(settings.seed())
        .fit(network.model(), examples);
    assertThat(after(run, 0)).isEqualTo(network.parameters());
    Tensor value =
        Tensor.untracked(
            () -> loss.of(network.model().apply(examples.inputs()), examples.targets()));
    assertThat(run.losses().value(run.losses().size() - 1).training()).isEqualTo(value.item());
  }

  /// One run goes straight on; the other is played, paused, stepped in all units, scrubbed, looked
  /// at and rewound. Both end with the same bits.
  @Test
  void pausingScrubbingAndRewindingChangeNoBit() {
    Settings settings = settings("{\"batch\": 10}");
    float[] straight = after(new Run(settings), 500);
    Player player = new Player(settings);
    player.playback().play();
    player.playback().train(20_000_000);
    player.playback().pause();
    player.frame(0);
    player.playback().seek(3);
    player.frame(0);
    player.rewind();
    player.step(Player.Unit.SAMPLE);
    player.step(Player.Unit.SAMPLE);
    player.step(Player.Unit.BATCH);
    for (int i = 0; i < 15; i++) {
      player.step(Player.Unit.SAMPLE);
      player.frame(0);
    }
    player.step(Player.Unit.EPOCH);
    player.playback().seek(0);
    player.at(0.5, -0.5);
    while (player.run().steps() < 480) {
      player.playback().play();
      player.playback().seek(player.run().steps() / 2);
      player.playback().train(1_000_000);
      player.frame(0);
      if (player.run().steps() > 500) {
        player.rewind();
      }
    }
    assertThat(after(player.run(), 500)).isEqualTo(straight);
  }

  @Test
  void whatIsKeptOfAStepIsWhatItWas() {
    Settings settings = settings("{}");
    Run run = new Run(settings);
    Run other = new Run(settings);
    float[] start = run.weights().value(0).clone();
    float[] tenth = after(other, 10).clone();
    after(run, 50);
    assertThat(run.weights().value(run.weights().at(0))).isEqualTo(start);
    assertThat(run.weights().value(run.weights().at(10))).isEqualTo(tenth);
    assertThat(run.weights().step(run.weights().at(10))).isEqualTo(10);
  }

  @Test
  void anotherSeedIsAnotherRun() {
    assertThat(after(new Run(settings("{\"seed\": 1}")), 20))
        .isNotEqualTo(after(new Run(settings("{\"seed\": 2}")), 20));
  }

  @Test
  void twoSpiralsAreLearntWithinSixThousandSteps() {
    Run run = new Run(settings("{}"));
    after(run, 6000);
    View view = new View(run);
    View.Seen seen = view.see(run.weights().value(run.weights().size() - 1));
    List<Point> test = run.points().test();
    int right = 0;
    for (int i = 0; i < test.size(); i++) {
      boolean second = seen.predictions()[run.points().training().size() + i] > 0.5;
      right += second == (test.get(i).target() == 1) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(test.size() * 95 / 100);
  }

  @ParameterizedTest
  @EnumSource(Dataset.class)
  void everyKindOfPointsLiesInThePlaneThatIsShownAndCanBeTrainedOn(Dataset data) {
    Settings settings = settings("{\"data\": \"%s\", \"points\": 300}".formatted(data.title()));
    Run run = new Run(settings);
    assertThat(run.points().training()).hasSize(210);
    assertThat(run.points().test()).hasSize(90);
    assertThat(run.points().training())
        .allSatisfy(
            point ->
                assertThat(Math.max(Math.abs(point.x()), Math.abs(point.y())))
                    .isLessThan(data.side()));
    double before = run.losses().value(0).training();
    after(run, 300);
    assertThat(run.losses().value(run.losses().size() - 1).training()).isLessThan(before);
  }

  @ParameterizedTest
  @EnumSource(OptimiserKind.class)
  void everyOptimiserMovesTheWeights(OptimiserKind optimiser) {
    Run run = new Run(settings("{\"optimiser\": \"%s\"}".formatted(optimiser)));
    float[] start = run.weights().value(0).clone();
    assertThat(after(run, 3)).isNotEqualTo(start);
  }

  @Test
  void aRateThatIsTooHighStopsTheRunAndIsSaid() {
    Player player =
        new Player(
            settings(
                "{\"data\": \"slope\", \"optimiser\": \"sgd\", \"rate\": 100, \"activation\":"
                    + " \"identity\"}"));
    player.playback().play();
    for (int i = 0; i < 200 && player.playback().isPlaying(); i++) {
      player.playback().train(10_000_000);
    }
    assertThat(player.playback().isPlaying()).isFalse();
    assertThat(player.run().diverged()).isTrue();
    var header = player.frame(0).header();
    assertThat(header.get("diverged").booleanValue()).isTrue();
    assertThat(Json.text(header)).doesNotContain("NaN", "Infinity");
  }

  @Test
  void aSampleIsLookedAtBeforeItsBatchIsLearntFrom() {
    Player player = new Player(settings("{\"batch\": 3}"));
    float[] start = player.run().weights().value(0).clone();
    for (int place = 1; place <= 3; place++) {
      player.step(Player.Unit.SAMPLE);
      var sample = player.frame(0).header().get("sample");
      assertThat(sample.get("place").intValue()).isEqualTo(place);
      assertThat(sample.get("of").intValue()).isEqualTo(3);
      int row = sample.get("row").intValue();
      assertThat(sample.get("x").doubleValue())
          .isEqualTo(player.run().points().training().get(row).x());
      assertThat(player.run().steps()).isZero();
    }
    assertThat(after(player.run(), 0)).isEqualTo(start);
    player.step(Player.Unit.SAMPLE);
    assertThat(player.run().steps()).isEqualTo(1);
    assertThat(player.frame(0).header().has("sample")).isFalse();
  }

  @Test
  void theMeanOfTheSamplesLossesIsTheBatchs() {
    Player player = new Player(settings("{\"batch\": 4, \"test\": 0, \"points\": 12}"));
    double sum = 0;
    for (int epoch = 0; epoch < 1; epoch++) {
      for (int i = 0; i < 4; i++) {
        player.step(Player.Unit.SAMPLE);
        sum += player.frame(0).header().get("sample").get("loss").doubleValue();
      }
    }
    Run run = player.run();
    Examples all = run.points().trainingExamples(2);
    int[] rows = {
      run.batches().row(0), run.batches().row(1), run.batches().row(2), run.batches().row(3)
    };
    Network network = Network.like(run.settings());
    network.assign(run.weights().value(0));
    Examples batch = all.rows(rows);
    double loss =
        LossKind.CROSS_ENTROPY
            .create(2)
            .of(network.model().apply(batch.inputs()), batch.targets())
            .item();
    assertThat(sum / 4).isCloseTo(loss, org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void ownPointsAreTrainedOnAndRemovedOnesAreNot() {
    PlanePoints plain = new Run(settings("{}")).points();
    PlanePoints other =
        new Run(
                settings(
                    "{\"added\": [[0.1, 0.2, 1]], \"removed\": [%d]}"
                        .formatted(plain.numbers()[0])))
            .points();
    assertThat(other.training()).hasSameSizeAs(plain.training()).contains(new Point(0.1, 0.2, 1));
    assertThat(other.training()).doesNotContain(plain.training().getFirst());
    assertThat(other.test()).isEqualTo(plain.test());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\": \"cats\"}",
        "{\"points\": 3}",
        "{\"points\": 1e9}",
        "{\"points\": 20.5}",
        "{\"noise\": -1}",
        "{\"noise\": \"much\"}",
        "{\"hidden\": [0]}",
        "{\"hidden\": [8, 8, 8, 8, 8, 8, 8]}",
        "{\"hidden\": 8}",
        "{\"rate\": null, \"batch\": 0}",
        "{\"added\": [[1, 2, 7]]}",
        "{\"added\": [[1, 2]]}",
        "{\"added\": [[1, 2, 0.5]]}",
        "{\"removed\": [400]}",
        "{\"optimiser\": \"magic\"}"
      })
  void settingsThatCannotBeUsedAreAMistakeInOneLine(String json) {
    assertThatThrownBy(() -> settings(json))
        .isInstanceOf(MistakeException.class)
        .message()
        .doesNotContain("\n")
        .hasSizeGreaterThan(20);
  }

  @Test
  void settingsAreReadAsTheyAreWritten() {
    Settings settings =
        settings(
            "{\"data\": \"blobs\", \"hidden\": [3, 2], \"added\": [[0.5, -1.25, 2]], \"removed\":"
                + " [4, 2], \"rate\": 0.3}");
    assertThat(SettingsJson.read(new Arguments(SettingsJson.write(settings)))).isEqualTo(settings);
  }

  @Test
  void aWeightSetByHandIsPartOfTheRun() {
    Run plain = new Run(settings("{}"));
    String json = "{\"edits\": [[5, 3, 0.75], [0, 104, -2]]}";
    Run edited = new Run(settings(json));
    assertThat(edited.weights().value(0)[104]).isEqualTo(-2);
    after(plain, 20);
    Run late = new Run(settings("{\"edits\": [[5, 3, 0.75]]}"));
    after(late, 20);
    assertThat(late.weights().value(4)).isEqualTo(plain.weights().value(4));
    float[] fifth = plain.weights().value(5).clone();
    fifth[3] = 0.75f;
    assertThat(late.weights().value(5)).isEqualTo(fifth);
    assertThat(late.weights().value(6)).isNotEqualTo(plain.weights().value(6));
    assertThat(after(edited, 20)).isEqualTo(after(new Run(settings(json)), 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[0, 105, 1]]", "[[0, -1, 1]]", "[[-1, 0, 1]]"})
  void aWeightThatIsNotThereCannotBeSet(String edits) {
    assertThatThrownBy(() -> new Run(settings("{\"edits\": %s}".formatted(edits))))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("does not exist; there are 105");
  }

  @Test
  void aRunWithoutAnyPointToTrainOnIsAMistake() {
    String all = java.util.stream.IntStream.range(0, 10).boxed().toList().toString();
    assertThatThrownBy(() -> new Run(settings("{\"points\": 10, \"removed\": %s}".formatted(all))))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("add one by a click");
  }

  @Test
  void whatIsChangedOnTheWayIsAsIfTheSettingsHadSaidSo() {
    Run live = new Run(settings("{}"));
    after(live, 20);
    live.change(new Change.Rate(20, 0.1));
    after(live, 33);
    live.change(new Change.Batch(33, 5));
    live.change(new Change.Optimiser(33, OptimiserKind.MOMENTUM));
    after(live, 80);
    Settings settings = settings("{\"changes\": \"20:rate:0.1;33:batch:5;33:optimiser:momentum\"}");
    assertThat(live.settings()).isEqualTo(settings);
    assertThat(after(new Run(settings), 80)).isEqualTo(after(live, 80));
    assertThat(after(new Run(settings("{}")), 80)).isNotEqualTo(after(live, 80));
    assertThat(settings.rateAfter(19)).isEqualTo(0.02);
    assertThat(settings.rateAfter(20)).isEqualTo(0.1);
    assertThat(settings.batchAfter(33)).isEqualTo(5);
    assertThat(SettingsJson.read(new Arguments(SettingsJson.write(settings)))).isEqualTo(settings);
  }

  @Test
  void aChangeForAnotherStepThanTheLatestIsRefused() {
    Run run = new Run(settings("{}"));
    assertThatThrownBy(() -> run.change(new Change.Rate(3, 0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("after step 3, but there are 0");
  }

  @Test
  void anotherBatchPartsTheRestOfTheEpochAnew() {
    Run run = new Run(settings("{\"points\": 20, \"test\": 0, \"batch\": 8}"));
    run.next();
    assertThat(run.batches().count()).isEqualTo(3);
    // 12 points are left: 5, 5 and 2.
    run.change(new Change.Batch(1, 5));
    assertThat(run.batches().count()).isEqualTo(4);
    assertThat(run.batches().number()).isEqualTo(1);
    for (int rows : new int[] {5, 5, 2}) {
      assertThat(run.epoch()).isZero();
      assertThat(run.batches().rows()).isEqualTo(rows);
      run.next();
    }
    assertThat(run.epoch()).isEqualTo(1);
    assertThat(run.batches().count()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate:1", "x:rate:1", "-1:rate:1", "1.5:batch:2", "3:rate", "3:seed:1"})
  void changesThatCannotBeUsedAreAMistakeInOneLine(String changes) {
    assertThatThrownBy(() -> settings("{\"changes\": \"%s\"}".formatted(changes)))
        .isInstanceOf(MistakeException.class)
        .message()
        .doesNotContain("\n")
        .hasSizeGreaterThan(20);
  }

  @Test
  void aRunThatWasChangedIsNotWrittenAsAProgramThatWouldNotDoTheSame() {
    Run run = new Run(settings("{\"changes\": \"2:rate:0.1\"}"));
    assertThatThrownBy(() -> JavaProgram.of(run))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("undo the changes first");
  }
}
