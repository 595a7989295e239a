package dev.glassbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every snippet in the public documentation compiles and runs as it stands.
class SnippetTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final String START = "/// {@snippet :";
  private static final String IMPORTS =
      Stream.of("autodiff", "fit", "nn", "optim", "program", "tensor", "train")
          .map("import dev.glassbox.%s.*;\n"::formatted)
          .collect(
              joining(
                  "",
                  "import java.util.*;\nimport java.util.function.*;\nimport java.util.stream.*;\n",
                  ""));

  @TempDir Path folder;

  /// A snippet, with where it stands and the class that it becomes.
  private record Snippet(String place, String className, String body) {}

  @TestFactory
  List<DynamicTest> everySnippetCompilesAndRuns() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        collect(file, snippets);
      }
    }
    assertThat(snippets).as("snippets in %s", SOURCES.toAbsolutePath()).hasSizeGreaterThan(20);
    compile(snippets);
    return snippets.stream()
        .map(snippet -> dynamicTest(snippet.place(), () -> run(snippet)))
        .toList();
  }

  private static void collect(Path file, List<Snippet> snippets) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).strip().equals(START)) {
        continue;
      }
      int first = i + 1;
      for (int depth = 1; depth > 0; ) {
        i++;
        depth += braces(lines.get(i));
      }
      String body =
          lines.subList(first, i).stream()
              .map(line -> line.strip().replaceFirst("^/// ?", "") + "\n")
              .collect(joining());
      String place = SOURCES.relativize(file) + ":" + first;
      snippets.add(new Snippet(place, "Snippet" + snippets.size(), body));
    }
  }

  /// How many braces a line opens and leaves open; negative if it closes more.
  private static int braces(String line) {
    return (int)
        (line.chars().filter(c -> c == '{').count() - line.chars().filter(c -> c == '}').count());
  }

  private void compile(List<Snippet> snippets) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-d",
                folder.toString(),
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path")));
    for (Snippet snippet : snippets) {
      Path file = folder.resolve(snippet.className() + ".java");
      Files.writeString(
          file,
          "%s/// %s%nclass %s {%n  static void run() throws Exception {%n%s  }%n}%n"
              .formatted(IMPORTS, snippet.place(), snippet.className(), snippet.body()));
      arguments.add(file.toString());
    }
    StringWriter complaints = new StringWriter();
    PrintWriter writer = new PrintWriter(complaints);
    int failures =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    assertThat(failures).as("snippets compile: %s", complaints).isZero();
  }

  private void run(Snippet snippet) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      var run = loader.loadClass(snippet.className()).getDeclaredMethod("run");
      run.setAccessible(true);
      run.invoke(null);
    } catch (InvocationTargetException e) {
      throw new AssertionError(snippet.place() + " fails", e.getCause());
    }
  }
}
