package dev.glassbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.data.LearningEvent.Stage;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.optim.Adam;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Epoch;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.Trainer;
import dev.glassbox.train.TrainingEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of the training: one live row on a terminal, plain lines elsewhere.
final class ProgressTest {
  private static final Stage CAREFUL = new Stage("careful", false);
  private static final Stage FINAL = new Stage("careful", true);

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ProgressTable table(OptionalInt columns, boolean quiet) {
    PrintStream messages = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new ProgressTable(new Console(messages, messages, errors, columns, quiet));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> drawn() {
    return Arrays.stream(err.toString(StandardCharsets.UTF_8).split("\r", -1))
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static Epoch epoch(int number) {
    return new Epoch(number, 1.0 / number, 2.0 / number, 0.01, 0.001);
  }

  /// 64 rows to train on in two batches, and 16 to choose by.
  private static TrainingEvent.Started started(int epochs) {
    Trainer trainer = Trainer.of(new MeanSquaredError(), Adam.of(0.01)).withEpochs(epochs);
    return new TrainingEvent.Started(Linear.of(1, 1, Rng.seed(1)), trainer, rows(64), rows(16), 2);
  }

  private static Examples rows(int count) {
    return new Examples(Tensor.zeros(Shape.of(count, 1)), Tensor.zeros(Shape.of(count, 1)));
  }

  private static void train(ProgressTable table, Stage stage, int epochs, int planned, long after) {
    table.stageStarted(stage, after);
    table.on(started(planned));
    for (int e = 1; e <= epochs; e++) {
      table.on(new TrainingEvent.BatchEnded(e, 1, 2, 32, 1, 0.01));
      table.on(new TrainingEvent.BatchEnded(e, 2, 2, 32, 1, 0.01));
      table.on(new TrainingEvent.EpochEnded(epoch(e), epoch(e)));
    }
    List<Epoch> history = IntStream.rangeClosed(1, epochs).mapToObj(ProgressTest::epoch).toList();
    table.on(
        new TrainingEvent.Finished(
            new Outcome(history, history.getLast(), new Outcome.Ending.Completed(), 1)));
  }

  @Test
  void aFinishedNetworkIsARow() {
    train(table(OptionalInt.empty(), false), CAREFUL, 3, 5, 0);
    assertThat(said().lines().toList())
        .hasSize(3)
        .element(2)
        .asString()
        .matches("careful       3/5 +[0-9,]+ +0\\.3333 +0\\.6667  0\\.6667  in epoch 3");
    assertThat(drawn()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {62, 80, 100, 140})
  void theLiveRowFitsTheTerminal(int columns) {
    train(table(OptionalInt.of(columns), false), CAREFUL, 3, 5, 64);
    assertThat(drawn()).isNotEmpty();
    assertThat(drawn()).allSatisfy(row -> assertThat(row).hasSizeLessThan(columns));
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("\n").endsWith("\r");
  }

  @Test
  void theBarIsOneForAllNetworks() {
    ProgressTable table = table(OptionalInt.of(100), false);
    train(table, CAREFUL, 5, 10, 640);
    train(table, FINAL, 1, 10, 0);
    // The second begins where the first ended: 5 of 15 epochs are done.
    assertThat(drawn().getFirst()).contains("─   0%");
    assertThat(drawn().getLast()).contains("final").contains("  33%").containsPattern("━╸?─");
    assertThat(said()).containsOnlyOnce("careful").containsOnlyOnce("final");
  }

  @Test
  void theLiveRowIsDrawnAgainAsTheTrainingComesOn() throws InterruptedException {
    ProgressTable table = table(OptionalInt.of(100), false);
    table.stageStarted(CAREFUL, 0);
    table.on(started(4));
    for (int e = 1; e <= 3; e++) {
      Thread.sleep(400);
      table.on(new TrainingEvent.BatchEnded(e, 2, 2, 32, 1, 0.01));
      table.on(new TrainingEvent.EpochEnded(epoch(e), epoch(e)));
    }
    assertThat(drawn()).hasSize(4);
    assertThat(drawn().get(0)).matches("careful       1/4 +─+   0% +");
    assertThat(drawn().get(2))
        .matches(
            "careful       2/4 +[0-9,]+ +1\\.0000 +2\\.0000  2\\.0000  ━+╸?─+  50%( +| +≤ 0:0\\d)");
    assertThat(drawn().get(3))
        .matches("careful       3/4 +[0-9,]+ +0\\.5000 +1\\.0000  1\\.0000  ━+─+  75%   ≤ 0:0\\d");
  }

  @Test
  void aLogGetsALineNowAndThen() throws InterruptedException {
    ProgressTable table = table(OptionalInt.empty(), false);
    table.stageStarted(CAREFUL, 0);
    table.on(started(4));
    for (int e = 1; e <= 2; e++) {
      Thread.sleep(e == 1 ? 2100 : 0);
      table.on(new TrainingEvent.BatchEnded(e, 2, 2, 32, 1, 0.01));
      table.on(new TrainingEvent.EpochEnded(epoch(e), epoch(e)));
    }
    assertThat(said().lines().toList())
        .hasSize(3)
        .element(2)
        .asString()
        .matches("careful       1/4 +[0-9]+ +1\\.0000 +2\\.0000  2\\.0000  at most 0:\\d\\d left");
  }

  @Test
  void aNetworkWhoseLossOverflowsAtOnceIsGivenUp() {
    ProgressTable table = table(OptionalInt.empty(), false);
    table.stageStarted(CAREFUL, 64);
    table.on(started(4));
    table.stageStarted(new Stage("normal", false), 0);
    assertThat(said()).contains("careful   given up: the loss became NaN in the first epoch");
  }

  @Test
  void quietDrawsNothing() {
    train(table(OptionalInt.of(100), true), CAREFUL, 3, 5, 0);
    assertThat(said()).isEmpty();
    assertThat(drawn()).isEmpty();
  }

  @Test
  void theLauncherTellsTheWidthOfTheTerminal() {
    Path table = Tables.write(folder, "t.csv", Tables.kinds(60));
    String before = System.setProperty("glassbox.columns", "90");
    try {
      Ran ran =
          Ran.glassbox(
                  "train",
                  table,
                  "--target",
                  "kind",
                  "--hidden",
                  8,
                  "--epochs",
                  3,
                  "--out",
                  folder.resolve("m.safetensors"))
              .succeeded();
      assertThat(ran.err()).contains("\rcareful ", "─", "%").doesNotContain("\n");
      assertThat(ran.line("Training")).hasSize(89).endsWith("time left");
      assertThat(ran.out()).doesNotContain("\r");
    } finally {
      if (before == null) {
        System.clearProperty("glassbox.columns");
      } else {
        System.setProperty("glassbox.columns", before);
      }
    }
  }
}
