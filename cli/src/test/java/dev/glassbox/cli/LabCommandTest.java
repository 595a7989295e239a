package dev.glassbox.cli;

import static dev.glassbox.cli.Ran.glassbox;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.labs.Lab;
import dev.glassbox.labs.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabCommandTest {
  @TempDir Path folder;

  @Test
  void withoutANameTheLabsAreListed() {
    Ran ran = glassbox("lab").succeeded();
    assertThat(ran.lines().getFirst()).isEqualTo("1 Perceptron");
    for (Lab lab : Course.labs()) {
      assertThat(ran.line("  " + lab.name() + " ")).endsWith(lab.title());
    }
  }

  @Test
  void aLabIsToldOnTheTerminalAndWrittenAsAPage() throws IOException {
    Path out = folder.resolve("pages");
    Ran ran = glassbox("lab", "perceptron", "--out", out).succeeded();
    assertThat(ran.lines().getFirst()).isEqualTo("A neuron that learns from its mistakes");
    assertThat(ran.line("  hamster")).endsWith("cute      no");
    assertThat(ran.out()).contains("  ✓ with w = (1, 1, −1) five of ten animals are right");
    assertThat(ran.line("Written")).isEqualTo("Written   " + out.resolve("perceptron.html"));
    assertThat(Files.readString(out.resolve("perceptron.html"))).contains("<h1>A neuron that");
    assertThat(out.resolve("perceptron-fixed.svg")).exists();
    assertThat(out.resolve("perceptron-fixed.png")).exists();
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void aChapterIsWrittenWhenAskedFor() throws IOException {
    glassbox("lab", "perceptron", "--book", "--out", folder).succeeded();
    assertThat(Files.readString(folder.resolve("perceptron.md"))).startsWith("# A neuron that");
    assertThat(folder.resolve("pictures/perceptron-fixed.svg")).exists();
  }

  @Test
  void aLabRunsOnPointsOfTheUsersOwn() throws IOException {
    Path data = folder.resolve("own.txt");
    Files.writeString(data, "a 1 2 3\nb 1 3 4\nc 0 -1 -2\nd 0 -2 -1\n");
    Ran ran = glassbox("lab", "perceptron", "--data", data, "--out", folder).succeeded();
    assertThat(ran.line("Right are")).startsWith("Right are 4 of 4.");
  }

  @Test
  void everyLabThatTakesPointsRunsOnPointsOfAnySize() throws IOException {
    Path data = folder.resolve("far.csv");
    StringBuilder rows = new StringBuilder("width,height,class\n");
    for (int i = 0; i < 40; i++) {
      rows.append(
          "%d,%d,%s%n".formatted(1000 + 7 * i % 90, 37 * i % 100, i % 3 == 0 ? "in" : "out"));
    }
    Files.writeString(data, rows);
    for (Lab lab : Course.labs()) {
      if (lab.takesPoints()) {
        glassbox("lab", lab.name(), "--data", data, "--out", folder).succeeded();
      }
    }
  }

  @Test
  void aLabRunsOnATableOfTheUsersOwn() throws IOException {
    Path digits = Path.of("../data/digits.csv");
    Path data = folder.resolve("some.csv");
    Files.write(data, Files.readAllLines(digits).subList(0, 601));
    Ran ran = glassbox("lab", "digits", "--data", data, "--out", folder).succeeded();
    assertThat(ran.out().replaceAll("\\s+", " ")).contains("learns from 450 images");
    Files.writeString(data, "a,digit\n1,2\n3,4\n");
    Ran refused = glassbox("lab", "digits", "--data", data, "--out", folder);
    assertThat(refused.err())
        .isEqualTo(
            "glassbox: %s: needs beside digit as many columns as a square has pixels, such as 64; has 1%n"
                .formatted(data));
    assertThat(refused.code()).isEqualTo(2);
  }

  @Test
  void onlySomeLabsTakePoints() {
    assertThat(glassbox("lab", "collapse", "--data", "x.csv", "--out", folder).err())
        .startsWith(
            "glassbox: --data x.csv: the lab collapse has data of its own only; these take yours:"
                + " perceptron, ");
  }

  @Test
  void mistakesAreToldInOneLine() throws IOException {
    glassbox("lab", "perceptrn").refused("there is no lab perceptrn; did you mean perceptron?");
    glassbox("lab", "perceptron", "--seed", "x")
        .refused("--seed x: needs a whole number (see glassbox lab --help)");
    glassbox("lab", "perceptron", "--data", "none.txt", "--out", folder)
        .refused("none.txt does not exist");
    glassbox("lab", "all", "--data", "some.txt")
        .refused("--data some.txt: goes with one lab, not with all of them; name it");
    Path three = folder.resolve("three.txt");
    Files.writeString(three, "a 1 2 3\nb 2 3 4\nc 3 -1 -2\n");
    Ran ran = glassbox("lab", "perceptron", "--data", three, "--out", folder);
    assertThat(ran.err())
        .isEqualTo(
            "glassbox: a perceptron tells two labels apart, and these points have 3: 1, 2, 3%n"
                .formatted());
    assertThat(ran.code()).isEqualTo(2);
    Path file = Files.createFile(folder.resolve("in-the-way"));
    glassbox("lab", "perceptron", "--out", file)
        .refused(
            "cannot make the folder %s: something is in its way, or it is not writable; name another"
                .formatted(file));
  }
}
