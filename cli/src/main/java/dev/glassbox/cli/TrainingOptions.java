package dev.glassbox.cli;

import dev.glassbox.data.OptimizerChoice;
import dev.glassbox.data.ScheduleChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of `glassbox train` about how the network learns.
final class TrainingOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "The most times to go over the rows. Default: as validation says.")
  @Nullable Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "ROWS",
      description = "Rows in each step. Default: 32, up to 256 for large tables.")
  @Nullable Integer batch;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description =
          "How steps are made: adam, sgd, nesterov, rmsprop, adagrad or adadelta. Default: adam.")
  @Nullable OptimizerChoice optimizer;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "How large the steps are. Default: what suits the optimizer, 0.003 for adam.")
  @Nullable Double learningRate;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description =
          "How strongly weights are drawn to 0, against overfitting. Default: as validation says.")
  @Nullable Double weightDecay;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description =
          "How the learning rate changes: constant, step, exponential, cosine, onecycle or plateau."
              + " Default: cosine.")
  @Nullable ScheduleChoice schedule;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Stop after this many epochs without a better validation loss. Default: a third of the"
              + " epochs, 20 at least.")
  @Nullable Integer patience;
}
