package dev.glassbox.cli;

import static dev.glassbox.cli.Ran.glassbox;
import static dev.glassbox.cli.Ran.glassboxReading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictTest {
  @TempDir Path folder;
  private Path model = Path.of("");

  @BeforeEach
  void train() {
    model = Tables.model(folder);
  }

  private Path table(String text) {
    return Tables.write(folder, "new.csv", text);
  }

  @Test
  void rowsComeOutInOrderWithTheirColumnsAndThePrediction() {
    String text = "note,colour,size,kind\nfirst,red,1,?\nsecond,blue,24.50,?\nthird,red,  2,?\n";
    Ran ran = glassbox("predict", model, table(text)).succeeded();
    assertThat(ran.lines()).hasSize(4);
    assertThat(ran.lines().getFirst()).isEqualTo("note,colour,size,kind,predicted_kind");
    assertThat(ran.lines().get(1)).matches("first,red,1,\\?,(big|small)");
    assertThat(ran.lines().get(2)).matches("second,blue,24.50,\\?,(big|small)");
    assertThat(ran.lines().get(3)).matches("third,red,  2,\\?,(big|small)");
  }

  @Test
  void theTargetColumnMayBeAbsent() {
    Ran ran = glassbox("predict", model, table("size,colour\n1,red\n")).succeeded();
    assertThat(ran.lines().getFirst()).isEqualTo("size,colour,predicted_kind");
  }

  @Test
  void cellsThatNeedQuotesKeepThem() {
    String text =
        "size,colour,note\n1,red,\"a, b\"\n2,blue,\"say \"\"so\"\"\"\n3,red,\"two\nlines\"\n";
    Ran ran = glassbox("predict", model, table(text)).succeeded();
    assertThat(ran.out())
        .contains("1,red,\"a, b\",", "2,blue,\"say \"\"so\"\"\",", "3,red,\"two\nlines\",");
  }

  @Test
  void rowsMayComeFromStandardInput() {
    String text = "size,colour\n1,red\n24,blue\n";
    Ran input = glassboxReading(text, "predict", model, "-").succeeded();
    assertThat(input.out()).isEqualTo(glassbox("predict", model, table(text)).succeeded().out());
  }

  @Test
  void rowsMayComeFromAQuery() {
    Path file = table("size,colour,more\n1,red,x\n24,blue,y\n");
    Ran ran =
        glassbox("predict", model, "select colour, size from '%s' where size > 10".formatted(file))
            .succeeded();
    assertThat(ran.lines().getFirst()).isEqualTo("colour,size,predicted_kind");
    assertThat(ran.lines()).hasSize(2);
  }

  @Test
  void probabilitiesAddUpToOne() {
    Ran ran =
        glassbox("predict", model, table("size,colour\n1,red\n24,blue\n"), "--probabilities")
            .succeeded();
    assertThat(ran.lines().getFirst())
        .isEqualTo("size,colour,predicted_kind,probability_big,probability_small");
    for (String line : ran.lines().subList(1, 3)) {
      List<String> cells = Arrays.asList(line.split(",", -1));
      double big = Double.parseDouble(cells.get(3));
      double small = Double.parseDouble(cells.get(4));
      assertThat(big + small).isCloseTo(1, within(2e-6));
      assertThat(cells.get(2)).isEqualTo(big > small ? "big" : "small");
    }
  }

  @Test
  void aNumberIsPredictedAsANumber() {
    Path prices = Tables.model(folder, Tables.prices(60), "price");
    Ran ran = glassbox("predict", prices, table("size,colour\n1,red\n24,blue\n")).succeeded();
    assertThat(ran.lines().getFirst()).isEqualTo("size,colour,predicted_price");
    assertThat(ran.lines().get(1).split(",", -1)[2]).satisfies(Double::parseDouble);
  }

  @Test
  void outWritesAFileAndSaysSo() throws IOException {
    Path file = table("size,colour\n1,red\n");
    Path out = folder.resolve("answers.csv");
    Ran ran = glassbox("predict", model, file, "--out", out).succeeded();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).isEqualTo("1 row written to " + out + System.lineSeparator());
    assertThat(Files.readString(out)).isEqualTo(glassbox("predict", model, file).out());
  }

  @Test
  void missingValuesAreNoHindrance() {
    Ran ran = glassbox("predict", model, table("size,colour\n,red\nNA,\n")).succeeded();
    assertThat(ran.lines()).hasSize(3);
  }
}
