package dev.glassbox.data;

import dev.glassbox.io.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Writes tables as CSV (RFC 4180, in UTF-8, lines ended by LF).
final class CsvWriter {
  private CsvWriter() {}

  /// Writes a file, all or nothing.
  static void write(Table table, Path file) {
    AtomicFile.write(file, out -> write(table, out));
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
