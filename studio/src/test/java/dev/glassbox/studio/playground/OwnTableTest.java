package dev.glassbox.studio.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.data.DataException;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.tensor.Rng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnTableTest {
  static final String PENGUINS = "../data/penguins.csv";

  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("own.csv"), text).toString();
  }

  /// Rows `i, 2i, label` with so many labels in turn.
  private String classes(int count) throws IOException {
    return file(
        IntStream.range(0, 10 * count)
            .mapToObj(i -> "%d.5,%d,c%d".formatted(i, 2 * i * i, i % count))
            .collect(Collectors.joining("\n", "a,b,label\n", "\n")));
  }

  @Test
  void theFirstTwoColumnsOfNumbersAreTheUsualOnes() {
    OwnTable own = OwnTable.read(PENGUINS, "species");
    assertThat(own.usual()).containsExactly("beak_length_mm", "beak_depth_mm");
    TablePoints rows = own.points(own.usual());
    assertThat(rows.labels()).containsExactly("Adelie", "Chinstrap", "Gentoo");
    // 344 penguins, of which two were not measured.
    assertThat(rows.complete()).isEqualTo(342);
  }

  @Test
  void numbersAreStandardisedAndAxesLeadBackToTheTablesOwnUnit() throws IOException {
    // 1, 2, …, 10: the mean is 5.5, the variance (10² − 1) / 12.
    String table =
        file(
            IntStream.rangeClosed(1, 10)
                .mapToObj(i -> "%d,%d".formatted(i, 100 - i))
                .collect(Collectors.joining("\n", "a,b\n", "\n,7\n3,\n4,nan\n")));
    TablePoints rows = OwnTable.read(table, "b").points(List.of("a"));
    assertThat(rows.complete()).isEqualTo(10);
    Axis axis = rows.axes().getFirst();
    assertThat(axis.middle()).isEqualTo(5.5);
    assertThat(axis.scale()).isCloseTo(Math.sqrt(8.25), within(1e-12));
    List<Point> points = rows.points(2000, 0, Rng.seed(1));
    assertThat(points).hasSize(10);
    assertThat(points.getFirst().x()).isCloseTo(-4.5 / Math.sqrt(8.25), within(1e-12));
    assertThat(points.getFirst().target()).isCloseTo(4.5 / Math.sqrt(8.25), within(1e-12));
    assertThat(rows.value().value(points.getLast().target())).isCloseTo(90, within(1e-9));
    assertThat(rows.side()).isCloseTo(1.05 * 4.5 / Math.sqrt(8.25), within(1e-12));
  }

  @Test
  void aSeedDrawsAsManyRowsAsAreWanted() {
    TablePoints rows =
        OwnTable.read(PENGUINS, "species").points(List.of("body_mass_g", "beak_depth_mm"));
    List<Point> some = rows.points(50, 0, Rng.seed(7));
    assertThat(some).hasSize(50).isEqualTo(rows.points(50, 0, Rng.seed(7)));
    assertThat(some).isNotEqualTo(rows.points(50, 0, Rng.seed(8)));
    assertThat(rows.points(2000, 0, Rng.seed(7))).containsAll(some);
  }

  @Test
  void aWrongColumnIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> OwnTable.read(PENGUINS, "specis"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column specis to predict; did you mean species?");
    OwnTable own = OwnTable.read(PENGUINS, "species");
    assertThatThrownBy(() -> own.points(List.of("beak_lenght_mm", "body_mass_g")))
        .hasMessageContaining("did you mean beak_length_mm?");
    assertThatThrownBy(() -> own.points(List.of("island", "body_mass_g")))
        .hasMessageContaining("no column island of numbers to learn from");
    assertThatThrownBy(() -> own.points(List.of("body_mass_g", "body_mass_g")))
        .hasMessageContaining("given twice");
    assertThatThrownBy(() -> own.points(List.of("body_mass_g")))
        .hasMessageContaining("two columns are needed");
  }

  @Test
  void tablesThatDoNotSuitAreMistakesInOneLine() throws IOException {
    OwnTable.read(classes(8), "label");
    refused(classes(9), "label", "9 classes, and the playground tells 8 apart at most");
    refused(file("a,b\n"), "b", "");
    refused(file(""), "b", "");
    String texts =
        IntStream.range(0, 40)
            .mapToObj(i -> "t%d,%s".formatted(i % 4, i % 3 == 0 ? "yes" : "no"))
            .collect(Collectors.joining("\n", "a,b\n", "\n"));
    refused(file(texts), "b", "no column of numbers to learn b from");
    String one =
        IntStream.range(0, 40)
            .mapToObj(i -> "%d.5,%s".formatted(i, i % 3 == 0 ? "yes" : "no"))
            .collect(Collectors.joining("\n", "a,b\n", "\n"));
    refused(file(one), "b", "one column of numbers, a, to learn b from");
    String gaps =
        IntStream.range(0, 40)
            .mapToObj(i -> (i % 2 == 0 ? "%d.5,,%d" : ",%d.5,%d").formatted(i, i * i))
            .collect(Collectors.joining("\n", "a,b,c\n", "\n"));
    refused(file(gaps), "c", "0 of 40 rows have a, b, c");
  }

  private static void refused(String source, String target, String why) {
    assertThatThrownBy(() -> OwnTable.read(source, target))
        .isInstanceOf(DataException.class)
        .message()
        .contains(why)
        .doesNotContain("\n");
  }

  @Test
  void thePageCanChooseColumnsAndNothingElse() {
    OwnTable own = OwnTable.read(PENGUINS, "body_mass_g");
    assertThat(RunTest.settings("{}", own).data()).isEqualTo(own.points(own.usual()));
    Settings curve = RunTest.settings("{\"data\": \"own\", \"x1\": \"flipper_length_mm\"}", own);
    assertThat(curve.data().inputs()).isEqualTo(1);
    assertThat(curve.points()).isEqualTo(342);
    assertThat(SettingsJson.read(arguments(curve), own)).isEqualTo(curve);
    assertThatThrownBy(() -> RunTest.settings("{\"x1\": \"/etc/passwd\"}", own))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("no column /etc/passwd");
    assertThatThrownBy(() -> RunTest.settings("{\"data\": \"own\"}"))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("glassbox studio FILE --target COLUMN");
  }

  private static dev.glassbox.studio.screen.Arguments arguments(Settings settings) {
    return new dev.glassbox.studio.screen.Arguments(SettingsJson.write(settings));
  }
}
