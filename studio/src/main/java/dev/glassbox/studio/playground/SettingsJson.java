package dev.glassbox.studio.playground;

import dev.glassbox.data.DataException;
import dev.glassbox.nn.Activation;
import dev.glassbox.studio.run.Playback;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Settings as the page sends and shows them. What is not said is as it usually is.
public final class SettingsJson {
  static final int MOST_POINTS = 2000;
  private static final int USUAL_POINTS = 400;
  static final int MOST_ADDED = 500;
  static final int MOST_EDITS = 100;
  static final int MOST_LAYERS = 6;
  static final int WIDEST = 8;
  private static final String OWN = "own";
  private static final double FARTHEST = 100;

  private SettingsJson() {}

  /// Reads settings; what is not given is as usual.
  ///
  /// @throws MistakeException if a setting cannot be used
  public static Settings read(Arguments given) {
    return read(given, null);
  }

  /// Reads settings; what is not given is as usual.
  ///
  /// @param own the user's own table, if there is one
  /// @throws MistakeException if a setting cannot be used
  public static Settings read(Arguments given, @Nullable OwnTable own) {
    Source data = source(given, own);
    boolean isTable = data instanceof TablePoints;
    int most =
        data instanceof TablePoints rows ? Math.min(rows.complete(), MOST_POINTS) : MOST_POINTS;
    int wanted = given.integer("points", 10, MOST_POINTS, isTable ? most : USUAL_POINTS);
    int points = Math.min(wanted, most);
    return new Settings(
        data,
        points,
        given.number("noise", 0, 1, data.defaultNoise()),
        given.number("test", 0, 0.9, 0.3),
        added(given, data),
        removed(given, points),
        hidden(given),
        given.has("activation") ? given.choice("activation", Activation.class) : Activation.TANH,
        given.has("initialisation")
            ? given.choice("initialisation", Initialisation.class)
            : Initialisation.GLOROT_UNIFORM,
        loss(given, data),
        given.has("optimiser")
            ? given.choice("optimiser", OptimiserKind.class)
            : OptimiserKind.ADAM,
        given.number("rate", 0, 100, 0.02),
        given.integer("batch", 1, MOST_POINTS, 32),
        given.number("decay", 0, 10, 0),
        given.integer("seed", 0, Integer.MAX_VALUE, 42),
        edits(given),
        ChangeText.read(given));
  }

  private static Source source(Arguments given, @Nullable OwnTable own) {
    boolean wantsOwn = given.has("data") ? given.text("data", 40).equals(OWN) : own != null;
    if (!wantsOwn) {
      return given.has("data") ? given.choice("data", Dataset.class) : Dataset.SPIRALS;
    }
    if (own == null) {
      throw new MistakeException(
          "data: there is no table of your own; start the studio with: glassbox studio FILE"
              + " --target COLUMN");
    }
    List<String> columns =
        Stream.of("x1", "x2").filter(given::has).map(key -> given.text(key, 1000)).toList();
    try {
      return own.points(columns.isEmpty() ? own.usual() : columns);
    } catch (DataException unusable) {
      throw new MistakeException(String.valueOf(unusable.getMessage()));
    }
  }

  private static List<Point> added(Arguments given, Source data) {
    if (!given.has("added")) {
      return List.of();
    }
    List<double[]> rows = given.rows("added", MOST_ADDED, 3, -FARTHEST, FARTHEST);
    for (double[] row : rows) {
      boolean isClass = row[2] >= 0 && row[2] < data.classes() && row[2] == Math.rint(row[2]);
      if (data.classes() > 0 && !isClass) {
        throw new MistakeException(
            "added: a point of %s has a class from 0 to %d, was %s; clear your own points"
                .formatted(data.title(), data.classes() - 1, row[2]));
      }
    }
    return rows.stream().map(row -> new Point(row[0], row[1], row[2])).toList();
  }

  private static List<Integer> removed(Arguments given, int points) {
    return given.has("removed")
        ? IntStream.of(given.integers("removed", MOST_POINTS, 0, points - 1))
            .sorted()
            .distinct()
            .boxed()
            .toList()
        : List.of();
  }

  private static List<Edit> edits(Arguments given) {
    return given.has("edits")
        ? given.rows("edits", MOST_EDITS, 3, -FARTHEST, Playback.FARTHEST).stream()
            .map(row -> new Edit((int) row[0], (int) row[1], (float) row[2]))
            .toList()
        : List.of();
  }

  private static List<Integer> hidden(Arguments given) {
    return given.has("hidden")
        ? Arrays.stream(given.integers("hidden", MOST_LAYERS, 1, WIDEST)).boxed().toList()
        : List.of(8, 8);
  }

  private static LossKind loss(Arguments given, Source data) {
    boolean classes = data.classes() > 0;
    LossKind usual = classes ? LossKind.CROSS_ENTROPY : LossKind.SQUARED;
    LossKind loss = given.has("loss") ? given.choice("loss", LossKind.class) : usual;
    // Another kind of data asks for another loss; the page need not know which.
    return loss.isForClasses() == classes ? loss : usual;
  }

  /// All settings.
  public static ObjectNode write(Settings settings) {
    ObjectNode json =
        Json.object()
            .put("data", settings.data().title())
            .put("points", settings.points())
            .put("noise", settings.noise())
            .put("test", settings.testShare())
            .put("activation", settings.activation().title())
            .put("initialisation", name(settings.initialisation()))
            .put("loss", name(settings.loss()))
            .put("optimiser", name(settings.optimiser()))
            .put("rate", settings.rate())
            .put("batch", settings.batch())
            .put("decay", settings.decay())
            .put("seed", settings.seed())
            .put("changes", ChangeText.write(settings.changes()));
    if (settings.data() instanceof TablePoints rows) {
      for (int i = 0; i < rows.columns().size(); i++) {
        json.put("x" + (i + 1), rows.columns().get(i));
      }
    }
    ArrayNode hidden = json.putArray("hidden");
    settings.hidden().forEach(hidden::add);
    ArrayNode added = json.putArray("added");
    settings.added().forEach(point -> added.add(Json.array(point.x(), point.y(), point.target())));
    ArrayNode removed = json.putArray("removed");
    settings.removed().forEach(removed::add);
    ArrayNode edits = json.putArray("edits");
    settings
        .edits()
        .forEach(edit -> edits.add(Json.array(edit.step(), edit.index(), edit.value())));
    return json;
  }

  private static String name(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
