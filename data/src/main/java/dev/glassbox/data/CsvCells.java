package dev.glassbox.data;

import java.nio.charset.StandardCharsets;

/// Where every cell of a CSV text begins; a cell ends before the next one.
///
/// @param text the file
/// @param delimiter what separates the cells of a line
/// @param columns how many cells every line has
/// @param rows how many lines there are, the header with them
/// @param starts the first byte of each cell, row by row, and at the end where another would begin
record CsvCells(CsvText text, char delimiter, int columns, int rows, int[] starts) {

  /// The first byte of what a cell holds, without quotes and the space around it.
  int from(int row, int column) {
    byte[] bytes = text.bytes();
    int at = row * columns + column;
    int from = starts[at];
    int end = starts[at + 1] - 1;
    while (from < end && isSpace(bytes[from])) {
      from++;
    }
    if (from < end && bytes[from] == '"') {
      from++;
      while (from < end && isSpace(bytes[from])) {
        from++;
      }
    }
    return from;
  }

  /// The byte after what a cell holds, without quotes and the space around it.
  int to(int row, int column, int from) {
    byte[] bytes = text.bytes();
    int to = rawTo(row, column, from);
    if (isQuoted(row, column)) {
      to--;
      while (to > from && isSpace(bytes[to - 1])) {
        to--;
      }
    }
    return Math.max(from, to);
  }

  private int rawTo(int row, int column, int from) {
    byte[] bytes = text.bytes();
    int to = starts[row * columns + column + 1] - 1;
    while (to > from && isSpace(bytes[to - 1])) {
      to--;
    }
    return to;
  }

  private boolean isQuoted(int row, int column) {
    byte[] bytes = text.bytes();
    int at = row * columns + column;
    int from = starts[at];
    int end = starts[at + 1] - 1;
    while (from < end && isSpace(bytes[from])) {
      from++;
    }
    return from < end && bytes[from] == '"';
  }

  /// What a cell holds, without quotes and the space around it.
  String value(int row, int column) {
    int from = from(row, column);
    String value = decode(from, to(row, column, from));
    return isQuoted(row, column) ? value.replace("\"\"", "\"") : value;
  }

  /// What a cell holds to the letter: only quotes and the end of the line are taken off.
  String original(int row, int column) {
    byte[] bytes = text.bytes();
    int from = starts[row * columns + column];
    int to = starts[row * columns + column + 1] - 1;
    if (isQuoted(row, column)) {
      to = rawTo(row, column, from) - 1;
      while (bytes[from] != '"') {
        from++;
      }
      return decode(from + 1, to).replace("\"\"", "\"");
    }
    while (to > from && (bytes[to - 1] == '\n' || bytes[to - 1] == '\r')) {
      to--;
    }
    return decode(from, to);
  }

  private String decode(int from, int to) {
    return new String(text.bytes(), from, Math.max(0, to - from), StandardCharsets.UTF_8);
  }

  static boolean isSpace(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
