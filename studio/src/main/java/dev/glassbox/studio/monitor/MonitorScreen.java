package dev.glassbox.studio.monitor;

import dev.glassbox.io.Safetensors;
import dev.glassbox.studio.run.History;
import dev.glassbox.studio.run.Monitored;
import dev.glassbox.studio.run.Observed;
import dev.glassbox.studio.run.Runs;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Losses, learning rate and weights of a training while it goes, what may be wrong with it, and
/// the means to act on it.
///
/// The tabs are told every one and a half seconds, later more seldom, that there is something new;
/// each asks for it when it is ready.
public final class MonitorScreen implements Screen, AutoCloseable {
  private static final String COMMANDS = "curves, at, csv, save, pause, go, rate, stop";
  private static final long MILLIS_BETWEEN_ASKING = 250;

  /// The page's drawing is the dearest of all; who looks for long need not see it move so often.
  private static final double NEWS_PER_TIME = 15;

  private static final long SOONEST_NEWS = 1_500_000_000L;
  private static final long LATEST_NEWS = 3_000_000_000L;

  private static final int LARGEST_DOWNLOAD = 32 << 20;
  private static final double HIGHEST_RATE = 1e6;

  private final Channel channel;
  private final Runs runs;
  private final Watches watches;
  private final Map<Observed, Looks> looks = new ConcurrentHashMap<>();
  private final Thread news;
  private volatile boolean hurried;
  private volatile boolean closed;

  /// @param channel on which the tabs are told that there is something new
  /// @param runs what can be looked into
  /// @param watches what can be acted on
  public MonitorScreen(Channel channel, Runs runs, Watches watches) {
    this.channel = channel;
    this.runs = runs;
    this.watches = watches;
    news = Thread.ofPlatform().daemon().name("monitor").start(this::tell);
  }

  @Override
  public String name() {
    return "monitor";
  }

  @Override
  public JsonNode command(String command, JsonNode arguments) {
    Arguments given = new Arguments(arguments);
    return switch (command) {
      case "curves" -> curves(given);
      case "at" -> at(given);
      case "csv" -> csv(given);
      case "save" -> save(given);
      case "pause" -> acted(given, Watch::pause);
      case "go" -> acted(given, Watch::goOn);
      case "rate" -> {
        double rate = given.number("rate", 0, HIGHEST_RATE);
        yield acted(given, watch -> watch.changeRate(rate));
      }
      case "stop" -> acted(given, Watch::stop);
      default -> throw MistakeException.unknownCommand(this, command, COMMANDS);
    };
  }

  private Monitored run(Arguments given) {
    if (runs.of(given) instanceof Monitored run) {
      return run;
    }
    throw new MistakeException("run: nothing was measured of it; choose another");
  }

  /// The training that is asked for: an earlier one by its number, else the run's latest.
  private History history(Arguments given) {
    History latest = run(given).history();
    int number = given.integer("number", 0, Integer.MAX_VALUE, latest.plan().number());
    if (number == latest.plan().number()) {
      return latest;
    }
    return watches.before().stream()
        .filter(history -> history.plan().number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new MistakeException(
                    "number: there is no training %d any more; choose another".formatted(number)));
  }

  private List<Look> looks(Arguments given, History history) {
    return looks.computeIfAbsent(run(given), Looks::new).of(history.plan().number());
  }

  private ObjectNode curves(Arguments given) {
    History history = history(given);
    List<Look> seen = looks(given, history);
    Look latest = seen.isEmpty() ? null : seen.getLast();
    ObjectNode answer = HistoryJson.of(history, seen, Findings.of(history, latest));
    ArrayNode all = answer.putArray("trainings");
    List<History> watched = new ArrayList<>(watches.before());
    watches.latest().map(Watch::history).ifPresent(watched::add);
    for (History other : watched) {
      all.addObject().put("number", other.plan().number()).put("title", other.plan().title());
    }
    return answer;
  }

  /// The numbers of a step, or of the nearest before it that are known.
  private ObjectNode at(Arguments given) {
    int step = given.integer("step", 0, Integer.MAX_VALUE);
    History.Updates updates = history(given).updates();
    int found = Arrays.binarySearch(updates.steps(), step);
    int i = found >= 0 ? found : -found - 2;
    ObjectNode answer = Json.object();
    ArrayNode weights = answer.put("step", i < 0 ? 0 : updates.steps()[i]).putArray("weights");
    for (int w = 0; i >= 0 && w < updates.names().size(); w++) {
      weights
          .addObject()
          .put("name", updates.names().get(w))
          .put("norm", updates.norms()[w][i])
          .put("moved", (double) updates.ratios()[w][i] * updates.norms()[w][i])
          .put("ratio", updates.ratios()[w][i]);
    }
    return answer;
  }

  private ObjectNode csv(Arguments given) {
    History history = history(given);
    return Json.object().put("csv", Curves.csv(history, looks(given, history)));
  }

  /// The weights of the latest kept step, for the page to download: no file is written here.
  private ObjectNode save(Arguments given) {
    Monitored run = run(given);
    Subject subject = run.subject();
    Snapshot latest = run.at(Integer.MAX_VALUE);
    if (latest.state().length > LARGEST_DOWNLOAD) {
      throw new MistakeException(
          "save: %,d numbers are too many for a download; write them in the program, with Safetensors"
              .formatted(latest.state().length));
    }
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    int at = 0;
    for (var entry : subject.network().state().entrySet()) {
      Tensor tensor = entry.getValue();
      float[] part = Arrays.copyOfRange(latest.state(), at, at + tensor.size());
      tensors.put(entry.getKey(), Tensor.of(tensor.shape(), part).to(tensor.dtype()));
      at += part.length;
    }
    String step = Integer.toString(latest.step());
    byte[] file =
        new Safetensors(tensors, Map.of("training", subject.title(), "step", step)).bytes();
    if (run.equals(watches.training())) {
      watches.latest().ifPresent(watch -> watch.note("weights of step %s saved".formatted(step)));
    }
    return Json.object()
        .put("name", "weights-step-%s.safetensors".formatted(step))
        .put("base64", Base64.getEncoder().encodeToString(file));
  }

  /// Something to do to a training.
  private interface Action {
    void on(Watch watch);
  }

  /// Acts on the training that the page shows, and on no other that began meanwhile.
  private ObjectNode acted(Arguments given, Action action) {
    int number = given.integer("number", 0, Integer.MAX_VALUE);
    Watch watch =
        watches
            .latest()
            .filter(latest -> latest.subject().number() == number)
            .orElseThrow(
                () ->
                    new MistakeException(
                        "number: training %d does not run any more; choose the latest"
                            .formatted(number)));
    action.on(watch);
    hurried = true;
    return Json.object();
  }

  private void tell() {
    String told = "";
    String toldOf = "";
    long since = System.nanoTime();
    long lastTold = since;
    try {
      while (!closed) {
        Thread.sleep(MILLIS_BETWEEN_ASKING);
        long time = System.nanoTime();
        String subjects = subjects();
        if (!subjects.equals(toldOf)) {
          toldOf = subjects;
          since = time;
        }
        double pause = Math.clamp((time - since) / NEWS_PER_TIME, SOONEST_NEWS, LATEST_NEWS);
        if (!channel.isListenedTo() || (time - lastTold < pause && !hurried)) {
          continue;
        }
        hurried = false;
        int seen = 0;
        for (Looks some : looks.values()) {
          seen += some.look() ? 1 : 0;
        }
        String now = state();
        if (!now.equals(told) || seen > 0) {
          told = now;
          lastTold = time;
          channel.send(new Frame(Json.object().put("state", now), Map.of()));
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Another one whenever a training begins or ends.
  private String subjects() {
    return runs.all().stream()
        .map(run -> Integer.toString(run.subject().number()))
        .collect(Collectors.joining(" ", watches.isTraining() + " ", ""));
  }

  /// Another one whenever something has changed.
  private String state() {
    return runs.all().stream()
        .filter(Monitored.class::isInstance)
        .map(run -> run.subject().number() + "." + ((Monitored) run).version())
        .collect(Collectors.joining(" "));
  }

  /// Ends the news, and lets a training go on that was paused.
  @Override
  public void close() {
    closed = true;
    news.interrupt();
    watches.release();
  }
}
