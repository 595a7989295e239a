package dev.glassbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.data.Scores;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.ClassificationScores;
import dev.glassbox.train.RegressionScores;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MistakesTest {

  /// Scores of rows of which each has this class and was given that one.
  private static Scores classes(List<String> labels, int[] actual, int[] predicted) {
    double[] probabilities = new double[actual.length * labels.size()];
    for (int row = 0; row < actual.length; row++) {
      probabilities[row * labels.size() + predicted[row]] = 1;
    }
    return new Scores.OfClasses(
        labels,
        ClassificationScores.of(
            Tensor.of(Shape.of(actual.length, labels.size()), probabilities), actual));
  }

  @Test
  void theMatrixCountsTrueClassesDownAndPredictedOnesAcross() {
    Scores scores = classes(List.of("cat", "dog"), new int[] {0, 0, 1}, new int[] {0, 1, 1});
    assertThat(Mistakes.lines(scores, "Test rows", "pet", 80))
        .containsExactly(
            "Test rows by true class (down) and predicted class (across):",
            "       cat  dog  recall  precision",
            "  cat    1    1   0.500      1.000",
            "  dog    ·    1   1.000      0.500");
  }

  @Test
  void longNamesAreCutWhereTheyDoNotFit() {
    List<String> labels =
        IntStream.range(0, 6).mapToObj(i -> i + "-a-very-long-name-of-a-class").toList();
    Scores scores = classes(labels, new int[] {0, 1, 2, 3, 4, 5}, new int[] {0, 1, 2, 3, 4, 5});
    List<String> lines = Mistakes.lines(scores, "Test rows", "y", 80);
    assertThat(lines).hasSize(8).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(lines.get(2)).startsWith("  0-a-very-lo…").endsWith("1.000      1.000");
  }

  @Test
  void ofManyClassesOnlyTheOftenestMistakesAreShown() {
    List<String> labels = IntStream.range(0, 30).mapToObj(i -> "c" + i).toList();
    Scores scores = classes(labels, new int[] {0, 1, 1, 2, 3}, new int[] {0, 5, 5, 7, 3});
    assertThat(Mistakes.lines(scores, "Test rows", "y", 80))
        .containsExactly(
            "Test rows of 30 classes; most often confused:",
            "  c1 predicted as c5: 2 rows",
            "  c2 predicted as c7: 1 row");
  }

  @Test
  void manyClassesWithoutMistakesAreToldInALine() {
    List<String> labels = IntStream.range(0, 30).mapToObj(i -> "c" + i).toList();
    Scores scores = classes(labels, new int[] {0, 1}, new int[] {0, 1});
    assertThat(Mistakes.lines(scores, "Test rows", "y", 80))
        .containsExactly("Test rows: each was given its true class, of 30 classes.");
  }

  @Test
  void errorsOfNumbersAreSummarised() {
    Scores scores =
        new Scores.OfNumbers(
            RegressionScores.of(new double[] {1, 2, 3, 4, 5}, new double[] {2, 2, 2, 2, 2}));
    assertThat(Mistakes.lines(scores, "Test rows", "price", 80))
        .containsExactly(
            "Test rows, predicted minus true price:",
            "  smallest  a quarter below  median  a quarter above  largest    mean",
            "   -1.0000           0.0000  1.0000           2.0000   3.0000  1.0000");
  }
}
