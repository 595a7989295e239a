package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import dev.glassbox.data.LearnerOptions;
import dev.glassbox.data.SchemaOptions;
import dev.glassbox.data.Table;
import dev.glassbox.data.TableLearner;
import dev.glassbox.data.TableLearner.Learnt;
import dev.glassbox.data.Task;
import dev.glassbox.nn.Activation;
import dev.glassbox.studio.Studio;
import dev.glassbox.train.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// `glassbox train`: learns to predict a column of a table, and keeps the model.
@Command(
    name = "train",
    description = "Train a network on a table and keep the model.",
    customSynopsis = "glassbox train FILE|QUERY --target=COLUMN [OPTION…]",
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private static final int MOST_NAMES = 20;

  private final Interruption interruption;

  @Parameters(
      paramLabel = "FILE|QUERY",
      description =
          "A CSV, TSV, Parquet or JSON file, - for standard input, or a query in quotes:"
              + " \"select * from 'x.csv'\".")
  private String source = "";

  @Option(names = "--target", paramLabel = "COLUMN", description = "The column to predict.")
  private @Nullable String target;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "classify to predict one of several classes, regress to predict a number, or auto to let"
              + " the target decide. Default: auto.")
  private TaskChoice task = TaskChoice.AUTO;

  @Option(
      names = "--ignore",
      split = ",",
      paramLabel = "COLUMN,…",
      hideParamSyntax = true,
      description = "Columns to leave out.")
  private Set<String> ignored = new LinkedHashSet<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the model. Default: model.safetensors.")
  private Path out = Path.of("model.safetensors");

  @Option(
      names = "--json",
      description = "Print one JSON object and nothing else to standard output.")
  private boolean json;

  @Option(names = "--quiet", description = "Print nothing but the result.")
  private boolean quiet;

  @ArgGroup(validate = false, heading = "%nWhich rows are held out:%n", order = 1)
  private final JudgingOptions judging = new JudgingOptions();

  @ArgGroup(validate = false, heading = "%nThe network:%n", order = 2)
  private final NetworkOptions network = new NetworkOptions();

  @ArgGroup(validate = false, heading = "%nHow it learns:%n", order = 3)
  private final TrainingOptions training = new TrainingOptions();

  @Option(
      names = "--studio",
      order = 100,
      description =
          "Watch the training in the browser: losses, weights, what may be wrong; pause it, change"
              + " the rate, stop. The page stays after the training, until Ctrl-C.")
  private boolean watched;

  @ArgGroup(validate = false, heading = "%nThe page, with --studio:%n", order = 4)
  private final StudioPage page = new StudioPage();

  @Spec private CommandSpec spec = CommandSpec.create();

  /// What the target is to be taken as.
  enum TaskChoice {
    AUTO,
    CLASSIFY,
    REGRESS;

    Optional<Task> task() {
      return switch (this) {
        case AUTO -> Optional.empty();
        case CLASSIFY -> Optional.of(Task.CLASSIFY);
        case REGRESS -> Optional.of(Task.REGRESS);
      };
    }
  }

  /// A command that stops early when that is asked for.
  TrainCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Console console = Console.of(json, quiet);
    LearnerOptions options = options();
    OutputFile.requireWritable(out, source);
    if (!watched && page.isGiven()) {
      throw new DataException("--port and --no-open are about the page; add --studio to have it");
    }
    if (!watched) {
      return train(options, console, null);
    }
    try (Studio studio = page.start()) {
      return train(options, console, studio);
    }
  }

  private int train(LearnerOptions options, Console console, @Nullable Studio studio) {
    long start = System.nanoTime();
    Table table = Table.read(source);
    try (TrainingReport report = new TrainingReport(table, console)) {
      TableLearner learner =
          new TableLearner(
              new SchemaOptions(target(table), task.task(), ignored),
              options,
              report,
              interruption::requested,
              UnaryOperator.identity());
      interruption.listen();
      Learnt learnt = learn(studio == null ? learner : watched(learner, studio, console), table);
      learnt.model().save(out);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (json) {
        console.results().println(JsonReport.of(learnt, seconds, out));
      } else {
        report.result(learnt, seconds, out);
      }
      if (studio != null) {
        stay(console);
      }
      boolean stopped = studio != null && studio.stopRequested();
      return end(learnt.outcome().ending(), stopped, console);
    }
  }

  private Learnt learn(TableLearner learner, Table table) {
    return judging.folds == null
        ? learner.learn(table)
        : learner.crossValidate(table, judging.folds);
  }

  /// The same learner, each of whose networks the page shows, and which the page can stop.
  private TableLearner watched(TableLearner learner, Studio studio, Console console) {
    WatchedLearning watch = new WatchedLearning(studio);
    page.show(URI.create(studio.address() + "#/monitor"), console);
    return new TableLearner(
        learner.columns(),
        learner.options(),
        event -> {
          watch.on(event);
          learner.listener().on(event);
        },
        () -> interruption.requested() || studio.stopRequested(),
        watch::watch);
  }

  /// The training is over and the model written; the page stays to be looked at.
  private void stay(Console console) {
    if (interruption.requested()) {
      return;
    }
    String text = "the page stays as it is until Ctrl-C";
    if (quiet || json) {
      console.errors().println("glassbox: " + text);
    } else {
      console.say("Studio", text);
    }
    interruption.awaitEnd();
  }

  private String target(Table table) {
    if (target == null) {
      throw new DataException(
          "name the column to predict by --target; %s has %s%s"
              .formatted(
                  table.source(),
                  table.names().stream().limit(MOST_NAMES).collect(Collectors.joining(", ")),
                  table.names().size() > MOST_NAMES ? ", …" : ""));
    }
    return target;
  }

  private int end(Outcome.Ending ending, boolean stoppedFromPage, Console console) {
    if (stoppedFromPage || interruption.stopsWork()) {
      console
          .errors()
          .println("glassbox: stopped as you asked; %s holds the best so far".formatted(out));
      return 0;
    }
    return switch (ending) {
      case Outcome.Ending.Completed _, Outcome.Ending.NoImprovement _ -> 0;
      case Outcome.Ending.Interrupted _ -> 0;
      case Outcome.Ending.Diverged(int epoch, String layer) ->
          throw new StoppedShort(
              ("the loss became NaN or infinite in epoch %d, first in layer %s; the best network"
                      + " before that is kept in %s; lower --learning-rate and train again")
                  .formatted(epoch, layer, out));
    };
  }

  private LearnerOptions options() {
    try {
      return new LearnerOptions(
          Optional.ofNullable(network.hidden)
              .map(widths -> widths.equals(List.of(0)) ? List.of() : widths),
          Optional.ofNullable(network.activation).map(TrainCommand::activation),
          optional(network.dropout),
          optional(training.epochs),
          optional(training.batch),
          Optional.ofNullable(training.optimizer),
          optional(training.learningRate),
          optional(training.weightDecay),
          Optional.ofNullable(training.schedule),
          optional(training.patience),
          judging.validation,
          judging.test,
          judging.seed);
    } catch (DataException wrong) {
      throw new DataException(asGiven(String.valueOf(wrong.getMessage())), wrong);
    }
  }

  /// A message about an option, `epochs: needs …`, with the option as it was given: `--epochs 0:
  /// needs …`.
  private String asGiven(String message) {
    ParseResult parsed = spec.commandLine().getParseResult();
    int colon = Math.max(0, message.indexOf(':'));
    String options =
        Arrays.stream(message.substring(0, colon).split(" and ", -1))
            .map(name -> "--" + name)
            .map(name -> parsed.hasMatchedOption(name) ? name + " " + given(name) : name)
            .collect(Collectors.joining(" and "));
    return options + message.substring(colon);
  }

  private String given(String option) {
    return String.join(
        ",", spec.commandLine().getParseResult().matchedOption(option).originalStringValues());
  }

  private static Activation activation(String name) {
    try {
      return Activation.named(name);
    } catch (IllegalArgumentException unknown) {
      throw new DataException(String.valueOf(unknown.getMessage()), unknown);
    }
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
