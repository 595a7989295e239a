package dev.glassbox.studio.playground;

import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Changes as the address has them: `rate:0.1`, `optimiser:sgd` or `batch:8`, and before each the
/// step, as in `120:rate:0.1;300:batch:8`.
public final class ChangeText {
  private static final int MOST = 100;
  private static final int LONGEST = 4000;

  private ChangeText() {}

  static List<Change> read(Arguments given) {
    if (!given.has("changes")) {
      return List.of();
    }
    String text = given.text("changes", LONGEST);
    if (text.isEmpty()) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    for (String part : text.split(";", -1)) {
      int colon = part.indexOf(':');
      if (colon < 0 || changes.size() == MOST) {
        throw new MistakeException(
            "changes must be at most %d such as 120:rate:0.1;300:batch:8, was '%s'"
                .formatted(MOST, text.length() <= 40 ? text : text.substring(0, 40) + "…"));
      }
      double step = number("changes", part.substring(0, colon));
      changes.add(
          read(
              new Arguments(Json.object().put("step", step))
                  .integer("step", 0, Integer.MAX_VALUE - 1),
              part.substring(colon + 1)));
    }
    return changes;
  }

  /// A change without its step.
  ///
  /// @throws MistakeException if there is no such change
  public static Change read(int step, String text) {
    int colon = Math.max(0, text.indexOf(':'));
    String name = text.substring(0, colon);
    String value = text.substring(Math.min(text.length(), colon + 1));
    return switch (name) {
      case "rate" ->
          new Change.Rate(
              step,
              new Arguments(Json.object().put(name, number(name, value))).number(name, 0, 100));
      case "optimiser" ->
          new Change.Optimiser(
              step,
              new Arguments(Json.object().put(name, value)).choice(name, OptimiserKind.class));
      case "batch" ->
          new Change.Batch(
              step,
              new Arguments(Json.object().put(name, number(name, value)))
                  .integer(name, 1, SettingsJson.MOST_POINTS));
      default ->
          throw new MistakeException(
              "there is no change '%s'; choose one such as rate:0.1, optimiser:sgd or batch:8"
                  .formatted(text.length() <= 40 ? text : text.substring(0, 40) + "…"));
    };
  }

  /// The number that a text says.
  ///
  /// @param name what it is for, in the message
  /// @throws MistakeException if it says none
  public static double number(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException none) {
      throw new MistakeException(
          "%s must be a number, was '%s'"
              .formatted(name, text.length() <= 40 ? text : text.substring(0, 40) + "…"));
    }
  }

  static String write(List<Change> changes) {
    return changes.stream()
        .map(change -> change.step() + ":" + write(change))
        .collect(Collectors.joining(";"));
  }

  /// A change without its step.
  public static String write(Change change) {
    return switch (change) {
      case Change.Rate(int _, double rate) -> "rate:" + rate;
      case Change.Optimiser(int _, OptimiserKind optimiser) ->
          "optimiser:" + optimiser.name().toLowerCase(Locale.ROOT);
      case Change.Batch(int _, int batch) -> "batch:" + batch;
    };
  }
}
