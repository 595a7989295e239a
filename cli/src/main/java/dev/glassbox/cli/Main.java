package dev.glassbox.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The `glassbox` command. Exit codes: 0 done, 1 a failure of ours, 2 a mistake in what was given,
/// and 130 where Ctrl-C stopped a training, whose best network is kept.
@Command(
    name = "glassbox",
    version = "glassbox 0.1.0",
    description = "Neural networks that you can see through, for your own tables.",
    customSynopsis = "glassbox COMMAND [ARGUMENT…]",
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Begin with:  glassbox train data/penguins.csv --target species",
      "More about one command:  glassbox train --help",
      "",
      "Exit codes: 0 done; 1 a failure of Glassbox; 2 a mistake in what was given;",
      "130 a training was stopped by Ctrl-C, and its best network is kept."
    })
@SuppressWarnings("UnusedVariable") // Fields that only picocli reads.
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

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /// Runs the command and ends the process with its exit code.
  public static void main(String[] arguments) {
    var out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(out, false, StandardCharsets.UTF_8));
    int code = run(arguments);
    System.out.flush();
    // DuckDB may leave threads behind; nothing they do matters any more.
    System.exit(out.check(code));
  }

  /// Runs the command and returns its exit code.
  static int run(String... arguments) {
    try (var interruption = new Interruption()) {
      int code = commandLine(interruption, arguments).execute(arguments);
      interruption.endsWith(code);
      return code;
    } catch (Error failure) {
      return Failures.report(failure, arguments);
    }
  }

  private static CommandLine commandLine(Interruption interruption, String... arguments) {
    Map<String, Supplier<Callable<Integer>>> commands = new LinkedHashMap<>();
    commands.put("train", () -> new TrainCommand(interruption));
    commands.put("evaluate", EvaluateCommand::new);
    commands.put("predict", PredictCommand::new);
    commands.put("inspect", InspectCommand::new);
    commands.put("data", DataCommand::new);
    commands.put("generate", GenerateCommand::new);
    commands.put("lab", LabCommand::new);
    commands.put("studio", StudioCommand::new);
    CommandLine line = new CommandLine(new Main());
    // To look through the options of a command takes time: only those of the one that is meant.
    var meant = commands.get(arguments.length == 0 ? "" : arguments[0]);
    (meant == null ? commands.values().stream() : Stream.of(meant))
        .forEach(command -> line.addSubcommand(command.get()));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(Console.of(false, false).width())
        .setExecutionExceptionHandler((failure, _, _) -> Failures.report(failure, arguments))
        .setParameterExceptionHandler((wrong, _) -> Failures.report(wrong, arguments));
  }
}
