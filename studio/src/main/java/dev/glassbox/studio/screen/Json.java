package dev.glassbox.studio.screen;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON in and out, without NaN.
public final class Json {
  private static final int DEEPEST = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /// An empty object.
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// An empty list.
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /// A list of these numbers.
  public static ArrayNode array(double... values) {
    ArrayNode list = array();
    for (double value : values) {
      list.add(value);
    }
    return list;
  }

  /// A list of these texts.
  public static ArrayNode texts(List<String> values) {
    ArrayNode list = array();
    values.forEach(list::add);
    return list;
  }

  /// What a text says.
  ///
  /// @throws MistakeException if it is no JSON
  public static JsonNode read(byte[] text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw new MistakeException("the body is empty; send a JSON object");
      }
      return node;
    } catch (JacksonException wrong) {
      throw new MistakeException(
          "the body is not JSON: %s"
              .formatted(wrong.getOriginalMessage().lines().findFirst().orElse("")));
    }
  }

  /// The node as a text, with null for numbers that are not finite: JSON has no NaN.
  public static String text(JsonNode node) {
    if (isNoNumber(node)) {
      return "null";
    }
    clean(node);
    return MAPPER.writeValueAsString(node);
  }

  private static void clean(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (isNoNumber(field.getValue())) {
          field.setValue(JsonNodeFactory.instance.nullNode());
        } else {
          clean(field.getValue());
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (isNoNumber(array.get(i))) {
          array.setNull(i);
        } else {
          clean(array.get(i));
        }
      }
    }
  }

  private static boolean isNoNumber(JsonNode node) {
    return node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue());
  }
}
