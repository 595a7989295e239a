package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Compiles and runs a program in a process of its own, with the class path of the tests.
public final class JavaRun {
  private JavaRun() {}

  /// The lines that a program printed, which must have ended well.
  ///
  /// @param folder for its source
  /// @param name of its class
  public static List<String> lines(Path folder, String name, String program)
      throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve(name + ".java"), program);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                // Surefire starts the tests with a class path in a jar of its own.
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                source.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", said, program).isZero();
    return said.lines().toList();
  }
}
