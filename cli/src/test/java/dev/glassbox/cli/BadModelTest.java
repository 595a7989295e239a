package dev.glassbox.cli;

import static dev.glassbox.cli.Ran.glassbox;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models that cannot be used, and rows that do not fit a model.
final class BadModelTest {
  @TempDir Path folder;
  private Path model = Path.of("");

  @BeforeEach
  void train() {
    model = Tables.model(folder);
  }

  private Ran predict(String table) {
    return glassbox("predict", model, Tables.write(folder, "new.csv", table));
  }

  @Test
  void aMissingModelIsNamed() {
    Path nowhere = folder.resolve("nowhere.safetensors");
    glassbox("inspect", nowhere)
        .refused(nowhere + " does not exist; check the name and the folder");
  }

  @Test
  void aTruncatedModelIsDamaged() throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(bytes, bytes.length - 100));
    glassbox("inspect", model)
        .refused(
            model
                + " is damaged: it is cut short: its tensors take 232 bytes, but only 132 follow"
                + " the header; copy it again");
  }

  @Test
  void aCorruptHeaderIsDamaged() throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    bytes[8] = '!';
    Files.write(model, bytes);
    glassbox("evaluate", model, Ran.shipped("iris.csv"))
        .refused(model + " is not a safetensors file");
  }

  @Test
  void aTableIsNoModel() {
    Path table = Ran.shipped("iris.csv");
    glassbox("predict", table, table)
        .refused(table + " is not a safetensors file: it looks like a table in CSV");
  }

  @Test
  void anEmptyFileIsNoModel() {
    Path empty = Tables.write(folder, "empty.safetensors", "");
    glassbox("inspect", empty).refused(empty + " is empty, not a safetensors file");
  }

  @Test
  void aColumnThatIsAbsentIsNamed() {
    predict("size,kind\n1,big\n")
        .refused(
            folder.resolve("new.csv")
                + " has no column colour, which the model was trained on; there are: size, kind");
  }

  @Test
  void aColumnOfAnotherKindIsNamed() {
    predict("size,colour\n1,red\nlarge,red\n")
        .refused(
            folder.resolve("new.csv")
                + ", row 2: column size holds 'large', but the model was trained on numbers;"
                + " mend the value or leave it empty");
  }

  @Test
  void aTextThatTrainingDidNotHaveIsFine() {
    Ran ran = predict("size,colour\n1,violet\n").succeeded();
    assertThat(ran.lines()).hasSize(2);
    assertThat(ran.lines().getLast()).startsWith("1,violet,");
  }

  @Test
  void aClassThatTrainingDidNotHaveCannotBeScored() {
    Path table = Tables.write(folder, "new.csv", "size,colour,kind\n1,red,huge\n");
    glassbox("evaluate", model, table)
        .refused(
            table
                + ", row 1: column kind holds 'huge', which is no known class;"
                + " the classes are big, small");
  }

  @Test
  void rowsWithoutTheTargetCannotBeScored() {
    Path table = Tables.write(folder, "new.csv", "size,colour\n1,red\n");
    glassbox("evaluate", model, table)
        .refused(table + " has no column kind; there are: size, colour");
  }

  @Test
  void numbersHaveNoProbabilities() {
    Path prices = Tables.model(folder, Tables.prices(60), "price");
    Path table = Tables.write(folder, "new.csv", "size,colour\n1,red\n");
    glassbox("predict", prices, table, "--probabilities")
        .refused(
            "this model predicts the number price, which has no probabilities; leave the option"
                + " out");
  }
}
