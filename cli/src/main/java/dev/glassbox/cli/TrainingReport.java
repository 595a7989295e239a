package dev.glassbox.cli;

import dev.glassbox.data.LearningEvent;
import dev.glassbox.data.LearningListener;
import dev.glassbox.data.Scores;
import dev.glassbox.data.Table;
import dev.glassbox.data.TableLearner.Learnt;
import dev.glassbox.train.Epoch;
import dev.glassbox.train.TrainingEvent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells a person how a training goes: what was found, what is done, how it comes on, what came of
/// it.
final class TrainingReport implements LearningListener, AutoCloseable {
  private final Table table;
  private final Console console;
  private final ProgressTable progress;
  private final Map<String, Double> bestLosses = new LinkedHashMap<>();
  private final Map<String, String> networks = new LinkedHashMap<>();
  private LearningEvent.@Nullable Chosen chosen;
  private boolean inRounds;

  /// A report of what is learnt from this table.
  TrainingReport(Table table, Console console) {
    this.table = table;
    this.console = console;
    this.progress = new ProgressTable(console);
  }

  @Override
  public void on(LearningEvent event) {
    switch (event) {
      case LearningEvent.Planned planned -> Plan.show(table, planned, console);
      case LearningEvent.FoldStarted fold -> {
        if (!inRounds) {
          console.say(
              "Folds",
              "%d rounds, each judged by rows that it never saw; then a training on all rows"
                  .formatted(fold.folds()));
        }
        inRounds = true;
        progress.roundStarted(fold.fold(), fold.folds());
      }
      case LearningEvent.StageStarted started -> begin(started);
      case LearningEvent.Step step -> {
        progress.on(step.event());
        if (step.event() instanceof TrainingEvent.Finished finished && !step.stage().refit()) {
          bestLosses.put(step.stage().title(), finished.outcome().best().validationLoss());
        }
      }
      case LearningEvent.Chosen choice -> {
        progress.clear();
        chosen = choice;
        if (!inRounds) {
          console.say("");
          console.say("Kept", kept(choice));
          otherNetwork(choice).ifPresent(network -> console.say("Network", network));
        }
      }
      case LearningEvent.FoldEnded fold -> {
        if (chosen != null) {
          progress.roundEnded(chosen.stage(), fold.fold(), fold.folds(), fold.scores());
        }
        inRounds = fold.fold() < fold.folds();
        bestLosses.clear();
      }
    }
  }

  private void begin(LearningEvent.StageStarted started) {
    if (networks.isEmpty()) {
      console.say("Network", network(started));
    }
    networks.put(started.stage().title(), network(started));
    progress.stageStarted(started.stage(), started.rowsAfter());
  }

  private static String network(LearningEvent.StageStarted started) {
    return String.format(
        Locale.ROOT, "%s; %,d parameters", started.design().summary(), started.parameters());
  }

  private String kept(LearningEvent.Chosen choice) {
    Epoch best = choice.best();
    if (best.number() == 0) {
      return "what was learnt in the first epoch until the stop.";
    }
    if (Double.isNaN(best.validationLoss())) {
      return "the last epoch, %d: without validation rows there is nothing to choose by."
          .formatted(best.number());
    }
    boolean lowest = bestLosses.values().stream().noneMatch(loss -> loss < best.validationLoss());
    String why =
        "epoch %d of the %s training, with a validation loss of %s: %s."
            .formatted(
                best.number(),
                choice.stage().title(),
                Figures.number(best.validationLoss()),
                lowest ? "the lowest" : "bolder training was not clearly better");
    return choice.refitted()
        ? why
            + " Then trained anew for %s on training and validation rows together."
                .formatted(Figures.count(best.number(), "epoch"))
        : why;
  }

  /// The network that is kept, where it is another than was announced.
  private Optional<String> otherNetwork(LearningEvent.Chosen choice) {
    Optional<String> first = networks.values().stream().findFirst();
    Optional<String> kept = Optional.ofNullable(networks.get(choice.stage().title()));
    return kept.equals(first) ? Optional.empty() : kept;
  }

  /// The scores of the test rows, or of the validation rows if there are no test rows, and where
  /// the model is.
  void result(Learnt learnt, double seconds, Path file) {
    progress.clear();
    console.say("");
    console.give(scores(learnt));
    if (learnt.folds().isEmpty()) {
      Stream.of("test", "validation", "train")
          .filter(learnt.scores()::containsKey)
          .findFirst()
          .ifPresent(part -> mistakes(part, learnt));
    }
    console.give(List.of(""));
    console.give("Model", String.format(Locale.ROOT, "%s, trained in %.1f s", file, seconds));
    console.say("Use it", "glassbox predict %s FILE".formatted(Figures.argument(file)));
  }

  private void mistakes(String part, Learnt learnt) {
    Scores scores = learnt.scores().get(part);
    if (scores != null) {
      String rows = part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1) + " rows";
      String target = learnt.model().schema().target().column();
      console.give(List.of(""));
      console.give(Mistakes.lines(scores, rows, target, console.width()));
    }
  }

  private static List<String> scores(Learnt learnt) {
    List<Scores> folds = learnt.folds();
    ScoreTable table =
        new ScoreTable("Scores", learnt.scores().values().iterator().next().figures().keySet());
    if (!folds.isEmpty()) {
      Map<String, Double> deviations = new LinkedHashMap<>();
      folds
          .getFirst()
          .figures()
          .keySet()
          .forEach(name -> deviations.put(name, Scores.spread(folds, name)[1]));
      table.row(
          "test, mean of %s".formatted(Figures.count(folds.size(), "fold")), Scores.mean(folds));
      table.row("test, standard deviation", deviations);
    }
    for (String part : List.of("test", "validation", "train")) {
      Scores scores = learnt.scores().get(part);
      if (scores != null) {
        table.part(part, scores);
      }
    }
    return table.lines();
  }

  @Override
  public void close() {
    progress.clear();
  }
}
