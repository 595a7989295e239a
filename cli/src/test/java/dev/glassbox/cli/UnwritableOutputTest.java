package dev.glassbox.cli;

import static dev.glassbox.cli.Ran.glassbox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Output that cannot be written is refused before any work is done, and what is there stays as it
/// is.
final class UnwritableOutputTest {
  @TempDir Path folder;

  private Ran train(Path source, Path out) {
    return glassbox("train", source, "--target", "kind", "--out", out);
  }

  @Test
  void aMissingFolderIsNamed() {
    Path table = Tables.write(folder, "t.csv", Tables.kinds(20));
    Path out = folder.resolve("nowhere").resolve("m.safetensors");
    train(table, out)
        .refused(
            "cannot write %s: the folder %s does not exist; create it first"
                .formatted(out, out.getParent()));
    assertThat(Tables.files(folder)).containsExactly("t.csv");
  }

  @Test
  void aFolderIsNoFile() {
    Path table = Tables.write(folder, "t.csv", Tables.kinds(20));
    train(table, folder)
        .refused("cannot write %s: it is a folder; name a file in it".formatted(folder));
    assertThat(Tables.files(folder)).containsExactly("t.csv");
  }

  @Test
  void aFolderThatIsAFileIsNoFolder() {
    Path table = Tables.write(folder, "t.csv", Tables.kinds(20));
    Path out = table.resolve("m.safetensors");
    train(table, out).refused("cannot write %s: %s is not a folder".formatted(out, table));
  }

  @Test
  void theTableIsNotReplacedByTheModel() throws IOException {
    Path table = Tables.write(folder, "t.csv", Tables.kinds(20));
    train(table, table)
        .refused("--out %s would replace the file that is read; name another".formatted(table));
    assertThat(table).hasContent(Tables.kinds(20));
  }

  @Test
  void theModelIsNotReplacedByPredictions() throws IOException {
    Path model = Tables.model(folder);
    byte[] before = Files.readAllBytes(model);
    glassbox("predict", model, folder.resolve("learnt-from.csv"), "--out", model)
        .refused("--out %s would replace the file that is read; name another".formatted(model));
    assertThat(model).hasBinaryContent(before);
  }

  @Test
  void predictAndGenerateRefuseWhatTrainRefuses() {
    Path out = folder.resolve("nowhere").resolve("t.csv");
    String message =
        "cannot write %s: the folder %s does not exist; create it first"
            .formatted(out, out.getParent());
    glassbox("generate", "xor", "--out", out).refused(message);
    glassbox("predict", "m.safetensors", "t.csv", "--out", out).refused(message);
  }

  @Test
  void aDeviceIsRefusedBeforeTheWork() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no device /dev/full");
    Path table = Tables.write(folder, "t.csv", Tables.kinds(20));
    train(table, full)
        .refused(
            "cannot write /dev/full: it is a device or a pipe, not a file; choose another name");
  }

  @Test
  void aFullDiskBehindStandardOutputIsNoSuccess() throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists(), "there is no device /dev/full");
    Process process =
        Child.glassbox(List.of("generate", "xor", "--rows", "5")).redirectOutput(full).start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("exit code; standard error: %s", said).isEqualTo(2);
    assertThat(said).startsWith("glassbox: standard output cannot be written: ").hasLineCount(1);
  }
}
