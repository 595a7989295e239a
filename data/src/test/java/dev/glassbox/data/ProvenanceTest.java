package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class ProvenanceTest {
  private static Provenance provenance(
      Map<String, Map<String, Double>> scores, Map<String, String> versions) {
    return new Provenance(
        "data.csv",
        "ab12",
        100,
        "normal",
        20,
        7,
        true,
        Long.MIN_VALUE,
        Map.of("batch", "16"),
        scores,
        versions);
  }

  @Test
  void itIsTheSameAfterAWayThroughJson() {
    Provenance before =
        provenance(
            Map.of("train", Map.of("accuracy", 0.1 + 0.2), "test", Map.of("accuracy", 1e-17)),
            Map.of("java", "25"));

    assertThat(Provenance.fromJson(before.toJson())).isEqualTo(before);
  }

  @Test
  void versionsStandInOneOrderHoweverTheyWereGiven() {
    // An immutable map of the JDK, say, has another order in every run.
    Map<String, String> given = new LinkedHashMap<>();
    given.put("java", "25");
    given.put("glassbox", "1");
    given.put("other", "2");

    assertThat(provenance(Map.of(), given).toJson().get("versions").propertyNames())
        .containsExactly("glassbox", "java", "other");
  }

  @Test
  void aFigureThatIsNotDefinedIsLeftOutOfTheFile() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("rmse", 2.0);
    figures.put("r2", Double.NaN);
    Provenance read = Provenance.fromJson(provenance(Map.of("test", figures), Map.of()).toJson());

    assertThat(read.scores()).isEqualTo(Map.of("test", Map.of("rmse", 2.0)));
  }

  @Test
  void laterChangesToTheMapsDoNotShow() {
    Map<String, String> versions = new HashMap<>(Map.of("java", "25"));
    Provenance provenance = provenance(Map.of(), versions);
    versions.put("java", "26");

    assertThat(provenance.versions()).containsEntry("java", "25");
    assertThatThrownBy(() -> provenance.settings().put("batch", "17"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatIsNoProvenanceIsRefused() {
    for (String field :
        List.of("source", "rows", "regime", "refitted", "seed", "settings", "scores", "versions")) {
      ObjectNode json = provenance(Map.of(), Map.of()).toJson();
      json.put(field, -0.5);
      assertThatThrownBy(() -> Provenance.fromJson(json))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("model file: provenance." + field + " must be ");
    }
    ObjectNode json = provenance(Map.of(), Map.of()).toJson();
    json.put("seed", "twelve");
    assertThatThrownBy(() -> Provenance.fromJson(json))
        .isInstanceOf(DataException.class)
        .hasMessage("model file: provenance.seed must be a whole number in quotes");
  }
}
