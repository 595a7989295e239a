package dev.glassbox.studio.descent;

import static dev.glassbox.studio.screen.Json.array;

import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Descent. All state comes with the command.
///
/// - `landscape` of `landscape` on a grid of `size`: heights, formula, minimum, start and window.
/// - `grid` of `landscape` from `start` with each of `rates`, by `method` with `momentum`, for
///   `steps`: the paths, which of them diverge, and the limit.
/// - `race` on `landscape` from `start`, or on the moons if it is `moons`, for `steps`: all seven
///   methods, each at its one of `rates` or, without them, at the one that suits it best.
/// - `java` of what either of them takes: a program that walks the same ways.
public final class DescentScreen implements Screen {
  private static final int LARGEST_GRID = 141;
  private static final int MOST_RATES = 12;
  private static final int MOST_STEPS = 500;
  private static final int STEPS_TO_JUDGE = 1000;
  private static final double HIGHEST_RATE = 100;
  private static final double FARTHEST = 1000;
  private static final int MOST_REMEMBERED = 200;
  private static final String MOONS = "moons";

  private final Moons moons = new Moons();

  /// The best rates are worth remembering: they take hundreds of runs.
  private final Map<String, double[]> bestRates = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "descent";
  }

  @Override
  public JsonNode command(String command, JsonNode arguments) {
    Arguments given = new Arguments(arguments);
    return switch (command) {
      case "landscape" -> landscape(given);
      case "grid" -> grid(given);
      case "race" -> race(given);
      case "java" -> object().put("java", java(given));
      default ->
          throw MistakeException.unknownCommand(this, command, "landscape, grid, race and java");
    };
  }

  private static ObjectNode object() {
    return Json.object();
  }

  private static ObjectNode landscape(Arguments given) {
    Landscape landscape = given.choice("landscape", Landscape.class);
    int size = given.integer("size", 2, LARGEST_GRID);
    ObjectNode json = object();
    json.put("formula", landscape.formula());
    json.set("window", array(landscape.window()));
    json.set("minimum", array(landscape.minimum()));
    json.put("least", landscape.height(landscape.minimum()));
    json.set("start", array(landscape.start()));
    json.set("curvatures", array(landscape.curvatures(landscape.minimum())));
    json.put("size", size);
    json.set("heights", array(landscape.heights(size)));
    return json;
  }

  private static double[] start(Arguments given) {
    double[] start = given.numbers("start", 2, -FARTHEST, FARTHEST);
    if (start.length != 2) {
      throw new MistakeException("start must be two numbers, x and y");
    }
    return start;
  }

  private static ObjectNode grid(Arguments given) {
    Landscape landscape = given.choice("landscape", Landscape.class);
    Method method = given.choice("method", Method.class);
    double momentum = given.number("momentum", 0, 0.999);
    double[] start = start(given);
    int steps = given.integer("steps", 1, MOST_STEPS);
    Task task = Task.on(landscape, start);
    double curvature = landscape.curvatures(landscape.minimum())[1];
    ObjectNode json = object();
    json.put("curvature", curvature);
    method.limit(momentum).ifPresent(limit -> json.put("limit", limit / curvature));
    json.put("height", landscape.height(start));
    json.set("gradient", array(landscape.gradient(start)));
    ArrayNode walks = json.putArray("walks");
    for (double rate : given.numbers("rates", MOST_RATES, 0, HIGHEST_RATE)) {
      Walk walk = Walk.of(task, method, rate, momentum, steps);
      Walk far = Walk.of(task, method, rate, momentum, STEPS_TO_JUDGE);
      ObjectNode one = walks.addObject();
      one.put("rate", rate);
      // A little before the limit the steps to be seen do not show what becomes of them.
      one.put("diverges", !(far.heights().getLast() < far.heights().getFirst()));
      one.set("heights", heights(walk));
      one.set("places", places(walk));
    }
    return json;
  }

  private String java(Arguments given) {
    int steps = given.integer("steps", 1, MOST_STEPS);
    boolean isGrid = given.has("method");
    boolean onMoons = !isGrid && given.text("landscape", 40).equals(MOONS);
    if (onMoons) {
      return JavaProgram.ofMoons(steps, JavaProgram.race(rates(given, moons, steps)));
    }
    Landscape landscape = given.choice("landscape", Landscape.class);
    double[] start = start(given);
    var ways =
        isGrid
            ? JavaProgram.ways(
                given.choice("method", Method.class),
                given.number("momentum", 0, 0.999),
                given.numbers("rates", MOST_RATES, 0, HIGHEST_RATE))
            : JavaProgram.race(rates(given, Task.on(landscape, start), steps));
    return JavaProgram.of(landscape, start, steps, ways);
  }

  /// The rates that are given, or the best.
  private double[] rates(Arguments given, Task task, int steps) {
    double[] rates =
        given.has("rates")
            ? given.numbers("rates", Method.values().length, 0, HIGHEST_RATE)
            : bestRates(task, steps);
    if (rates.length != Method.values().length) {
      throw new MistakeException(
          "rates must be %d numbers, one a method".formatted(Method.values().length));
    }
    return rates;
  }

  private static ArrayNode heights(Walk walk) {
    return array(walk.heights().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static ArrayNode places(Walk walk) {
    ArrayNode places = Json.array();
    walk.places().forEach(place -> places.add(array(place)));
    return places;
  }

  private ObjectNode race(Arguments given) {
    int steps = given.integer("steps", 1, MOST_STEPS);
    boolean onMoons = given.text("landscape", 40).equals(MOONS);
    Task task = onMoons ? moons : Task.on(given.choice("landscape", Landscape.class), start(given));
    double[] rates = rates(given, task, steps);
    ObjectNode json = object();
    json.put("least", task.least());
    ArrayNode runs = json.putArray("runs");
    for (Method method : Method.values()) {
      double rate = rates[runs.size()];
      Walk walk = Walk.of(task, method, rate, Method.MOMENTUM_IN_RACE, steps);
      ObjectNode one = runs.addObject();
      one.put("method", method.name().toLowerCase(Locale.ROOT));
      one.put("title", method.title());
      one.put("rate", rate);
      one.put("finish", walk.stepsToFinish(task.least()));
      one.set("heights", heights(walk));
      if (!onMoons) {
        one.set("places", places(walk));
      }
      ArrayNode list = one.putArray("steps");
      for (Walk.Step step : walk.steps()) {
        list.add(onMoons ? summary(step) : step(step));
      }
    }
    return json;
  }

  private double[] bestRates(Task task, int steps) {
    if (bestRates.size() > MOST_REMEMBERED) {
      bestRates.clear();
    }
    return bestRates.computeIfAbsent(
        task + " " + steps,
        _ ->
            Arrays.stream(Method.values())
                .mapToDouble(method -> Race.bestRate(task, method, steps))
                .toArray());
  }

  private static ObjectNode step(Walk.Step step) {
    ObjectNode json = object();
    json.set("gradient", array(step.gradient()));
    json.set("direction", array(step.direction()));
    json.set("scale", array(step.scale()));
    ObjectNode memory = json.putObject("memory");
    step.memory().forEach((letter, numbers) -> memory.set(letter, array(numbers)));
    return json;
  }

  /// Of many parameters the lengths, and the least, middle and greatest scale.
  private static ObjectNode summary(Walk.Step step) {
    double[] sorted = Arrays.stream(step.scale()).sorted().toArray();
    ObjectNode json = object();
    json.put("gradient", length(step.gradient()));
    json.put("direction", length(step.direction()));
    json.set("scale", array(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]));
    return json;
  }

  private static double length(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
  }
}
