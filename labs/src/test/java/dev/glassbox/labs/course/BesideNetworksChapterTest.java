package dev.glassbox.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.labs.Reports;
import dev.glassbox.labs.picture.Range;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The labs of chapter 7 against scikit-learn on the same points (tools/make-goldens-beside.py).
class BesideNetworksChapterTest {
  private static final Goldens GOLDENS = Goldens.of("beside-networks.txt");

  private static SupportVectors machine(double c, double gamma) {
    double[] xs = GOLDENS.list("svr-x");
    return SupportVectors.fit(
        xs, GOLDENS.list("svr-y"), c, gamma == 0 ? SupportVectors.scaledGamma(xs) : gamma);
  }

  @ParameterizedTest
  @CsvSource({"default, 1, 0", "stiff, 1000, 0.0001", "loose, 1000, 1"})
  void theCurvesAreScikitLearns(String name, double c, double gamma) {
    SupportVectors machine = machine(c, gamma);
    double[] found = Arrays.stream(new Range(0, 6).spaced(9)).map(machine::at).toArray();
    assertThat(found).containsExactly(GOLDENS.list("svr-" + name), within(1e-5));
    assertThat(machine.count()).isEqualTo((int) GOLDENS.number("svr-" + name + "-vectors"));
  }

  /// f(x) = Σ βᵢ exp(−γ(x − xᵢ)²) + b, written out; the weights add up to 0.
  @Test
  void theCurveIsTheSumOfItsBumps() {
    SupportVectors machine = machine(1, 0.5);
    double[] xs = GOLDENS.list("svr-x");
    double[] sums = new double[2];
    for (int i = 0; i < xs.length; i++) {
      sums[0] += machine.weights()[i] * Math.exp(-0.5 * Math.pow(2 - xs[i], 2));
      sums[1] += machine.weights()[i] * Math.exp(-0.5 * Math.pow(4 - xs[i], 2));
    }
    assertThat(machine.at(2) - machine.at(4)).isCloseTo(sums[0] - sums[1], within(1e-12));
    assertThat(Arrays.stream(machine.weights()).sum()).isCloseTo(0, within(1e-9));
    assertThat(Arrays.stream(machine.weights()).filter(w -> w != 0).count())
        .isEqualTo(machine.count());
  }

  /// A γ belongs to a unit.
  @Test
  void aHundredTimesTheUnitIsTenThousandTimesTheGamma() {
    double[] hundredths = Arrays.stream(GOLDENS.list("svr-x")).map(x -> 100 * x).toArray();
    SupportVectors machine = SupportVectors.fit(hundredths, GOLDENS.list("svr-y"), 1000, 1e-4);
    assertThat(machine.at(300)).isCloseTo(machine(1000, 1).at(3), within(1e-5));
  }

  @Test
  void theLibraryIsSilent() {
    PrintStream before = System.out;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
    try {
      machine(1, 0.5);
    } finally {
      System.setOut(before);
    }
    assertThat(heard.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void everyStepOfKMeansIsScikitLearns() {
    List<Point> points =
        Arrays.stream(GOLDENS.pairs("k-means-points"))
            .map(p -> new Point("", 0, p[0], p[1]))
            .toList();
    List<KMeans> steps = KMeans.run(points, GOLDENS.pairs("k-means-start"));
    assertThat(steps).hasSizeGreaterThan(4);
    for (int step = 1; step < steps.size(); step++) {
      KMeans at = steps.get(step);
      double[] centres = Arrays.stream(at.centres()).flatMapToDouble(Arrays::stream).toArray();
      assertThat(centres).containsExactly(GOLDENS.list("k-means-" + step), within(1e-12));
      assertThat(at.inertia())
          .isCloseTo(GOLDENS.number("k-means-" + step + "-inertia"), within(1e-9))
          .isLessThan(steps.get(step - 1).inertia());
    }
    assertThat(GOLDENS.find("k-means-" + steps.size())).as("scikit-learn goes on").isEmpty();
  }

  /// By hand: 0 and 1 go to the left centre, whose mean is 1/2, 4 and 6 to the right one.
  @Test
  void aStepOfKMeansIsTheOneByHand() {
    List<Point> points =
        List.of(
            new Point("", 0, 0, 0),
            new Point("", 0, 1, 0),
            new Point("", 0, 4, 0),
            new Point("", 0, 6, 0));
    List<KMeans> steps = KMeans.run(points, new double[][] {{0, 0}, {4, 0}});
    assertThat(steps.getFirst().inertia()).isEqualTo(1 + 4);
    assertThat(steps.getFirst().nearest()).containsExactly(0, 0, 1, 1);
    assertThat(steps.get(1).centres()).isDeepEqualTo(new double[][] {{0.5, 0}, {5, 0}});
    assertThat(steps.get(1).inertia()).isEqualTo(0.5 + 2);
    assertThat(steps).hasSize(2);
    // The border is halfway, at 2.75.
    assertThat(steps.get(1).lead(0, 2.75, 7)).isZero();
    assertThat(steps.get(1).lead(0, 2, 7)).isPositive();
  }

  @Test
  void aCentreWithoutPointsStays() {
    List<Point> points = List.of(new Point("", 0, 0, 0), new Point("", 0, 1, 0));
    KMeans end = KMeans.run(points, new double[][] {{0.5, 0}, {9, 9}}).getLast();
    assertThat(end.centres()[1]).containsExactly(9, 9);
    assertThat(end.members(1)).isEmpty();
  }

  @Test
  void theBookSaysWhoOverfits() {
    List<String> atPoints = Reports.column("noisy-sine", 0, "error at the points");
    List<String> toSine = Reports.column("noisy-sine", 0, "error to the sine");
    assertThat(Double.parseDouble(atPoints.get(4))).isLessThan(Double.parseDouble(atPoints.get(0)));
    assertThat(Double.parseDouble(toSine.get(4)))
        .isGreaterThan(3 * Double.parseDouble(toSine.get(0)));
  }
}
