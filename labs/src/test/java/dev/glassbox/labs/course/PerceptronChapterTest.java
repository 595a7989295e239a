package dev.glassbox.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.labs.Reports;
import dev.glassbox.labs.course.PerceptronLab.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The labs of chapter 1 after the first.
class PerceptronChapterTest {
  private static LabelledPoints seventeen() {
    return Animals.ten().and(Animals.sevenMore());
  }

  /// Another way to find the best line: every direction in steps of a hundredth of a degree, with
  /// the boundary between every two neighbours along it.
  @Test
  void fourteenOfSeventeenIsTheBestThatALineCanDo() {
    long best = 0;
    for (int step = 0; step < 36_000; step++) {
      double angle = Math.toRadians(step / 100.0);
      double x = Math.cos(angle);
      double y = Math.sin(angle);
      double[] along =
          seventeen().points().stream().mapToDouble(p -> x * p.x() + y * p.y()).sorted().toArray();
      for (int i = 0; i + 1 < along.length; i++) {
        Weights w = new Weights(x, y, -(along[i] + along[i + 1]) / 2);
        best = Math.max(best, w.right(seventeen()));
      }
    }
    assertThat(best).isEqualTo(14);
    assertThat(LinearLimitsLab.bestPossible(seventeen())).isEqualTo(14);
    assertThat(LinearLimitsLab.bestPossible(Animals.ten())).isEqualTo(10);
  }

  @Test
  void theCycleIsOne() {
    var run = LinearLimitsLab.learn(seventeen(), 1);
    assertThat(run.cycleFrom()).isPositive();
    assertThat(run.right()).hasSize(run.cycleFrom() + run.cycleLength());
    assertThat(run.right().getLast()).isEqualTo(run.right().get(run.cycleFrom() - 1));
  }

  @Test
  void parametersGrowWithTheOrder() {
    assertThat(Reports.column("polynomial-perceptron", 0, "parameters"))
        .startsWith("3", "6", "10", "15", "21")
        .endsWith("231")
        .hasSize(20);
  }

  /// T₀ = 1, T₁ = x, T₂ = 2x² − 1 at x/2 = 0.5 and y/2 = −0.25.
  @Test
  void featuresAreProductsOfChebyshevPolynomials() {
    assertThat(PolynomialPerceptronLab.features(2, 1, -0.5))
        .containsExactly(1, -0.25, -0.875, 0.5, -0.125, -0.5);
  }

  /// By hand: v = (0.05, 0.4, 0.5) from the hamster; then v = 0.5 v − 0.5 (1.4, 0.5, 1) from the
  /// hyena.
  @Test
  void momentumRepeatsHalfOfTheStepBefore() {
    List<Weights> path =
        MomentumPerceptronLab.learn(Animals.ten(), new Weights(1, 1, -1), 0.5, 0.5);
    assertThat(path.get(1).x()).isCloseTo(1.05, within(1e-12));
    assertThat(path.get(2).x()).isCloseTo(0.375, within(1e-12));
    assertThat(path.get(2).y()).isCloseTo(1.35, within(1e-12));
    assertThat(path.get(2).bias()).isCloseTo(-0.75, within(1e-12));
    assertThat(path.getLast().right(Animals.ten())).isEqualTo(10);
  }

  @Test
  void oneMistakeMovesTheWeightsByThePoint() {
    Weights w = new Weights(0, 0, 0).corrected(0.5, new Point("", 1, 2, -3));
    assertThat(w).isEqualTo(new Weights(1, -1.5, 0.5));
    assertThat(w.corrected(0.5, new Point("", 1, 2, -3))).isEqualTo(w);
  }
}
