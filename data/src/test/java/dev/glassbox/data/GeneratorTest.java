package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.Rng;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class GeneratorTest {
  @Test
  void theNamesAreKnown() {
    assertThat(Generator.titles())
        .containsExactly(
            "xor",
            "circles",
            "moons",
            "spirals",
            "blobs",
            "islands",
            "checkerboard",
            "sine",
            "surface");
    assertThat(Generator.named("moons")).isEqualTo(Generator.MOONS);
  }

  @Test
  void aMisspeltNameIsToldTheNearest() {
    assertThatThrownBy(() -> Generator.named("spiral"))
        .isInstanceOf(DataException.class)
        .hasMessage("there is no generator spiral; did you mean spirals?");
    assertThatThrownBy(() -> Generator.named("galaxy"))
        .hasMessage(
            "there is no generator galaxy; there are: xor, circles, moons, spirals, blobs, islands,"
                + " checkerboard, sine, surface");
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameTable(Generator generator) {
    String first = generator.generate(101, 0.1, Rng.seed(1)).fingerprint();
    assertThat(generator.generate(101, 0.1, Rng.seed(1)).fingerprint()).isEqualTo(first);
    assertThat(generator.generate(101, 0.1, Rng.seed(2)).fingerprint()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void aTableCanBeLearntFrom(Generator generator) {
    Table table = generator.generate(200, generator.defaultNoise(), Rng.seed(1));
    Schema schema = Schema.infer(table, SchemaOptions.target(generator.target()));
    assertThat(table.rows()).isEqualTo(200);
    assertThat(schema.used()).hasSize(table.columns().size() - 1);
    Task task = generator.target().equals("class") ? Task.CLASSIFY : Task.REGRESS;
    assertThat(schema.target().task()).isEqualTo(task);
    assertThat(schema.notes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void classesAreEquallyLarge(Generator generator) {
    if (generator.generate(2, 0, Rng.seed(1)).column(generator.target()) instanceof TextColumn) {
      Counts counts = Counts.of(generator.generate(600, 0, Rng.seed(1)).column("class"));
      assertThat(counts.byText().values()).containsOnly(600 / counts.distinct());
    }
  }

  private static void assertClass(
      Generator generator, BiPredicate<Double, Double> first, String label) {
    Table table = generator.generate(500, 0, Rng.seed(3));
    NumericColumn x = (NumericColumn) table.column("x");
    NumericColumn y = (NumericColumn) table.column("y");
    for (int row = 0; row < table.rows(); row++) {
      assertThat(first.test(x.value(row), y.value(row)))
          .as("%s, %s", x.value(row), y.value(row))
          .isEqualTo(table.column("class").text(row).equals(label));
    }
  }

  @Test
  void withoutNoiseClassesAreWhatTheyAreSaidToBe() {
    assertClass(Generator.XOR, (x, y) -> x * y > 0, "same");
    assertClass(Generator.CIRCLES, (x, y) -> Math.hypot(x, y) < 0.65, "inner");
    assertClass(
        Generator.CHECKERBOARD,
        (x, y) -> Math.floorMod((int) (Math.floor(x) + Math.floor(y)), 2) == 0,
        "black");
    assertClass(
        Generator.MOONS, (x, y) -> Math.abs(Math.hypot(x, y) - 1) < 1e-9 && y >= 0, "upper");
  }

  @ParameterizedTest
  @CsvSource({
    // Worked out apart from the code, by the formula in the documentation.
    "0, 0, 9.932808",
    "2, 2, -13.862128",
    "-2, 2, -13.862128",
    "5, 5, 0",
    "0.2, -2.5, -13.154098"
  })
  void theSurfaceHasItsHeights(double x, double y, double height) {
    assertThat(Generator.surface(x, y)).isCloseTo(height, within(1e-6));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> Generator.XOR.generate(0, 0.1, Rng.seed(1)))
        .isInstanceOf(DataException.class)
        .hasMessage("a generated table has from 1 to 10,000,000 rows; 0 were asked for");
    assertThatThrownBy(() -> Generator.XOR.generate(10, -1, Rng.seed(1)))
        .hasMessage("noise is a standard deviation, at least 0; it was -1");
    assertThatThrownBy(() -> Generator.XOR.generate(10, Double.NaN, Rng.seed(1)))
        .hasMessage("noise is a standard deviation, at least 0; it was NaN");
  }
}
