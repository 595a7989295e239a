package dev.glassbox.studio.layers;

import dev.glassbox.studio.run.Beside;
import dev.glassbox.studio.run.Beside.Piece;
import dev.glassbox.studio.run.Observed;
import dev.glassbox.studio.run.Recipe;
import dev.glassbox.studio.run.Runs;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The layers of a network through a training. Every command may name a `run`.
///
/// - `map`: for each layer and many steps gradient norm, mean and spread of the activations, share
///   of dead or saturated units, weight norm and update ratio. They are computed bit by bit, as
///   long as somebody asks.
/// - `layer` number `layer` at `step`: histograms of its weights, their gradients and its
///   activations, and its weights as a picture.
/// - `starts`: the same network from zero, constant, Xavier and He, `steps` long.
public final class LayersScreen implements Screen, AutoCloseable {
  private static final long ASKED_NANOS = 3_000_000_000L;
  private static final int MOST_MAPS = 4;
  private static final int MOST_STEPS = 1000;

  private final Runs runs;
  private final Beside beside = new Beside("layers", this::work);

  private static final class Asked {
    final LayerMap map;
    long last;

    Asked(LayerMap map) {
      this.map = map;
    }
  }

  // Both under the lock of `maps`.
  private final Map<Observed, Asked> maps = new LinkedHashMap<>();
  private @Nullable Compared compared;

  private record Compared(Observed run, int number, int steps, ObjectNode answer) {}

  /// @param runs the trainings that can be looked into
  public LayersScreen(Runs runs) {
    this.runs = runs;
  }

  @Override
  public String name() {
    return "layers";
  }

  @Override
  public JsonNode command(String command, JsonNode arguments) {
    Arguments given = new Arguments(arguments);
    return switch (command) {
      case "map" -> map(given);
      case "layer" -> layer(given);
      case "starts" -> starts(given);
      default -> throw MistakeException.unknownCommand(this, command, "map, layer and starts");
    };
  }

  private LayerMap mapOf(Observed run) {
    Subject subject = run.subject();
    if (subject.training().rows() == 0) {
      throw new MistakeException("this training has no rows to look at the layers with");
    }
    synchronized (maps) {
      Asked asked = maps.get(run);
      if (asked == null || asked.map.number() != subject.number()) {
        asked = new Asked(new LayerMap(run, subject));
        maps.remove(run);
        maps.put(run, asked);
        if (maps.size() > MOST_MAPS) {
          maps.remove(maps.keySet().iterator().next());
        }
      }
      asked.last = System.nanoTime();
      return asked.map;
    }
  }

  /// Computes one more step of a training that somebody looks at.
  private Piece work() {
    List<LayerMap> wanted = new ArrayList<>();
    synchronized (maps) {
      for (Asked asked : maps.values()) {
        if (System.nanoTime() - asked.last < ASKED_NANOS) {
          wanted.add(asked.map);
        }
      }
    }
    for (LayerMap map : wanted) {
      Piece piece = map.next();
      if (piece != Piece.NONE) {
        return piece;
      }
    }
    return Piece.NONE;
  }

  private ObjectNode map(Arguments given) {
    Observed run = runs.of(given);
    LayerMap map = mapOf(run);
    beside.wake();
    return LayersJson.map(run.subject(), map);
  }

  private ObjectNode layer(Arguments given) {
    Observed run = runs.of(given);
    LayerMap map = mapOf(run);
    int layer = given.integer("layer", 0, map.gaze().layers().size() - 1);
    var snapshot = run.at(given.integer("step", 0, Integer.MAX_VALUE));
    if (run.subject().number() != map.number()) {
      throw new MistakeException("another training has begun; ask again");
    }
    return LayersJson.layer(map, snapshot, layer);
  }

  private ObjectNode starts(Arguments given) {
    Observed run = runs.of(given);
    Subject subject = run.subject();
    int steps = given.integer("steps", 1, MOST_STEPS, 100);
    String obstacle = Starts.obstacle(subject);
    if (!obstacle.isEmpty() || subject.training().rows() == 0) {
      return Json.object().put("why", obstacle.isEmpty() ? "there are no rows" : obstacle);
    }
    synchronized (maps) {
      Compared last = compared;
      if (last != null
          && last.run.equals(run)
          && last.number == subject.number()
          && last.steps == steps) {
        return last.answer.deepCopy();
      }
    }
    Recipe recipe = run.recipe().orElse(Starts.USUAL);
    ObjectNode answer =
        LayersJson.starts(Starts.of(subject, recipe, steps), subject, recipe, run.recipe());
    synchronized (maps) {
      compared = new Compared(run, subject.number(), steps, answer);
    }
    return answer.deepCopy();
  }

  /// Ends looking.
  @Override
  public void close() {
    beside.close();
  }
}
