package dev.glassbox.studio.monitor;

import dev.glassbox.studio.run.History;
import dev.glassbox.studio.screen.Json;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the page is told of a training: not every number, but enough for a picture.
final class HistoryJson {
  private static final int MOST_EPOCHS = 400;
  private static final int MOST_BATCHES = 400;
  private static final int MOST_UPDATES = 200;
  private static final int MOST_RATIOS = 6000;

  private HistoryJson() {}

  static ObjectNode of(History history, List<Look> looks, List<Finding> findings) {
    ObjectNode json = Json.object();
    json.set("plan", plan(history.plan()));
    json.set("progress", progress(history));
    json.set("losses", losses(history));
    json.set("batches", batches(history.batches()));
    json.set("updates", updates(history.updates()));
    json.set("looks", looks(looks));
    ArrayNode marks = json.putArray("marks");
    history
        .marks()
        .forEach(mark -> marks.addObject().put("step", mark.step()).put("text", mark.text()));
    ArrayNode found = json.putArray("findings");
    for (Finding finding : findings) {
      found
          .addObject()
          .put("weight", finding.weight().name().toLowerCase(Locale.ROOT))
          .put("step", finding.step())
          .put("text", finding.text())
          .put("evidence", finding.evidence())
          .put("advice", finding.advice());
    }
    return json;
  }

  private static ObjectNode plan(History.Plan plan) {
    return Json.object()
        .put("number", plan.number())
        .put("title", plan.title())
        .put("loss", plan.loss())
        .put("parameters", plan.parameters())
        .put("rows", plan.rows())
        .put("heldOut", plan.heldOut())
        .put("heldOutName", plan.heldOutName())
        .put("stepsPerEpoch", plan.stepsPerEpoch())
        .put("epochs", plan.epochs());
  }

  private static ObjectNode progress(History history) {
    History.Progress progress = history.progress();
    return Json.object()
        .put("state", progress.state().name().toLowerCase(Locale.ROOT))
        .put("step", progress.step())
        .put("rate", progress.rate())
        .put("rowsPerSecond", progress.rowsPerSecond())
        .put("secondsLeft", progress.secondsLeft())
        .put("seconds", progress.seconds())
        .put("ending", progress.ending());
  }

  private static ObjectNode losses(History history) {
    History.Losses losses = history.losses();
    int count = losses.steps().length;
    int best = losses.best();
    int[] told = told(count, MOST_EPOCHS, best);
    ObjectNode json = Json.object();
    json.set("steps", numbers(told, i -> losses.steps()[i]));
    json.set("training", numbers(told, i -> losses.training()[i]));
    json.set("heldOut", numbers(told, i -> losses.heldOut()[i]));
    if (best >= 0) {
      json.putObject("best")
          .put("step", losses.steps()[best])
          .put("training", losses.training()[best])
          .put("heldOut", losses.heldOut()[best]);
      json.putObject("last")
          .put("step", losses.steps()[count - 1])
          .put("training", losses.training()[count - 1])
          .put("heldOut", losses.heldOut()[count - 1])
          .put("gap", losses.heldOut()[count - 1] - losses.training()[count - 1]);
    }
    return json;
  }

  private static ObjectNode batches(History.Batches batches) {
    int[] told = told(batches.steps().length, MOST_BATCHES, -1);
    ObjectNode json = Json.object();
    json.set("steps", numbers(told, i -> batches.steps()[i]));
    json.set("losses", numbers(told, i -> batches.losses()[i]));
    json.set("rates", numbers(told, i -> batches.rates()[i]));
    return json;
  }

  private static ObjectNode updates(History.Updates updates) {
    int weights = updates.names().size();
    int most = Math.min(MOST_UPDATES, MOST_RATIOS / Math.max(1, weights));
    int[] told = told(updates.steps().length, Math.max(2, most), -1);
    ObjectNode json = Json.object();
    json.set("names", Json.texts(updates.names()));
    json.set("steps", numbers(told, i -> updates.steps()[i]));
    ArrayNode ratios = json.putArray("logRatios");
    for (int w = 0; w < weights; w++) {
      int weight = w;
      ratios.add(numbers(told, i -> Math.log10(updates.ratios()[weight][i])));
    }
    json.put("healthy", Math.log10(Findings.HEALTHY));
    return json;
  }

  private static ObjectNode looks(List<Look> looks) {
    ObjectNode json = Json.object();
    json.put("metric", looks.isEmpty() ? "" : looks.getLast().metric());
    int[] told = told(looks.size(), MOST_UPDATES, -1);
    json.set("steps", numbers(told, i -> looks.get(i).step()));
    json.set("training", numbers(told, i -> looks.get(i).training()));
    json.set("heldOut", numbers(told, i -> looks.get(i).heldOut()));
    return json;
  }

  /// Numbers with the digits of a float: they are for a picture.
  private static ArrayNode numbers(int[] positions, IntToDoubleFunction values) {
    ArrayNode list = Json.array();
    for (int i : positions) {
      double value = values.applyAsDouble(i);
      if (value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE) {
        list.add((int) value);
      } else {
        list.add((float) value);
      }
    }
    return list;
  }

  /// Which positions are told: all, or half of them at even distances and half at distances that
  /// grow in proportion, since both axes may be logarithmic. The first, the last and one more stay.
  static int[] told(int count, int most, int also) {
    TreeSet<Integer> told = new TreeSet<>();
    if (count > most) {
      for (int i = 0; i < most / 2; i++) {
        told.add((int) ((long) i * (count - 1) / (most / 2 - 1)));
        told.add((int) Math.round(Math.pow(count, i / (most / 2.0 - 1))) - 1);
      }
      if (also >= 0) {
        told.add(also);
      }
    } else {
      for (int i = 0; i < count; i++) {
        told.add(i);
      }
    }
    return told.stream().mapToInt(Integer::intValue).toArray();
  }
}
