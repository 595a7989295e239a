package dev.glassbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The `glassbox` command. Exit codes: 0 done, 1 a failure of ours, 2 a mistake in what was given.
@Command(
    name = "glassbox",
    version = "glassbox 0.1.0",
    description = "Neural networks that you can see through, for your own tables.",
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      InspectCommand.class,
      DataCommand.class,
      GenerateCommand.class
    },
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Begin with:  glassbox train data/penguins.csv --target species",
      "More about one command:  glassbox train --help"
    })
public final class Main implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  private boolean version;

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /// Runs the command and ends the process with its exit code.
  public static void main(String[] arguments) {
    int code = run(arguments);
    System.out.flush();
    // DuckDB and the progress bar may leave threads behind; nothing they do matters any more.
    System.exit(code);
  }

  /// Runs the command and returns its exit code.
  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setExecutionExceptionHandler(Failures::report)
        .setParameterExceptionHandler(Failures::reportUsage)
        .execute(arguments);
  }
}
