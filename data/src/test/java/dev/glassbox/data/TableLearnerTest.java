package dev.glassbox.data;

import static dev.glassbox.data.SmallTables.blobs;
import static dev.glassbox.data.SmallTables.learner;
import static dev.glassbox.data.SmallTables.line;
import static dev.glassbox.data.SmallTables.mixed;
import static dev.glassbox.data.SmallTables.quick;
import static dev.glassbox.data.SmallTables.scores;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.data.TableLearner.Learnt;
import dev.glassbox.tensor.Rng;
import dev.glassbox.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TableLearnerTest {
  @TempDir Path folder;

  private static double test(Learnt learnt, String figure) {
    Map<String, Double> figures = learnt.model().provenance().scores().get("test");
    return requireNonNull(requireNonNull(figures).get(figure));
  }

  @Test
  void threeClassesAreLearnt() {
    Learnt learnt =
        TableLearner.of("class")
            .withOptions(quick().withHidden(16).withEpochs(40))
            .learn(blobs(240));

    assertThat(learnt.model().predict(blobs(240))).isInstanceOf(Prediction.Classes.class);
    assertThat(scores(learnt, "test").figures().get("accuracy")).isGreaterThan(0.9);
  }

  @Test
  void aNumberIsLearnt() {
    Learnt learnt =
        TableLearner.of("y").withOptions(quick().withHidden(16).withEpochs(60)).learn(line(240));

    assertThat(scores(learnt, "test").figures().get("r2")).isGreaterThan(0.8);
  }

  @Test
  void aTargetOfTrueAndFalseIsLearntFromColumnsOfEveryKind() {
    Learnt learnt = learner("good").withOptions(quick().withEpochs(40)).learn(mixed(400, 1));

    TableModel model = learnt.model();
    assertThat(model.schema().used().stream().map(Feature::column))
        .containsExactlyElementsOf(SmallTables.FEATURES);
    assertThat(model.design().embeddings()).hasSize(1);
    assertThat(model.schema().target())
        .isInstanceOfSatisfying(
            Target.Classes.class,
            target -> assertThat(target.labels()).containsExactly("false", "true"));
    assertThat(test(learnt, "accuracy")).isGreaterThan(0.7);
  }

  @Test
  void aTableWithNothingButAColumnOfManyTextsIsLearnt() {
    int rows = 330;
    Table table =
        Table.of(
            SmallTables.text("word", rows, row -> "word " + row % 33),
            SmallTables.text("y", rows, row -> row % 33 < 16 ? "early" : "late"));
    Learnt learnt = TableLearner.of("y").withOptions(quick().withEpochs(40)).learn(table);

    assertThat(learnt.model().design().numbers()).isZero();
    assertThat(test(learnt, "accuracy")).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void everyMadeUpTableCanBeLearnt(Generator generator) {
    Table table = generator.generate(60, generator.defaultNoise(), Rng.seed(1));
    Learnt learnt =
        TableLearner.of(generator.target()).withOptions(quick().withEpochs(1)).learn(table);

    assertThat(learnt.scores().keySet()).containsExactly("train", "validation", "test");
    assertThat(learnt.model().predict(table).rows()).isEqualTo(60);
  }

  @Test
  void rowsWithoutTargetAreLeftAside() {
    Table table =
        Table.of(
            Column.numeric("x", IntStream.range(0, 60).asDoubleStream().toArray()),
            SmallTables.text("y", 60, row -> row % 3 == 0 ? null : row % 3 == 1 ? "a" : "b"));
    Learnt learnt = TableLearner.of("y").withOptions(quick()).learn(table);

    assertThat(learnt.model().provenance().rows()).isEqualTo(40);
    assertThat(learnt.model().schema().notes())
        .containsExactly("20 of 60 rows are left out, as they have no y");
  }

  @Test
  void theScoresAreThoseOfTheRowsOfEachPart() {
    Table table = mixed(100, 2);
    Learnt learnt = learner("kind").learn(table);

    assertThat(learnt.scores().keySet()).containsExactly("train", "validation", "test");
    assertThat(rows(learnt, "train")).isEqualTo(60);
    assertThat(rows(learnt, "validation")).isEqualTo(20);
    assertThat(rows(learnt, "test")).isEqualTo(20);
    learnt
        .scores()
        .forEach(
            (part, scores) ->
                assertThat(learnt.model().provenance().scores())
                    .containsEntry(part, scores.figures()));
    assertThat(learnt.folds()).isEmpty();
  }

  private static int rows(Learnt learnt, String part) {
    return ((Scores.OfClasses) scores(learnt, part)).detail().rows();
  }

  @Test
  void theTestScoresAreThoseOfTheModelThatIsKept() {
    Table table = mixed(100, 2);
    TableLearner learner = learner("price");
    Learnt learnt = learner.learn(table);
    LearningRows all = LearningRows.of(table, learnt.model().schema());
    Split split = all.split(0.2, 0.2, Rng.seed(learner.options().seed()));

    assertThat(learnt.model().evaluate(table.select(split.test())).figures())
        .isEqualTo(scores(learnt, "test").figures());
    assertThat(learnt.model().evaluate(table.select(split.train())).figures())
        .isEqualTo(scores(learnt, "train").figures());
  }

  @Test
  void withoutValidationRowsTheLastEpochIsKept() {
    Learnt learnt = learner("kind").withOptions(quick().withShares(0, 0.2)).learn(mixed(100, 3));

    assertThat(learnt.scores().keySet()).containsExactly("train", "test");
    assertThat(learnt.outcome().best().number()).isEqualTo(3);
    assertThat(learnt.model().provenance().refitted()).isFalse();
  }

  @Test
  void withoutTestRowsThereIsNoTestScore() {
    Learnt learnt = learner("price").withOptions(quick().withShares(0.2, 0)).learn(mixed(100, 3));

    assertThat(learnt.scores().keySet()).containsExactly("train", "validation");
    assertThat(rowsPlanned(quick().withShares(0, 0), mixed(100, 3))).containsExactly(100, 0, 0);
  }

  private static List<Integer> rowsPlanned(LearnerOptions options, Table table) {
    List<Integer> rows = new ArrayList<>();
    learner("kind")
        .withOptions(options)
        .withListener(
            event -> {
              if (event instanceof LearningEvent.Planned planned) {
                rows.addAll(List.of(planned.training(), planned.validation(), planned.test()));
              }
            })
        .learn(table);
    return rows;
  }

  @Test
  void crossValidationScoresEveryRowOnce() {
    Learnt learnt = learner("kind").crossValidate(mixed(100, 4), 4);

    assertThat(learnt.folds()).hasSize(4);
    assertThat(learnt.folds().stream().mapToInt(fold -> ((Scores.OfClasses) fold).detail().rows()))
        .containsExactly(25, 25, 25, 25);
    assertThat(learnt.scores().keySet()).containsExactly("train", "validation");
    double mean =
        learnt.folds().stream()
            .mapToDouble(fold -> fold.figures().get("accuracy"))
            .average()
            .orElseThrow();
    assertThat(test(learnt, "accuracy")).isCloseTo(mean, within(1e-12));
    assertThat(learnt.model().provenance().rows()).isEqualTo(100);
  }

  @Test
  void crossValidationOfANumberGivesTheSameTwice() {
    Table table = mixed(60, 4);
    assertThat(learner("price").crossValidate(table, 3).folds().stream().map(Scores::figures))
        .isEqualTo(
            learner("price").crossValidate(table, 3).folds().stream()
                .map(Scores::figures)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind", "price"})
  void theSameSeedMakesTheSameFileToTheByte(String target) throws IOException {
    Path one = folder.resolve("one.safetensors");
    Path two = folder.resolve("two.safetensors");
    Path other = folder.resolve("other.safetensors");
    Table table = mixed(100, 5);
    learner(target).learn(table).model().save(one);
    learner(target).learn(mixed(100, 5)).model().save(two);
    learner(target).withOptions(quick().withSeed(7)).learn(table).model().save(other);

    assertThat(Files.readAllBytes(two)).isEqualTo(Files.readAllBytes(one));
    assertThat(Files.readAllBytes(other)).isNotEqualTo(Files.readAllBytes(one));
  }

  @Test
  void whatHappensIsToldInOrder() {
    List<LearningEvent> events = new ArrayList<>();
    Learnt learnt = learner("kind").withListener(events::add).learn(mixed(100, 6));

    assertThat(events.getFirst()).isInstanceOf(LearningEvent.Planned.class);
    assertThat(events.getLast())
        .isEqualTo(
            new LearningEvent.Chosen(
                chosenStage(events),
                learnt.outcome().best(),
                learnt.model().provenance().refitted()));
    LearningEvent.Stage stage = null;
    int started = 0;
    int finished = 0;
    for (LearningEvent event : events.subList(1, events.size() - 1)) {
      switch (event) {
        case LearningEvent.StageStarted(var now, var design, var parameters, var rowsAfter) -> {
          assertThat(started).isEqualTo(finished);
          stage = now;
          started++;
          assertThat((double) parameters).isEqualTo(design.parameters());
          assertThat(rowsAfter > 0).isEqualTo(!now.refit());
        }
        case LearningEvent.Step(var now, var step) -> {
          assertThat(now).isEqualTo(stage);
          finished += step instanceof TrainingEvent.Finished ? 1 : 0;
        }
        case LearningEvent.Planned _,
            LearningEvent.FoldStarted _,
            LearningEvent.FoldEnded _,
            LearningEvent.Chosen _ ->
            throw new AssertionError("out of order: " + event);
      }
    }
    assertThat(finished).isEqualTo(started).isGreaterThan(1);
  }

  private static LearningEvent.Stage chosenStage(List<LearningEvent> events) {
    return ((LearningEvent.Chosen) events.getLast()).stage();
  }

  @Test
  void everyRoundOfCrossValidationIsTold() {
    List<LearningEvent> events = new ArrayList<>();
    learner("kind").withListener(events::add).crossValidate(mixed(60, 6), 3);

    assertThat(events.stream().filter(LearningEvent.FoldStarted.class::isInstance))
        .containsExactly(
            new LearningEvent.FoldStarted(1, 3),
            new LearningEvent.FoldStarted(2, 3),
            new LearningEvent.FoldStarted(3, 3));
    assertThat(events.stream().filter(LearningEvent.FoldEnded.class::isInstance)).hasSize(3);
    assertThat(events.getFirst()).isInstanceOf(LearningEvent.Planned.class);
    assertThat(events.stream().filter(LearningEvent.Planned.class::isInstance)).hasSize(1);
    assertThat(events.stream().filter(LearningEvent.Chosen.class::isInstance)).hasSize(4);
  }

  @Test
  void aMisspeltTargetIsToldTheNearestName() {
    assertThatThrownBy(() -> TableLearner.of("prise").learn(mixed(20, 1)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no column prise to predict; did you mean price?");
  }

  @Test
  void aTableOfWhichNothingIsLeftToLearnFromIsRefused() {
    Table table =
        Table.of(
            SmallTables.text("same", 40, row -> "same"),
            SmallTables.text("y", 40, row -> row % 2 == 0 ? "a" : "b"));
    assertThatThrownBy(() -> TableLearner.of("y").learn(table))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "no column is left to predict y from: same (left out: it is same in every row)");
  }
}
