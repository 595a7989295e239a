package dev.glassbox.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.labs.Reports;
import dev.glassbox.labs.course.LocalMinimaLab.Hollow;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.Rng;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The labs of chapter 4, against closed forms and published figures.
class DescentChapterTest {
  /// By hand: the slope is −21.5/10 and the intercept 4.4 + 2 · 2.15. Published for the twenty
  /// students (the usual example of logistic regression): −4.0777 and 1.5046.
  @Test
  void theRegressionsCoefficientsAreKnown() {
    assertThat(Reports.column("linear-regression", 0, "w₀")).containsExactly("8.7", "8.7", "8.7");
    assertThat(Reports.column("linear-regression", 0, "w₁"))
        .containsExactly("−2.15", "−2.15", "−2.15");
    assertThat(Reports.column("linear-regression", 2, "w₀")).containsExactly("−4.0777");
    assertThat(Reports.column("linear-regression", 2, "w₁")).containsExactly("1.5046");
    // σ(−4.0777 + 1.5046 · 2) = 0.2557
    assertThat(Reports.column("linear-regression", 3, "P(pass)").get(1)).isEqualTo("0.2557");
  }

  /// Descent on a quadratic: w − w* = (I − ηH)ᵏ (w⁰ − w*), with H = (5 10; 10 30), multiplied out.
  @Test
  void descentIsThePowerOfAMatrix() {
    for (double rate : new double[] {0.02, 0.05, 0.07}) {
      double a = -3 - 8.7;
      double b = 2 + 2.15;
      List<double[]> path = LearningRateLab.path(Sgd.of(rate));
      for (double[] w : path) {
        assertThat(w[0]).isCloseTo(8.7 + a, within(1e-8 * Math.max(1, Math.abs(a))));
        assertThat(w[1]).isCloseTo(-2.15 + b, within(1e-8 * Math.max(1, Math.abs(b))));
        double nextA = a - rate * (5 * a + 10 * b);
        b -= rate * (10 * a + 30 * b);
        a = nextA;
      }
    }
  }

  @Test
  void theLimitExplainsWhichRatesDiverge() {
    assertThat(2 / LearningRateLab.largestCurvature()).isCloseTo(0.059688, within(1e-6));
    assertThat(Reports.column("learning-rate", 0, "after 1,000 steps"))
        .containsExactly(
            "has converged",
            "has converged",
            "has converged",
            "has converged",
            "has diverged",
            "has diverged");
  }

  /// The limits of the four forms by bisection on the curvature, with the recurrences written out.
  @Test
  void theFormsOfMomentumDivergeWhereTheirRecurrencesDo() {
    for (String form : List.of("none", "classical", "average", "Nesterov")) {
      double low = 0;
      double high = 10;
      for (int i = 0; i < 40; i++) {
        double middle = (low + high) / 2;
        if (shrinks(form, middle)) {
          low = middle;
        } else {
          high = middle;
        }
      }
      assertThat(low).as(form).isCloseTo(MomentumLab.limit(form), within(0.01));
    }
  }

  private static boolean shrinks(String form, double g) {
    double w = 1;
    double v = 0;
    for (int step = 0; step < 5000 && Math.abs(w) < 1e100; step++) {
      double gradient = g * w;
      switch (form) {
        case "classical" -> {
          v = 0.5 * v + gradient;
          w -= v;
        }
        case "average" -> {
          v = 0.5 * v + 0.5 * gradient;
          w -= v;
        }
        case "Nesterov" -> {
          v = 0.5 * v + gradient;
          w -= gradient + 0.5 * v;
        }
        default -> w -= gradient;
      }
    }
    return Math.abs(w) < 1;
  }

  /// By hand: 0.5, then 0.5 · 0.5 + 0.5 · 1 = 0.75, then 0.375.
  @Test
  void theMovingAverageIsTheOneByHand() {
    assertThat(MomentumLab.smoothed(new double[] {1, 1, 0}, 0.5)).containsExactly(0.5, 0.75, 0.375);
  }

  @Test
  void batchesGoThroughEveryRowOnce() {
    List<int[]> batches = BatchesLab.batches(10, 3, false, Rng.seed(1));
    assertThat(batches.stream().flatMapToInt(java.util.Arrays::stream).toArray())
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(BatchesLab.batches(10, 3, true, Rng.seed(1))).hasSize(3);
    assertThat(BatchesLab.batches(9, 3, true, Rng.seed(1))).hasSize(3);
  }

  /// The minima of Himmelblau's function are (3, 2), (−2.805118, 3.131312), (−3.779310, −3.283186)
  /// and (3.584428, −1.848126); the tilt of x/2 moves them a little and sets their heights apart.
  @Test
  void theHollowsAreHimmelblaus() {
    List<Hollow> hollows = LocalMinimaLab.hollows(Rng.seed(42));
    double[][] known = {
      {-3.779310, -3.283186}, {-2.805118, 3.131312}, {3, 2}, {3.584428, -1.848126}
    };
    assertThat(hollows).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(hollows.get(i).x()).isCloseTo(known[i][0], within(0.02));
      assertThat(hollows.get(i).y()).isCloseTo(known[i][1], within(0.02));
      assertThat(hollows.get(i).height()).isCloseTo(known[i][0] / 2, within(0.01));
    }
  }

  @Test
  void theLandscapesHaveTheirMinimaWhereTheyAreKnown() {
    assertThat(Landscape.BEALE.height(3, 0.5)).isZero();
    assertThat(Landscape.SADDLE.height(0, 1)).isEqualTo(-0.25);
    assertThat(Landscape.SADDLE.height(0, 0)).isZero();
    assertThat(Landscape.VALLEY.height(-8, 1)).isEqualTo(57);
  }

  /// By hand: in the valley SGD with η = 0.03 leaves 0.97ᵏ · 8 along it, and (1 − 1.5)ᵏ across;
  /// what is left of 57 is below 0.57 once 32 · 0.97²ᵏ is, after 67 steps.
  @Test
  void plainDescentNeeds67StepsInTheValley() {
    assertThat(Landscape.VALLEY.stepsToFinish(Landscape.VALLEY.run(Sgd.of(0.03)))).isEqualTo(67);
    assertThat(Reports.column("optimiser-race", 0, "long valley").getFirst()).isEqualTo("67");
  }
}
