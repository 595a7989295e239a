package dev.glassbox.studio.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The arguments of a command, each checked as it is read: they come from an address that anyone
/// may have written.
///
/// @param object the JSON object that holds them
public record Arguments(JsonNode object) {
  /// Checks that it is an object.
  ///
  /// @throws MistakeException if it is anything else
  public Arguments {
    if (!object.isObject()) {
      throw new MistakeException("arguments must be a JSON object, such as {\"step\": 3}");
    }
  }

  /// Whether there is an argument of this name that is not null.
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  private JsonNode required(String name) {
    if (!has(name)) {
      throw new MistakeException("%s is missing; give it".formatted(name));
    }
    return object.get(name);
  }

  /// A finite number from `low` to `high`.
  public double number(String name, double low, double high) {
    return number(name, required(name), low, high);
  }

  /// The same, or a number to take where there is none.
  public double number(String name, double low, double high, double otherwise) {
    return has(name) ? number(name, low, high) : otherwise;
  }

  private static double number(String name, JsonNode node, double low, double high) {
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!(value >= low && value <= high)) {
      throw new MistakeException(
          "%s must be a number from %s to %s, was %s"
              .formatted(name, plain(low), plain(high), shortened(node)));
    }
    return value;
  }

  /// A whole number from `low` to `high`.
  public int integer(String name, int low, int high) {
    return whole(name, required(name), low, high);
  }

  /// The same, or a number to take where there is none.
  public int integer(String name, int low, int high, int otherwise) {
    return has(name) ? integer(name, low, high) : otherwise;
  }

  private static int whole(String name, JsonNode node, int low, int high) {
    double value = number(name, node, low, high);
    if (value != Math.rint(value)) {
      throw new MistakeException(
          "%s must be a whole number, was %s".formatted(name, shortened(node)));
    }
    return (int) value;
  }

  /// A text of at most so many characters.
  public String text(String name, int longest) {
    JsonNode node = required(name);
    if (!node.isString() || node.stringValue().length() > longest) {
      throw new MistakeException(
          "%s must be a text of at most %d characters, was %s"
              .formatted(name, longest, shortened(node)));
    }
    return node.stringValue();
  }

  /// Whether an argument is true.
  public boolean flag(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    JsonNode node = required(name);
    if (!node.isBoolean()) {
      throw new MistakeException(
          "%s must be true or false, was %s".formatted(name, shortened(node)));
    }
    return node.booleanValue();
  }

  /// One of an enum's names, written in lower case with underscores.
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    String text = text(name, 40);
    return Stream.of(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new MistakeException(
                    "%s: there is no '%s'; choose one of %s"
                        .formatted(
                            name,
                            text,
                            Stream.of(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(java.util.Locale.ROOT))
                                .collect(Collectors.joining(", ")))));
  }

  /// A list of whole numbers, each from `low` to `high`.
  public int[] integers(String name, int most, int low, int high) {
    JsonNode list = list(name, most);
    return IntStream.range(0, list.size())
        .map(i -> whole("%s[%d]".formatted(name, i), list.get(i), low, high))
        .toArray();
  }

  /// A list of finite numbers, each from `low` to `high`.
  public double[] numbers(String name, int most, double low, double high) {
    JsonNode list = list(name, most);
    return IntStream.range(0, list.size())
        .mapToDouble(i -> number("%s[%d]".formatted(name, i), list.get(i), low, high))
        .toArray();
  }

  /// A list of lists of so many finite numbers each, such as points.
  public List<double[]> rows(String name, int most, int columns, double low, double high) {
    JsonNode list = list(name, most);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode row = list.get(i);
      if (!row.isArray() || row.size() != columns) {
        throw new MistakeException(
            "%s[%d] must be a list of %d numbers, was %s"
                .formatted(name, i, columns, shortened(row)));
      }
      double[] numbers = new double[columns];
      for (int j = 0; j < columns; j++) {
        numbers[j] = number("%s[%d][%d]".formatted(name, i, j), row.get(j), low, high);
      }
      rows.add(numbers);
    }
    return rows;
  }

  private JsonNode list(String name, int most) {
    JsonNode node = required(name);
    if (!node.isArray() || node.size() > most) {
      throw new MistakeException(
          "%s must be a list of at most %d elements, was %s"
              .formatted(name, most, shortened(node)));
    }
    return node;
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
