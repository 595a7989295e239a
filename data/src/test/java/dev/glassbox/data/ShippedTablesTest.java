package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables in the folder of this module, and what is made of them.
final class ShippedTablesTest {
  private static Table table(String name) {
    Path here = Path.of(name + ".csv");
    return Table.read((Files.exists(here) ? here : Path.of("data").resolve(here)).toString());
  }

  private static Schema schema(String name, String target) {
    return Schema.infer(table(name), SchemaOptions.target(target));
  }

  private static List<String> plans(Schema schema) {
    return schema.features().stream().map(f -> f.column() + ": " + f.plan()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "penguins,344,7,19,species,3",
    "iris,150,5,0,species,3",
    "wine,178,14,0,class,3",
    "breast-cancer,569,31,0,diagnosis,2",
    "digits,1797,65,0,digit,10",
    "cars,406,9,14,origin,3"
  })
  void eachHoldsWhatItsReadmeSays(
      String name, int rows, int columns, int missing, String target, int classes) {
    Table table = table(name);
    assertThat(table.rows()).isEqualTo(rows);
    assertThat(table.columns()).hasSize(columns);
    assertThat(table.columns().stream().mapToInt(Column::missing).sum()).isEqualTo(missing);
    assertThat(((Target.Classes) schema(name, target).target()).labels()).hasSize(classes);
  }

  @Test
  void penguins() {
    assertThat(plans(schema("penguins", "species")))
        .containsExactly(
            "island: 3 texts, one column each",
            "beak_length_mm: numbers, 2 missing, scaled",
            "beak_depth_mm: numbers, 2 missing, scaled",
            "flipper_length_mm: numbers, 2 missing, scaled",
            "body_mass_g: numbers, 2 missing, scaled",
            "sex: 2 texts, 11 missing, one column each");
  }

  @Test
  void irisKeepsAllItsColumns() {
    assertThat(schema("iris", "species").used()).hasSize(4);
  }

  @Test
  void cars() {
    Schema schema = schema("cars", "miles_per_gallon");
    assertThat(schema.target())
        .isEqualTo(new Target.Quantity("miles_per_gallon", "a number, from 9 to 46.6"));
    assertThat(schema.notes())
        .containsExactly("8 of 406 rows are left out, as they have no miles_per_gallon");
    assertThat(plans(schema))
        .containsExactly(
            "name: left out: 304 texts in 398 rows, too rare each to learn from",
            "cylinders: numbers, scaled",
            "displacement: numbers, scaled",
            "horsepower: numbers, 6 missing, scaled",
            "weight_lb: numbers, scaled",
            "acceleration: numbers, scaled",
            "year: numbers, scaled",
            "origin: 3 texts, one column each");
  }

  @Test
  void digitsAreTenClasses() {
    Schema schema = schema("digits", "digit");
    assertThat(schema.target().plan())
        .isEqualTo(
            "10 classes: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9"
                + " (whole numbers that come often; --task regress predicts a number instead)");
    assertThat(schema.used()).hasSize(61); // three pixels in the corners and edges are never inked
  }
}
