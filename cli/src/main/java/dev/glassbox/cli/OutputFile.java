package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import dev.glassbox.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Refuses an output that could not be written before any work is done for it.
final class OutputFile {
  private OutputFile() {}

  /// Refuses a file that cannot be written, or that is needed as it is.
  ///
  /// @param source what is read: a file, `-` or a query
  static void requireWritable(Path file, String source) {
    AtomicFile.requireWritable(file);
    if (isSame(file, source)) {
      throw new DataException(
          "--out %s would replace the file that is read; name another".formatted(file));
    }
  }

  private static boolean isSame(Path file, String source) {
    try {
      return Files.exists(file) && Files.isSameFile(file, Path.of(source));
    } catch (InvalidPathException | IOException none) {
      return false;
    }
  }
}
