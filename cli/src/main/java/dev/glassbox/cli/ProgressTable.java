package dev.glassbox.cli;

import dev.glassbox.data.LearningEvent.Stage;
import dev.glassbox.data.Scores;
import dev.glassbox.train.Epoch;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.TrainingEvent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows a training as it goes: a table with a row for every network that was tried or, in
/// cross-validation, for every round.
///
/// On a terminal the row of the network that trains stands at the bottom with a bar, and is drawn
/// again and again; the bar is one for the whole training. Elsewhere its row is printed now and
/// then.
final class ProgressTable {
  private static final long REDRAWN_AFTER = 100_000_000;
  private static final double SECONDS_BETWEEN_LINES = 2;
  private static final double SHARE_BETWEEN_LINES = 0.1;
  private static final double SECONDS_UNTIL_SPEED_IS_KNOWN = 1;
  private static final int LONGEST_BAR = 40;
  private static final int SHORTEST_BAR = 3;
  private static final int TIME = 9;
  private static final int LONGEST_TAIL = LONGEST_BAR + TIME + 7;
  private static final String GAP = "  ";

  private final Console console;
  private final @Nullable LiveLine live;
  private final Work work = new Work();
  private final Map<String, ProgressRow> rows = new HashMap<>();

  private boolean begun;
  private boolean running;
  private long start = System.nanoTime();
  private String round = "";
  private String name = "";
  private int epochs;
  private long rowsPerEpoch;
  private long stageStart;
  private int epoch;
  private ProgressRow.Losses losses = new ProgressRow.Losses.None();
  private long lastShown;

  ProgressTable(Console console) {
    this.console = console;
    this.live =
        console.columns().isPresent() && !console.quiet()
            ? new LiveLine(console.errors(), console.columns().getAsInt())
            : null;
  }

  /// A round of cross-validation begins.
  void roundStarted(int fold, int folds) {
    work.rounds(folds);
    round = "fold %d/%d".formatted(fold, folds);
  }

  /// A network begins to train; at most so many rows come after it in this round.
  void stageStarted(Stage stage, long rowsAfter) {
    if (!begun) {
      begun = true;
      start = System.nanoTime();
      console.say("");
      console.say(head());
    }
    if (running) {
      clear();
      console.say(
          Grid.pad(name, Paragraph.MARGIN) + "given up: the loss became NaN in the first epoch");
    }
    running = true;
    name = stage.refit() ? "final" : stage.title();
    work.stageStarted(rowsAfter);
    losses = new ProgressRow.Losses.None();
    stageStart = System.nanoTime();
    lastShown = stageStart;
  }

  /// Something happened in the training of that network.
  void on(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started started -> {
        epochs = started.epochs();
        epoch = 1;
        rowsPerEpoch = started.trainingRows();
        work.stageIs(epochs * rowsPerEpoch);
        draw();
      }
      case TrainingEvent.BatchEnded ended -> {
        epoch = ended.epoch();
        work.doneInStage(
            (epoch - 1) * rowsPerEpoch + rowsPerEpoch * ended.batch() / ended.batches());
        if (live != null && System.nanoTime() - lastShown >= REDRAWN_AFTER) {
          draw();
        }
      }
      case TrainingEvent.EpochEnded ended -> {
        losses = new ProgressRow.Losses.Measured(ended.epoch(), ended.best());
        if (live == null && isTimeForALine()) {
          lastShown = System.nanoTime();
          console.say(row().text(width()) + GAP + timeLeft());
        }
      }
      case TrainingEvent.Finished finished -> finished(finished.outcome());
      // The next network's beginning says so, or the error does.
      case TrainingEvent.Failed _ -> {}
    }
  }

  /// A log of a long training needs fewer lines.
  private boolean isTimeForALine() {
    double since = seconds(lastShown);
    return since >= SECONDS_BETWEEN_LINES && since >= SHARE_BETWEEN_LINES * seconds(start);
  }

  private void finished(Outcome outcome) {
    running = false;
    epoch = outcome.history().isEmpty() ? epoch : outcome.history().size();
    Epoch best = outcome.best();
    if (outcome.history().isEmpty()) {
      losses = new ProgressRow.Losses.Measured(best, best);
    }
    rows.put(name, row());
    clear();
    if (round.isEmpty()) {
      String when = Double.isNaN(best.validationLoss()) ? "" : "in epoch " + best.number();
      console.say((row().text(width()) + GAP + when).stripTrailing());
      if (outcome.ending() instanceof Outcome.Ending.Diverged(int number, String layer)) {
        console.say(
            "", "stopped: the loss became NaN in epoch %d, layer %s".formatted(number, layer));
      }
    }
  }

  /// The round of cross-validation is over, and these are its scores; the network that this stage
  /// trained was the best.
  void roundEnded(Stage kept, int fold, int folds, Scores scores) {
    clear();
    ProgressRow row = rows.get(kept.title());
    Map.Entry<String, Double> score = scores.figures().entrySet().iterator().next();
    if (row != null) {
      var named =
          new ProgressRow(round, row.epoch(), row.epochs(), row.rowsPerSecond(), row.losses());
      console.say(
          "%s%s%s %s"
              .formatted(
                  named.text(width()),
                  GAP,
                  Figures.name(score.getKey()),
                  Figures.number(score.getValue())));
    }
    work.roundEnded();
    if (fold == folds) {
      round = "";
    }
  }

  /// Takes the live row away.
  void clear() {
    if (live != null) {
      live.clear();
    }
  }

  private String head() {
    String head = ProgressRow.head(width());
    return live == null ? head : head + Grid.padLeft("time left", lineEnd(head) - Grid.width(head));
  }

  private void draw() {
    if (live == null) {
      return;
    }
    lastShown = System.nanoTime();
    String row = row().text(live.columns());
    String tail = " %3.0f%%".formatted(100 * work.share()) + Grid.padLeft(shortTimeLeft(), TIME);
    int room = lineEnd(row) - Grid.width(row) - GAP.length() - Grid.width(tail);
    String bar = room < SHORTEST_BAR ? "" : LiveLine.bar(work.share(), room);
    live.draw(row + GAP + bar + tail);
  }

  /// Where the live row ends.
  private int lineEnd(String row) {
    return Math.min(width(), Grid.width(row) + LONGEST_TAIL);
  }

  private ProgressRow row() {
    double seconds = Math.max(1e-3, seconds(stageStart));
    String shown = round.isEmpty() ? name : round;
    return new ProgressRow(shown, epoch, epochs, work.inStage() / seconds, losses);
  }

  private int width() {
    return live == null ? console.width() : live.columns();
  }

  private String timeLeft() {
    return (work.isBound() ? "at most " : "about ") + Figures.clock(work.secondsLeft()) + " left";
  }

  private String shortTimeLeft() {
    return seconds(start) < SECONDS_UNTIL_SPEED_IS_KNOWN
        ? ""
        : (work.isBound() ? "≤ " : "~ ") + Figures.clock(work.secondsLeft());
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
