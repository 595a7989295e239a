package dev.glassbox.labs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.labs.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The book in docs/book is what the labs say now.
class BookTest {
  private static final Path BOOK = Path.of("../docs/book");
  private static final String REMEDY =
      "write the book anew: ./glassbox lab all --book --out docs/book";
  private static final int MOST_LINES = 240;
  private static final int MOST_BYTES_A_PICTURE = 60_000;

  static List<String> labs() {
    return Course.labs().stream().map(Lab::name).toList();
  }

  @ParameterizedTest
  @MethodSource("labs")
  void theChapterIsWhatTheLabSays(String lab) throws IOException {
    for (Map.Entry<String, String> file : Course.book().chapter(Reports.of(lab)).entrySet()) {
      Path written = BOOK.resolve(file.getKey());
      assertThat(written).as(REMEDY).exists();
      assertThat(Files.readString(written))
          .as("%s; %s", written, REMEDY)
          .isEqualToNormalizingNewlines(file.getValue());
    }
  }

  @Test
  void theContentsNameEveryLab() throws IOException {
    assertThat(Files.readString(BOOK.resolve("README.md")))
        .as(REMEDY)
        .isEqualToNormalizingNewlines(Course.book().contents());
  }

  @Test
  void thereAreNoOtherFiles() throws IOException {
    Map<String, String> expected = new HashMap<>();
    labs().forEach(lab -> expected.putAll(Course.book().chapter(Reports.of(lab))));
    expected.put("README.md", "");
    try (Stream<Path> files = Files.walk(BOOK)) {
      Set<String> there =
          files
              .filter(Files::isRegularFile)
              .map(file -> BOOK.relativize(file).toString().replace('\\', '/'))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(there).isEqualTo(new TreeSet<>(expected.keySet()));
    }
  }

  @Test
  void picturesAreSmall() throws IOException {
    try (Stream<Path> files = Files.list(BOOK.resolve("pictures"))) {
      double mean = files.mapToLong(file -> file.toFile().length()).average().orElse(0);
      assertThat(mean).isBetween(1.0, (double) MOST_BYTES_A_PICTURE);
    }
  }

  @ParameterizedTest
  @MethodSource("labs")
  void theProgramIsShort(String lab) throws IOException {
    String path = Course.named(lab).getClass().getName().replace('.', '/') + ".java";
    List<String> code =
        Files.readAllLines(Path.of("src/main/java", path)).stream()
            .filter(line -> !line.isBlank() && !line.matches("(import|package) .*"))
            .toList();
    assertThat(code).hasSizeLessThanOrEqualTo(MOST_LINES);
  }
}
