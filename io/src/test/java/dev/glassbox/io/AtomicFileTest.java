package dev.glassbox.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtomicFileTest {
  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new content".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private Path oldFile() throws IOException {
    return Files.write(folder.resolve("file"), OLD);
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void assertRefused(Path path, AtomicFile.Content content, String message) {
    assertThatThrownBy(() -> AtomicFile.write(path, content))
        .isInstanceOf(FileException.class)
        .hasMessage("cannot write " + path + ": " + message);
  }

  @Test
  void aNewFileHasTheContentAndNothingElseIsLeftBeside() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, out -> out.write(NEW));
    assertThat(Files.readAllBytes(file)).isEqualTo(NEW);
    assertThat(all()).containsExactly(file);
  }

  @Test
  void anOldFileIsReplacedAsAWhole() throws IOException {
    Path file = oldFile();
    AtomicFile.write(
        file,
        out -> {
          out.write(NEW);
          out.flush();
          assertThat(Files.readAllBytes(file)).isEqualTo(OLD);
        });
    assertThat(Files.readAllBytes(file)).isEqualTo(NEW);
    assertThat(all()).containsExactly(file);
  }

  @Test
  void aFileNamedWithoutAFolderIsWrittenHere() throws IOException {
    Path file = Path.of("atomic-file-test.tmp");
    try {
      AtomicFile.write(file, out -> out.write(NEW));
      assertThat(Files.readAllBytes(file)).isEqualTo(NEW);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void aFileOfManyBuffersIsWhole() throws IOException {
    byte[] big = new byte[1_000_003];
    for (int i = 0; i < big.length; i++) {
      big[i] = (byte) (i * 31);
    }
    Path file = folder.resolve("file");
    AtomicFile.write(file, out -> out.write(big));
    assertThat(Files.readAllBytes(file)).isEqualTo(big);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "No space left on device|the disk is full; free some space or choose another folder",
        "There is not enough space on the disk"
            + "|the disk is full; free some space or choose another folder",
        "Disk quota exceeded"
            + "|your disk quota is used up; free some space or choose another folder",
        "Input/output error|Input/output error"
      })
  void aFailingWriterLeavesTheOldFileAndNothingBeside(String reason, String said)
      throws IOException {
    Path file = oldFile();
    AtomicFile.Content half =
        out -> {
          writeHalf(out);
          throw new IOException(reason);
        };
    assertRefused(file, half, said);
    assertThat(Files.readAllBytes(file)).isEqualTo(OLD);
    assertThat(all()).containsExactly(file);
  }

  @Test
  void anUncheckedFailureOfTheDiskIsExplainedToo() throws IOException {
    Path file = oldFile();
    assertRefused(
        file,
        _ -> {
          throw new UncheckedIOException(new IOException("No space left on device"));
        },
        "the disk is full; free some space or choose another folder");
    assertThat(Files.readAllBytes(file)).isEqualTo(OLD);
  }

  @Test
  void aBugInTheWriterComesThroughAndLeavesTheOldFile() throws IOException {
    Path file = oldFile();
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      writeHalf(out);
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bug");
    assertThat(Files.readAllBytes(file)).isEqualTo(OLD);
    assertThat(all()).containsExactly(file);
  }

  private static void writeHalf(OutputStream out) throws IOException {
    out.write(NEW, 0, NEW.length / 2);
    out.flush();
  }

  @Test
  void aMissingFolderIsNamed() {
    Path missing = folder.resolve("none");
    assertRefused(
        missing.resolve("file"),
        out -> out.write(NEW),
        "the folder " + missing + " does not exist; create it first");
  }

  @Test
  void aFolderInTheFilesPlaceIsNamed() {
    assertRefused(folder, out -> out.write(NEW), "it is a folder; name a file in it");
  }

  @Test
  void aFileInTheFoldersPlaceIsNamed() throws IOException {
    Path file = oldFile();
    assertRefused(file.resolve("below"), out -> out.write(NEW), file + " is not a folder");
  }

  @Test
  void aDeviceIsNotReplaced() {
    Path device = Path.of("/dev/null");
    if (Files.exists(device)) {
      assertThatThrownBy(() -> AtomicFile.write(device, out -> out.write(NEW)))
          .isInstanceOf(FileException.class)
          .hasMessageStartingWith("cannot write /dev/null: ");
      assertThat(device).exists();
    }
  }

  @Test
  void aNameThatIsTooLongIsRefused() throws IOException {
    Path file = folder.resolve("x".repeat(300));
    assertRefused(file, out -> out.write(NEW), "the name is too long; choose a shorter one");
    assertThat(all()).isEmpty();
  }

  @Test
  void aSymbolicLinkStaysAndItsTargetIsReplaced() throws IOException {
    Path file = oldFile();
    Path link = Files.createSymbolicLink(folder.resolve("link"), file.getFileName());
    AtomicFile.write(link, out -> out.write(NEW));
    assertThat(link).isSymbolicLink();
    assertThat(Files.readAllBytes(file)).isEqualTo(NEW);
  }

  @Test
  void theOldFilesPermissionsAreKept() throws IOException {
    Path file = oldFile();
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    AtomicFile.write(file, out -> out.write(NEW));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void writersAtOnceLeaveOneOfTheirContentsWhole() throws Exception {
    Path file = folder.resolve("file");
    List<Thread> threads = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      byte[] content = new byte[100_000];
      Arrays.fill(content, (byte) writer);
      threads.add(
          Thread.ofVirtual().start(() -> AtomicFile.write(file, out -> out.write(content))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    byte[] read = Files.readAllBytes(file);
    assertThat(read).hasSize(100_000).containsOnly(read[0]);
    assertThat(all()).containsExactly(file);
  }
}
