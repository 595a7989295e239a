package dev.glassbox.cli;

import dev.glassbox.data.Feature;
import dev.glassbox.data.LearningEvent;
import dev.glassbox.data.LearningListener;
import dev.glassbox.data.Provenance;
import dev.glassbox.data.Schema;
import dev.glassbox.data.Scores;
import dev.glassbox.data.TableLearner.Learnt;
import dev.glassbox.train.Epoch;
import dev.glassbox.train.Outcome;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells a person how a training goes: what was found, what is done, how it comes on, what came of it.
final class TrainingReport implements LearningListener, AutoCloseable {
  private final Console console;
  private @Nullable Progress progress;
  private String round = "";

  TrainingReport(Console console) {
    this.console = console;
  }

  @Override
  public void on(LearningEvent event) {
    switch (event) {
      case LearningEvent.Planned planned -> {
        round = "";
        describe(planned);
      }
      case LearningEvent.FoldStarted fold -> round = "fold %d/%d, ".formatted(fold.fold(), fold.folds());
      case LearningEvent.StageStarted started -> begin(started);
      case LearningEvent.Step step -> {
        if (progress != null) {
          progress.on(step.event());
        }
      }
      case LearningEvent.Chosen chosen -> {
        close();
        if (round.isEmpty()) {
          console.say("");
          console.say(kept(chosen));
        }
      }
    }
  }

  private void begin(LearningEvent.StageStarted started) {
    close();
    if (round.isEmpty() && !started.stage().refit()) {
      console.say(
          "Network (%s): %s; %,d parameters"
              .formatted(started.stage().title(), started.design().summary(), started.parameters()));
    }
    String task = started.stage().refit() ? "all rows" : started.stage().title();
    progress = Progress.on(console, round + task);
  }

  private static String kept(LearningEvent.Chosen chosen) {
    Epoch best = chosen.best();
    if (Double.isNaN(best.validationLoss())) {
      return "Kept the last epoch, %d: without validation rows there is nothing to choose by."
          .formatted(best.number());
    }
    String why =
        String.format(
            Locale.ROOT,
            "Kept epoch %d of the %s training: its validation loss, %.4g, was the lowest.",
            best.number(),
            chosen.stage().title(),
            best.validationLoss());
    return chosen.refitted()
        ? why + " Then trained anew for as many epochs on training and validation rows together."
        : why;
  }

  private void describe(LearningEvent.Planned planned) {
    Schema schema = planned.schema();
    console.say("Target    %s: %s".formatted(schema.target().column(), schema.target().plan()));
    int widest =
        schema.features().stream().mapToInt(feature -> feature.column().length()).max().orElse(0);
    String label = "Columns   ";
    for (Feature feature : schema.features()) {
      String name = feature.column() + " ".repeat(Math.min(widest, 32) - Math.min(feature.column().length(), 32));
      console.say("%s%s  %s".formatted(label, name, feature.plan()));
      label = "          ";
    }
    schema.notes().forEach(note -> console.say("Note      " + note));
    console.say(
        "Rows      %,d to train, %,d to choose by (validation), %,d to judge by (test); %d numbers a row"
            .formatted(
                planned.training(),
                planned.validation(),
                planned.test(),
                planned.preprocessing().names().size()));
  }

  /// The scores of the test rows, or of the validation rows if there are no test rows, and where the
  /// model is.
  void result(Learnt learnt, double seconds, Path file) {
    close();
    Provenance provenance = learnt.model().provenance();
    var out = console.results();
    if (!console.quiet()) {
      out.println();
    }
    if (!learnt.folds().isEmpty()) {
      out.println("Cross-validation, %d rounds, each judged on rows it did not learn from:".formatted(learnt.folds().size()));
      for (String name : learnt.folds().getFirst().figures().keySet()) {
        double[] spread = Scores.spread(learnt.folds(), name);
        out.println(
            String.format(
                Locale.ROOT, "  %-18s %s ± %s", ScoreText.name(name), ScoreText.number(spread[0]), ScoreText.number(spread[1])));
      }
    }
    String part = learnt.scores().containsKey("test") ? "test" : "validation";
    Scores scores = learnt.scores().get(part);
    if (scores != null && learnt.folds().isEmpty()) {
      ScoreText.lines(scores, part).forEach(out::println);
    }
    if (!console.quiet()) {
      for (Map.Entry<String, Scores> other : learnt.scores().entrySet()) {
        if (!other.getKey().equals(part) || !learnt.folds().isEmpty()) {
          out.println("%-10s %s".formatted(other.getKey(), ScoreText.oneLine(other.getValue())));
        }
      }
      out.println();
    }
    out.println(
        String.format(
            Locale.ROOT,
            "Model     %s (%s training, epoch %d of %d, %.1f s)",
            file,
            provenance.regime(),
            provenance.bestEpoch(),
            provenance.epochs(),
            seconds));
    if (!console.quiet() && learnt.outcome().ending() instanceof Outcome.Ending.Completed) {
      out.println("Use it    glassbox predict %s FILE".formatted(file));
    }
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }
}
