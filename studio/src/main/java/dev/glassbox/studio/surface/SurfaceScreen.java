package dev.glassbox.studio.surface;

import dev.glassbox.studio.run.Beside;
import dev.glassbox.studio.run.Beside.Piece;
import dev.glassbox.studio.run.Observed;
import dev.glassbox.studio.run.Runs;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The loss around the weights of a step. Every command may name a `run`; what is asked is the
/// `plane` (`random` with a `seed`, or `path`), the `centre` step, the last step of the path
/// `until`, and the `zoom`.
///
/// - `surface`: what is known by now. It is computed as long as somebody asks, coarse to fine, and
///   the losses come along if they are finer than the level that one `has`.
/// - `at`: the loss at the place `x`, `y` of the same plane.
public final class SurfaceScreen implements Screen, AutoCloseable {
  private static final long ASKED_NANOS = 3_000_000_000L;
  private static final long SLICE_NANOS = 8_000_000;
  private static final int MOST_SURFACES = 4;
  private static final double FARTHEST = 1e9;

  private final Runs runs;
  private final Beside beside = new Beside("surface", this::work);

  // Under its own lock; the one asked for last comes last.
  private final Map<Surface.Question, Asked> surfaces = new LinkedHashMap<>();

  private static final class Asked {
    final Observed run;
    final Surface.Question question;
    final Surface surface;
    long last;
    int head = -1;

    Asked(Observed run, Surface.Question question, Surface surface) {
      this.run = run;
      this.question = question;
      this.surface = surface;
    }
  }

  /// @param runs the trainings that can be looked into
  public SurfaceScreen(Runs runs) {
    this.runs = runs;
  }

  @Override
  public String name() {
    return "surface";
  }

  @Override
  public JsonNode command(String command, JsonNode arguments) {
    Arguments given = new Arguments(arguments);
    return switch (command) {
      case "surface" -> surface(given);
      case "at" -> at(given);
      default -> throw MistakeException.unknownCommand(this, command, "surface and at");
    };
  }

  /// The surface that is asked for, begun if it is not there.
  private Asked asked(Arguments given) {
    Observed run = runs.of(given);
    Subject subject = run.subject();
    if (subject.training().rows() == 0) {
      throw new MistakeException("this training has no rows to compute a loss on");
    }
    int[] kept = run.steps();
    int head = kept[kept.length - 1];
    int until = Math.min(head, given.integer("until", 0, Integer.MAX_VALUE, head));
    int centre = Math.min(head, given.integer("centre", 0, Integer.MAX_VALUE, until));
    Surface.Question question =
        new Surface.Question(
            subject.number(),
            given.has("plane") ? given.choice("plane", Surface.Kind.class) : Surface.Kind.PATH,
            run.at(centre).step(),
            run.at(until).step(),
            given.integer("seed", 0, Integer.MAX_VALUE, 1),
            given.number("zoom", 1e-3, 1e3, 1));
    synchronized (surfaces) {
      Asked there = surfaces.remove(question);
      if (there == null || !there.run.equals(run)) {
        there = new Asked(run, question, new Surface(question, run, subject));
        if (run.subject().number() != subject.number()) {
          throw new MistakeException("another training has begun; ask again");
        }
      }
      surfaces.put(question, there);
      if (surfaces.size() > MOST_SURFACES) {
        surfaces.remove(surfaces.keySet().iterator().next());
      }
      there.last = System.nanoTime();
      return there;
    }
  }

  private Piece work() {
    Asked asked = newest();
    if (asked == null) {
      return Piece.NONE;
    }
    int[] kept = asked.run.steps();
    int head = kept[kept.length - 1];
    boolean isTraining = asked.head >= 0 && head != asked.head;
    asked.head = head;
    synchronized (asked.surface) {
      if (!asked.surface.isDone()) {
        asked.surface.work(SLICE_NANOS);
      }
    }
    return isTraining ? Piece.WHILE_TRAINING : Piece.WHILE_IDLE;
  }

  /// What was asked for last and is not done.
  private @Nullable Asked newest() {
    synchronized (surfaces) {
      Asked newest = null;
      for (Asked asked : surfaces.values()) {
        boolean isWanted = System.nanoTime() - asked.last < ASKED_NANOS;
        synchronized (asked.surface) {
          newest = isWanted && !asked.surface.isDone() ? asked : newest;
        }
      }
      return newest;
    }
  }

  private ObjectNode surface(Arguments given) {
    Asked asked = asked(given);
    beside.wake();
    int[] kept = asked.run.steps();
    ObjectNode json = Json.object().put("head", kept[kept.length - 1]);
    json.put("training", asked.question.number());
    json.put("centre", asked.question.centre()).put("until", asked.question.until());
    json.put("title", asked.run.subject().title());
    json.put("of", asked.run.subject().training().rows());
    synchronized (asked.surface) {
      tell(json, asked.surface, given.integer("has", 0, Surface.SIDES.length, 0));
    }
    return json;
  }

  private static void tell(ObjectNode json, Surface surface, int has) {
    json.put("done", surface.isDone());
    json.put("level", surface.level());
    json.put("rows", surface.rows());
    json.put("centreLoss", surface.centreLoss());
    json.set("window", Json.array(surface.window()));
    json.set("shares", Json.array(surface.plane().shares()));
    ArrayNode steps = json.putArray("steps");
    for (int step : surface.steps()) {
      steps.add(step);
    }
    ArrayNode places = json.putArray("places");
    surface.places().forEach(p -> places.add(Json.array(p.x(), p.y(), p.distance())));
    json.set("pathLosses", Json.array(surface.pathLosses()));
    if (surface.level() > has) {
      json.put("side", Surface.SIDES[surface.level() - 1]);
      json.set("losses", Json.array(surface.values(surface.level() - 1)));
    }
  }

  private ObjectNode at(Arguments given) {
    double x = given.number("x", -FARTHEST, FARTHEST);
    double y = given.number("y", -FARTHEST, FARTHEST);
    Asked asked = asked(given);
    synchronized (asked.surface) {
      return Json.object().put("x", x).put("y", y).put("loss", asked.surface.at(x, y));
    }
  }

  /// Ends computing.
  @Override
  public void close() {
    beside.close();
  }
}
