package dev.glassbox.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of `glassbox train` about which rows are held out.
final class JudgingOptions {
  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description = "The share of the rows to choose the best network by. Default: 0.2.")
  double validation = 0.2;

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      description =
          "The share of the rows to judge the result by, used for nothing else. Default: 0.2.")
  double test = 0.2;

  @Option(
      names = "--cross-validate",
      paramLabel = "K",
      description =
          "Judge by K rounds instead, each on another K-th of the rows; then train on all of them.")
  @Nullable Integer folds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where all chance comes from: the same seed, the same result. Default: 42.")
  long seed = 42;
}
