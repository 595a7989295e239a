package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class PreprocessingJsonTest {
  private static final int ROWS = 300;
  private static final Table TABLE = table();

  private static Table table() {
    IntStream rows = IntStream.range(0, ROWS);
    Boolean[] truths = new Boolean[ROWS];
    Arrays.setAll(truths, row -> row % 3 == 0);
    return Table.of(
        Column.numeric("y", IntStream.range(0, ROWS).mapToDouble(row -> row * 0.1).toArray()),
        Column.numeric("plain", IntStream.range(0, ROWS).mapToDouble(Math::sin).toArray()),
        Column.numeric(
            "heavy", IntStream.range(0, ROWS).mapToDouble(row -> Math.exp(row / 20.0)).toArray()),
        Column.truth("truth", truths),
        Column.text(
            "few", rows.mapToObj(row -> row == 0 ? null : "t" + row % 3).toArray(String[]::new)),
        Column.text(
            "many",
            IntStream.range(0, ROWS).mapToObj(row -> "t" + row % 50).toArray(String[]::new)),
        new TemporalColumn(
            "day", TemporalColumn.Kind.DATE, IntStream.range(0, ROWS).asLongStream().toArray()));
  }

  private static Preprocessing preprocessing(String target) {
    Schema schema = Schema.infer(TABLE, SchemaOptions.target(target));
    return Preprocessing.fit(TABLE, IntStream.range(0, 200).toArray(), schema);
  }

  private static JsonNode throughText(ObjectNode json) {
    return JsonMapper.shared().readTree(json.toString());
  }

  @Test
  void whatIsReadBackEncodesToTheSameBits() {
    for (String target : List.of("y", "few")) {
      Preprocessing before = preprocessing(target);
      Preprocessing after = Preprocessing.fromJson(throughText(before.toJson()));
      assertThat(after.schema()).isEqualTo(before.schema());
      assertThat(after.names()).isEqualTo(before.names());
      assertThat(after.embeddings()).isEqualTo(before.embeddings());
      assertThat(after.targetScale()).isEqualTo(before.targetScale());
      assertThat(after.encode(TABLE).values()).containsExactly(before.encode(TABLE).values());
      assertThat(after.encode(TABLE).codes(0)).containsExactly(before.encode(TABLE).codes(0));
      assertThat(after.toJson()).isEqualTo(before.toJson());
    }
  }

  private static void assertRefused(String pointer, String field, JsonNode value, String message) {
    ObjectNode json = preprocessing("y").toJson();
    ((ObjectNode) json.at(pointer)).set(field, value);
    assertThatThrownBy(() -> Preprocessing.fromJson(json))
        .isInstanceOf(DataException.class)
        .hasMessage("model file: preprocessing." + message);
  }

  @Test
  void whatIsWrongIsNamed() {
    JsonNodeFactory make = JsonNodeFactory.instance;
    assertRefused(
        "/columns/0/scaling",
        "deviation",
        make.numberNode(-1),
        "columns[0].scaling.deviation must be a positive number, was -1");
    assertRefused(
        "/columns/0",
        "median",
        make.numberNode(Double.NaN),
        "columns[0].median must be a finite number");
    assertRefused(
        "/columns/0",
        "column",
        make.stringNode("other"),
        "columns[0].column must be plain, as in the schema, was other");
    assertRefused(
        "/columns/3",
        "commonest",
        make.numberNode(3),
        "columns[3].commonest must be a whole number from 0 to 2");
    assertRefused(
        "/columns/4",
        "others",
        make.booleanNode(false),
        "columns[4].others must be true, and levels known, as the column is embedded");
    assertRefused(
        "/columns/0/scaling",
        "kind",
        make.stringNode("clever"),
        "columns[0].scaling.kind is unknown: 'clever'");
    assertRefused("", "columns", make.objectNode(), "columns must be a list");
    assertRefused(
        "", "columns", make.arrayNode(), "columns must be 6, as many as the schema uses, were 0");
    assertRefused("", "target_scale", make.nullNode(), "target_scale must be an object");
    assertRefused("", "schema", make.stringNode("x"), "schema must be an object");
  }

  @Test
  void anySingleChangeEndsInAPreprocessingOrInOneLine() {
    ObjectNode whole = preprocessing("y").toJson();
    JsonNodeFactory make = JsonNodeFactory.instance;
    List<JsonNode> poisons =
        List.of(
            make.nullNode(),
            make.numberNode(-1),
            make.numberNode(1e308),
            make.numberNode(Double.NaN),
            make.stringNode(""),
            make.stringNode("plain"),
            make.booleanNode(false),
            make.arrayNode().add("a").add("a"),
            make.arrayNode().add(1),
            make.objectNode());
    int refused = 0;
    for (List<Object> path : paths(whole, List.of())) {
      for (JsonNode poison : poisons) {
        ObjectNode json = (ObjectNode) throughText(whole);
        set(json, path, poison);
        try {
          Preprocessing.fromJson(json).encode(TABLE);
        } catch (DataException expected) {
          refused++;
          assertThat(expected.getMessage()).doesNotContain("\n");
        }
      }
    }
    assertThat(refused).isGreaterThan(500);
  }

  private static List<List<Object>> paths(JsonNode node, List<Object> above) {
    List<List<Object>> paths = new ArrayList<>();
    if (!above.isEmpty()) {
      paths.add(above);
    }
    if (node instanceof ObjectNode object) {
      object
          .propertyNames()
          .forEach(name -> paths.addAll(paths(object.get(name), append(above, name))));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        paths.addAll(paths(array.get(i), append(above, i)));
      }
    }
    return paths;
  }

  private static List<Object> append(List<Object> path, Object last) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(last);
    return longer;
  }

  private static void set(JsonNode root, List<Object> path, JsonNode value) {
    JsonNode node = root;
    for (Object step : path.subList(0, path.size() - 1)) {
      node = step instanceof Integer i ? node.get(i) : node.get((String) step);
    }
    if (path.getLast() instanceof Integer i) {
      ((ArrayNode) node).set(i, value);
    } else {
      ((ObjectNode) node).set((String) path.getLast(), value);
    }
  }
}
