package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Refuses an output that could not be written before any work is done for it.
final class OutputFile {
  private OutputFile() {}

  static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new DataException("--out %s is a folder; name a file in it".formatted(file));
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new DataException(
          "--out %s: there is no folder %s; make it first".formatted(file, folder));
    }
    if (!Files.isWritable(folder)) {
      throw new DataException(
          "--out %s: the folder %s cannot be written to; choose another".formatted(file, folder));
    }
  }
}
