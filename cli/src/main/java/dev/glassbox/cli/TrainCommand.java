package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import dev.glassbox.data.LearnerOptions;
import dev.glassbox.data.OptimizerChoice;
import dev.glassbox.data.ScheduleChoice;
import dev.glassbox.data.SchemaOptions;
import dev.glassbox.data.Table;
import dev.glassbox.data.TableLearner;
import dev.glassbox.data.TableLearner.Learnt;
import dev.glassbox.data.Task;
import dev.glassbox.nn.Activation;
import dev.glassbox.train.Outcome;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `glassbox train`: learns to predict a column of a table, and keeps the model.
@Command(
    name = "train",
    description = "Train a network on a table and keep the model.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE|QUERY",
      description = "A CSV, TSV, Parquet or JSON file, - for standard input, or a query: \"select …\".")
  private String source = "";

  @Option(names = "--target", required = true, paramLabel = "COLUMN", description = "The column to predict.")
  private String target = "";

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "auto, classify or regress; auto decides by the target column.")
  private TaskChoice task = TaskChoice.AUTO;

  @Option(
      names = "--ignore",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns to leave out, with commas between.")
  private Set<String> ignored = new LinkedHashSet<>();

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "WIDTH",
      description = "Widths of the hidden layers, such as 64,32; 0 for none. Default: 128,128,128.")
  private @Nullable List<Integer> hidden;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "relu, silu, gelu, tanh, … Default: silu.")
  private @Nullable String activation;

  @Option(names = "--epochs", paramLabel = "N", description = "The most passes over the rows.")
  private @Nullable Integer epochs;

  @Option(names = "--batch", paramLabel = "ROWS", description = "Rows a step. Default: 32, more for large tables.")
  private @Nullable Integer batch;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}, in small letters. Default: adam.")
  private @Nullable OptimizerChoice optimizer;

  @Option(names = "--learning-rate", paramLabel = "X", description = "Default: 0.003 with adam.")
  private @Nullable Double learningRate;

  @Option(names = "--weight-decay", paramLabel = "X", description = "How strongly weights are drawn to 0.")
  private @Nullable Double weightDecay;

  @Option(names = "--dropout", paramLabel = "P", description = "The share of each hidden layer that falls out.")
  private @Nullable Double dropout;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}, in small letters. Default: cosine.")
  private @Nullable ScheduleChoice schedule;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Epochs without improvement before training stops.")
  private @Nullable Integer patience;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description = "The share of rows to choose by. Default: 0.2.")
  private double validation = 0.2;

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      description = "The share of rows to judge by. Default: 0.2.")
  private double test = 0.2;

  @Option(
      names = "--cross-validate",
      paramLabel = "K",
      description = "Judge by K rounds, each on rows that the others train on.")
  private @Nullable Integer folds;

  @Option(names = "--seed", paramLabel = "N", description = "Where all chance comes from. Default: 42.")
  private long seed = 42;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the model. Default: model.safetensors.")
  private Path out = Path.of("model.safetensors");

  @Option(names = "--json", description = "Print one JSON object and nothing else to standard output.")
  private boolean json;

  @Option(names = "--quiet", description = "Print nothing but the result.")
  private boolean quiet;

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

  @Override
  public Integer call() {
    long start = System.nanoTime();
    Console console = Console.of(json, quiet || json);
    LearnerOptions options = options();
    OutputFile.requireWritable(out);
    Table table = Table.read(source);
    try (Interruption interruption = Interruption.listen();
        TrainingReport report = new TrainingReport(console)) {
      TableLearner learner =
          new TableLearner(
              new SchemaOptions(target, task.task(), ignored),
              options,
              report,
              interruption::requested);
      Learnt learnt =
          folds == null ? learner.learn(table) : learner.crossValidate(table, folds);
      learnt.model().save(out);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (json) {
        console.results().println(JsonReport.of(learnt, seconds, out));
      } else {
        report.result(learnt, seconds, out);
      }
      return end(learnt.outcome().ending(), console);
    }
  }

  private int end(Outcome.Ending ending, Console console) {
    return switch (ending) {
      case Outcome.Ending.Completed _, Outcome.Ending.NoImprovement _ -> 0;
      case Outcome.Ending.Interrupted _ -> {
        console.say("Stopped as you asked; the best network so far is kept in " + out + ".");
        yield 0;
      }
      case Outcome.Ending.Diverged diverged ->
          throw new StoppedShort(
              ("the loss became NaN or infinite in epoch %d, first in layer %s; the best network before that is"
                      + " kept in %s; lower --learning-rate and train again")
                  .formatted(diverged.epoch(), diverged.layer(), out));
    };
  }

  private LearnerOptions options() {
    return new LearnerOptions(
        Optional.ofNullable(hidden).map(widths -> widths.equals(List.of(0)) ? List.of() : widths),
        Optional.ofNullable(activation).map(TrainCommand::activation),
        optional(dropout),
        optional(epochs),
        optional(batch),
        Optional.ofNullable(optimizer),
        optional(learningRate),
        optional(weightDecay),
        Optional.ofNullable(schedule),
        optional(patience),
        validation,
        test,
        seed);
  }

  private static Activation activation(String name) {
    try {
      return Activation.named(name);
    } catch (IllegalArgumentException unknown) {
      throw new DataException("--activation: " + unknown.getMessage(), unknown);
    }
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
