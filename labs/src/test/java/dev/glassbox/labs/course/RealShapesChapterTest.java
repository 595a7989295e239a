package dev.glassbox.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.data.Column;
import dev.glassbox.data.DataException;
import dev.glassbox.data.Generator;
import dev.glassbox.data.Table;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.Reports;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Epoch;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The labs of chapter 6 against geometry, closed forms, and PyTorch
/// (tools/make-goldens-real-shapes.py).
class RealShapesChapterTest {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens/real-shapes.txt");

  @TempDir Path folder;

  private static double[] golden(String name) throws IOException {
    try (Stream<String> lines = Files.lines(GOLDENS)) {
      String line = lines.filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
      return Arrays.stream(line.split(" ", -1)).skip(1).mapToDouble(Double::parseDouble).toArray();
    }
  }

  /// The discs, written out again: how far outside the nearest coast a point lies.
  private static double outside(double x, double y) {
    double[][] discs = {{-1, 1, 0.7}, {1, 1.2, 0.5}, {1.1, -0.8, 0.75}, {-0.9, -1.1, 0.55}};
    return Arrays.stream(discs)
        .mapToDouble(d -> Math.hypot(x - d[0], y - d[1]) - d[2])
        .min()
        .orElseThrow();
  }

  @Test
  void theLandIsWithinTheDiscs() {
    Sequential network =
        IslandsLab.learn(
            MadePoints.of(Generator.ISLANDS, 1000, Rng.seed(3), "water", "land"),
            Rng.seed(4),
            (_, _) -> {},
            16,
            16,
            1);
    int right = 0;
    int all = 0;
    for (double x = -1.975; x < 2; x += 0.05) {
      for (double y = -1.975; y < 2; y += 0.05) {
        double outside = outside(x, y);
        if (Math.abs(outside) > 0.05) {
          double score = network.apply(Tensor.of((float) x, (float) y).reshape(1, 2)).item();
          right += (score > 0) == (outside < 0) ? 1 : 0;
          all++;
        }
      }
    }
    assertThat((double) right / all).isGreaterThanOrEqualTo(0.98);
    double discs = Math.PI * (0.7 * 0.7 + 0.5 * 0.5 + 0.75 * 0.75 + 0.55 * 0.55);
    assertThat(discs).isCloseTo(5.042, within(1e-3));
    assertThat(IslandsLab.SEA.area(network)).isCloseTo(discs, within(0.25));
  }

  @Test
  void theArchipelagoIsLearntAndOneLineIsNoCoast() {
    List<String> right = Reports.column("islands", 0, "right when fresh");
    assertThat(Double.parseDouble(right.getLast())).isGreaterThanOrEqualTo(0.98);
    assertThat(Double.parseDouble(right.getFirst())).isLessThan(0.7);
    // (2 + 1) · 16 + (16 + 1) · 16 + 16 + 1
    assertThat(Reports.column("islands", 0, "parameters").getLast()).isEqualTo("337");
  }

  @Test
  void theSurfaceAndItsSlopeArePyTorchs() throws IOException {
    double[] golden = golden("surface");
    assertThat(golden).hasSize(48);
    for (int i = 0; i < golden.length; i += 4) {
      assertThat(SurfaceLab.height(golden[i], golden[i + 1]))
          .isCloseTo(golden[i + 2], within(1e-12));
      assertThat(SurfaceLab.slope(golden[i], golden[i + 1]))
          .isCloseTo(golden[i + 3], within(1e-4 * Math.max(1, golden[i + 3])));
    }
  }

  @Test
  void threeHiddenLayersExplainTheSurface() {
    List<String> shares = Reports.column("surface", 0, "R²");
    assertThat(Double.parseDouble(shares.getLast())).isGreaterThanOrEqualTo(0.99);
    // R² = 1 − (root mean square error)² / variance; a plane explains nothing, so its error is the
    // deviation of the heights.
    List<String> errors = Reports.column("surface", 0, "root mean square error");
    double ratio = Double.parseDouble(errors.getLast()) / Double.parseDouble(errors.getFirst());
    assertThat(Double.parseDouble(shares.getLast())).isCloseTo(1 - ratio * ratio, within(1e-3));
  }

  /// σ(kw/2) − σ(−kw/2) = tanh(kw/4).
  @Test
  void aBumpIsAsHighAsTheTangentSays() {
    for (double k : new double[] {10, 40, 200}) {
      double[] bump = SigmoidSum.bump(k).over(0.5, 0.4, -5, 5);
      assertThat(bump[0]).isCloseTo(Math.tanh(0.05 * k), within(1e-12));
      assertThat(bump[1]).isCloseTo(0.5 - 1 / (1 + Math.exp(0.2 * k)), within(1e-12));
      assertThat(bump[2]).isCloseTo(0, within(1e-12));
      assertThat(bump[3]).isCloseTo(0, within(1e-12));
    }
  }

  /// One bump is as high as the curve in the middle, 0. So its error is the curve's greatest
  /// height: with s = sin 2πx it is 5/2 s − 2 s³, greatest where s² = 5/12.
  @Test
  void theErrorsOfStaircasesAreKnown() {
    double s = Math.sqrt(5.0 / 12);
    assertThat(UniversalLab.error(UniversalLab.staircase(1)))
        .isCloseTo(2.5 * s - 2 * s * s * s, within(1e-4));
    for (int bumps : new int[] {3, 10, 100}) {
      assertThat(UniversalLab.error(UniversalLab.staircase(bumps)))
          .isLessThanOrEqualTo(5 * Math.PI / (2 * bumps));
    }
  }

  /// The numbers of the script's congruential generator, every step exact.
  private static final class Numbers {
    private long state = 2026;

    Tensor next(int... shape) {
      double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      for (int i = 0; i < values.length; i++) {
        state = (1103515245L * state + 12345) % (1L << 31);
        values[i] = (state / (double) (1 << 30) - 1) / 8;
      }
      return Tensor.of(Shape.of(shape), values).trainable();
    }
  }

  @Test
  void digitsAreLearntAsPyTorchLearnsThem() throws IOException {
    DigitImages images = DigitImages.of(CourseTables.read(new DigitsLab(), "digits.csv"));
    Examples first = images.examples(IntStream.range(0, 200).toArray());
    Numbers numbers = new Numbers();
    DigitsLab.Network network =
        new DigitsLab.Network(
            new Linear(numbers.next(64, 64), numbers.next(64)),
            new Linear(numbers.next(10, 64), numbers.next(10)));
    Outcome outcome =
        DigitsLab.trainer()
            .withBatchSize(200)
            .fit(network, new Examples(first.inputs().to(DType.FLOAT64), first.targets()));
    double[] losses = outcome.history().stream().mapToDouble(Epoch::trainingLoss).toArray();
    double[] golden = golden("digits-losses");
    assertThat(losses).hasSameSizeAs(golden);
    for (int i = 0; i < golden.length; i++) {
      assertThat(losses[i]).as("step %d", i).isCloseTo(golden[i], within(1e-9));
    }
  }

  @Test
  void theTableOfDigitsAddsUp() {
    int held = sum("held out");
    assertThat(held).isEqualTo(449);
    assertThat((double) sum("right") / held).isGreaterThanOrEqualTo(0.97);
  }

  private static int sum(String head) {
    return Reports.column("digits", 0, head).stream().mapToInt(Integer::parseInt).sum();
  }

  @Test
  void theSizesOfColumnsArePyTorchs() throws IOException {
    Table cancer = CourseTables.read(new TablesLab(), "breast-cancer.csv");
    Tensor numbers = cancer.without(List.of("diagnosis")).numbers();
    double[] found = numbers.standardDeviation(0).toDoubleArray();
    double[] golden = golden("deviations");
    assertThat(found).hasSameSizeAs(golden);
    for (int i = 0; i < golden.length; i++) {
      assertThat(found[i]).isCloseTo(golden[i], within(1e-12 * golden[i]));
    }
  }

  /// Mean, deviation and median from the file itself, read by splitting at commas.
  @Test
  void aMissingMassIsTheMedianOfTheTrainingRows() throws IOException {
    PreparedTable penguins =
        PreparedTable.of(
            CourseTables.read(new TablesLab(), "penguins.csv"), "species", Rng.seed(42));
    List<String> lines = Files.readAllLines(Path.of("../data/penguins.csv"));
    int column = List.of(lines.getFirst().split(",", -1)).indexOf("body_mass_g");
    double[] masses =
        Arrays.stream(penguins.split().train())
            .mapToObj(row -> lines.get(row + 1).split(",", -1)[column])
            .filter(cell -> !cell.isEmpty())
            .mapToDouble(Double::parseDouble)
            .sorted()
            .toArray();
    double mean = Arrays.stream(masses).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(masses).map(m -> (m - mean) * (m - mean)).average().orElseThrow());
    int middle = masses.length / 2;
    double median =
        masses.length % 2 == 1 ? masses[middle] : (masses[middle - 1] + masses[middle]) / 2;
    int at = penguins.preprocessing().names().indexOf("body_mass_g");
    assertThat(penguins.scaled().at(3, at)).isCloseTo((median - mean) / deviation, within(1e-6));
    assertThat(penguins.scaled().at(0, at)).isCloseTo((3750 - mean) / deviation, within(1e-6));
  }

  @Test
  void aTableIsFoundAboveTheProgramOrHere() throws IOException {
    Path program = Files.createDirectories(folder.resolve("repository/state/app"));
    Path here = Files.createDirectories(folder.resolve("elsewhere"));
    assertThatThrownBy(() -> CourseTables.find(new DigitsLab(), "digits.csv", program, here))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the lab digits needs data/digits.csv of the repository, which lies neither above %s nor here; run it in the repository's folder, or name the file: --data FILE"
                .formatted(program));
    assertThatThrownBy(() -> CourseTables.find(new TablesLab(), "penguins.csv", program, here))
        .hasMessageEndingWith("nor here; run it in the repository's folder");
    Path fromHere = Files.createDirectories(here.resolve("data")).resolve("digits.csv");
    Files.writeString(fromHere, "x");
    assertThat(CourseTables.find(new DigitsLab(), "digits.csv", program, here)).isEqualTo(fromHere);
    Path above = Files.createDirectories(folder.resolve("repository/data")).resolve("digits.csv");
    Files.writeString(above, "x");
    assertThat(CourseTables.find(new DigitsLab(), "digits.csv", program, here)).isEqualTo(above);
  }

  /// Images of 3 × 3 pixels: an upright stroke is a 1, anything else a 7.
  private static Table strokes(int rows) {
    List<Column> columns = new ArrayList<>();
    Rng rng = Rng.seed(5);
    for (int pixel = 0; pixel < 9; pixel++) {
      String[] cells = new String[rows];
      for (int row = 0; row < rows; row++) {
        boolean ink = row % 2 == 0 ? pixel % 3 == 1 : pixel < 3 || pixel % 3 == 2;
        cells[row] = Integer.toString((ink ? 200 : 0) + rng.nextInt(50));
      }
      columns.add(Column.text("p" + pixel, cells));
    }
    String[] digits = new String[rows];
    Arrays.setAll(digits, row -> row % 2 == 0 ? "1" : "7");
    columns.add(Column.text("digit", digits));
    return Table.of(columns);
  }

  @Test
  void digitsOfTheUsersOwnMayHaveAnotherSize() throws IOException {
    Path file = folder.resolve("strokes.csv");
    strokes(60).writeCsv(file);
    var report = LabContext.of(1).withTable(Table.read(file.toString())).run(new DigitsLab());
    List<String> seven = report.tables().getFirst().rows().get(7);
    assertThat(Integer.parseInt(seven.get(1))).isBetween(7, 8);
    assertThat(seven.get(2)).isEqualTo(seven.get(1));
  }

  @Test
  void aTableWithoutImagesIsRefusedInOneLine() throws IOException {
    Table strokes = strokes(8);
    Path file = folder.resolve("odd.csv");
    strokes.without(List.of("p3")).writeCsv(file);
    assertThatThrownBy(() -> DigitImages.of(Table.read(file.toString())))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith(
            "odd.csv: needs beside digit as many columns as a square has pixels, such as 64; has"
                + " 8");
    strokes.without(List.of("digit")).writeCsv(file);
    assertThatThrownBy(() -> DigitImages.of(Table.read(file.toString())))
        .hasMessageContaining("has no column digit");
    assertThatThrownBy(() -> DigitImages.of(strokes))
        .hasMessage("table: the column digit must hold a number in every row");
  }
}
