package dev.glassbox.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssetsTest {
  private static final Path WEB = Path.of("src/main/resources/dev/glassbox/studio/web");

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(WEB)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> WEB.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }

  @Test
  void everyFileOfThePageIsServed() throws IOException {
    List<String> named = Stream.concat(Assets.FILES.stream(), Assets.PARTS.stream()).toList();
    List<String> others = files().stream().filter(file -> !named.contains(file)).toList();
    // What is not named is the file of a screen: screens/NAME.js.
    assertThat(others).isNotEmpty().allMatch(file -> file.matches("screens/[a-z]+\\.js"));
    assertThat(files()).containsAll(named);
  }

  @Test
  void thePageLoadsNothingFromElsewhere() throws IOException {
    for (String file : files()) {
      String text = Files.readString(WEB.resolve(file)).replace("http://www.w3.org/", "");
      assertThat(text).as(file).doesNotContain("http://", "https://");
    }
  }
}
