package dev.glassbox.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Writes tables as CSV (RFC 4180, in UTF-8, lines ended by LF).
final class CsvWriter {
  private CsvWriter() {}

  /// Writes a file, all or nothing: beside it first, then into its place.
  static void write(Table table, Path file) {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw new DataException(file + " is a folder; name a file to write");
    }
    try {
      Path draft = Files.createTempFile(folder, "." + absolute.getFileName(), ".part");
      try {
        try (OutputStream out = Files.newOutputStream(draft)) {
          write(table, out);
        }
        sync(draft, StandardOpenOption.WRITE);
        Files.move(
            draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
      sync(folder, StandardOpenOption.READ);
    } catch (NoSuchFileException missing) {
      throw new DataException(
          "%s cannot be written: there is no folder %s".formatted(file, folder), missing);
    } catch (IOException refused) {
      throw new DataException(
          "%s cannot be written: %s".formatted(file, refused.getMessage()), refused);
    }
  }

  private static void sync(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  static void write(Table table, OutputStream out) throws IOException {
    Writer writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    List<Column> columns = table.columns();
    boolean single = columns.size() == 1;
    for (int i = 0; i < columns.size(); i++) {
      cell(writer, i, columns.get(i).name(), single);
    }
    writer.write('\n');
    for (int row = 0; row < table.rows(); row++) {
      for (int i = 0; i < columns.size(); i++) {
        cell(writer, i, table.originalText(row, i, columns.get(i)), single);
      }
      writer.write('\n');
    }
    writer.flush();
  }

  private static void cell(Writer writer, int column, String text, boolean single)
      throws IOException {
    if (column > 0) {
      writer.write(',');
    }
    // An empty cell in a table of one column would be a blank line.
    if (needsQuotes(text) || (single && text.isEmpty())) {
      writer.write('"');
      writer.write(text.replace("\"", "\"\""));
      writer.write('"');
    } else {
      writer.write(text);
    }
  }

  private static boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }
}
