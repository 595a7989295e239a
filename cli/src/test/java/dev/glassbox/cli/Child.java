package dev.glassbox.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the command in a process of its own.
final class Child {
  private Child() {}

  static ProcessBuilder glassbox(List<?> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", classPath()));
    command.add(Main.class.getName());
    arguments.forEach(argument -> command.add(argument.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder;
  }

  /// Surefire starts the tests with a class path in a jar of its own.
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
