package dev.glassbox.data;

import java.util.Arrays;

/// Finds the cells of a CSV text (RFC 4180), and refuses a text whose lines do not agree.
///
/// A cell in double quotes may hold the separator, line breaks, and a quote written twice. Lines
/// end with LF, CR LF or CR. A blank line is passed over; where a table has one column it is a
/// missing cell, but for the blank lines at the end of the file.
final class CsvSplitter {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int SAMPLED_LINES = 100;

  private final CsvText text;
  private final byte[] bytes;
  private final char delimiter;
  private int position;
  private int fields;
  private int[] starts = new int[1024];
  private int count;

  private CsvSplitter(CsvText text, char delimiter) {
    this.text = text;
    this.bytes = text.bytes();
    this.delimiter = delimiter;
    this.position = text.start();
  }

  /// Splits a text at the separator that suits its first lines best.
  ///
  /// @throws DataException if a line has more or fewer cells than the header, or a quote is not
  ///   closed
  static CsvCells split(CsvText text) {
    return new CsvSplitter(text, delimiter(text)).all();
  }

  /// The separator which splits the header, and which most of the first lines agree on.
  private static char delimiter(CsvText text) {
    char best = ',';
    double bestShare = 0;
    int bestFields = 1;
    for (char candidate : DELIMITERS) {
      CsvSplitter splitter = new CsvSplitter(text, candidate);
      int header = splitter.sampleLine();
      int lines = 1;
      int agreeing = 1;
      while (header > 1 && lines < SAMPLED_LINES && splitter.position < splitter.bytes.length) {
        int found = splitter.sampleLine();
        if (found > 0) {
          lines++;
          agreeing += found == header ? 1 : 0;
        }
      }
      double share = (double) agreeing / lines;
      if (header > 1 && (share > bestShare || (share == bestShare && header > bestFields))) {
        best = candidate;
        bestShare = share;
        bestFields = header;
      }
    }
    return best;
  }

  /// How many cells the next line has, 0 if it is blank or broken.
  private int sampleLine() {
    int start = position;
    try {
      line();
    } catch (DataException broken) {
      position = bytes.length;
      return 0;
    }
    count = 0;
    return isBlank(start, position) ? 0 : fields;
  }

  private CsvCells all() {
    do {
      count = 0;
      line();
    } while (count == 1 && isBlank(starts[0], position));
    int columns = fields;
    int rows = 1;
    int trailing = 0;
    while (position < bytes.length) {
      int start = position;
      int before = count;
      line();
      if (fields == 1 && isBlank(start, position)) {
        if (columns == 1) {
          trailing++;
        } else {
          count = before;
        }
      } else if (fields != columns) {
        throw ragged(start, columns);
      } else {
        rows += trailing + 1;
        trailing = 0;
      }
    }
    count -= trailing;
    append(bytes.length + 1);
    return new CsvCells(text, delimiter, columns, rows, Arrays.copyOf(starts, count));
  }

  private DataException ragged(int start, int columns) {
    String remedy =
        fields > columns
            ? "quote a cell that holds the separator %s".formatted(separator())
            : "write the separator %s for an empty cell too".formatted(separator());
    return new DataException(
        "%s, line %d: expected %s as in the header, found %d; %s"
            .formatted(
                text.source(),
                text.line(start),
                columns == 1 ? "1 field" : columns + " fields",
                fields,
                remedy));
  }

  private String separator() {
    return delimiter == '\t' ? "(a tab)" : "'" + delimiter + "'";
  }

  private boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!CsvCells.isSpace(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  /// Goes through one line, noting where its cells begin.
  private void line() {
    fields = 0;
    while (true) {
      append(position);
      fields++;
      int end = cell();
      if (end < bytes.length && bytes[end] == delimiter) {
        position = end + 1;
        continue;
      }
      position = end;
      if (position < bytes.length && bytes[position] == '\r') {
        position++;
        if (position < bytes.length && bytes[position] == '\n') {
          position++;
        }
      } else if (position < bytes.length) {
        position++;
      }
      return;
    }
  }

  /// Goes through one cell, to the separator or the end of the line after it.
  private int cell() {
    int i = position;
    while (i < bytes.length && isPadding(bytes[i])) {
      i++;
    }
    if (i < bytes.length && bytes[i] == '"') {
      return quoted(i);
    }
    while (i < bytes.length) {
      byte c = bytes[i];
      if (c == delimiter || c == '\n' || c == '\r') {
        return i;
      }
      i++;
    }
    return i;
  }

  private int quoted(int opening) {
    int i = opening + 1;
    while (i < bytes.length) {
      if (bytes[i] != '"') {
        i++;
      } else if (i + 1 < bytes.length && bytes[i + 1] == '"') {
        i += 2;
      } else {
        return afterQuote(opening, i + 1);
      }
    }
    throw new DataException(
        "%s, line %d: a quote opens and is never closed; write a quote inside a quoted cell twice"
            .formatted(text.source(), text.line(opening)));
  }

  private int afterQuote(int opening, int after) {
    int i = after;
    while (i < bytes.length && isPadding(bytes[i])) {
      i++;
    }
    if (i == bytes.length || bytes[i] == delimiter || bytes[i] == '\n' || bytes[i] == '\r') {
      return i;
    }
    throw new DataException(
        ("%s, line %d: there is text after a closing quote; write a quote inside a quoted cell"
                + " twice, or quote no cell at all")
            .formatted(text.source(), text.line(opening)));
  }

  private boolean isPadding(byte c) {
    return c == ' ' || (c == '\t' && delimiter != '\t');
  }

  private void append(int start) {
    if (count == starts.length) {
      if (count > Integer.MAX_VALUE / 2) {
        throw new DataException(
            text.source()
                + " has more than 1,000,000,000 cells; convert it to Parquet and query it");
      }
      starts = Arrays.copyOf(starts, count + (count >> 1) + 1);
    }
    starts[count++] = start;
  }
}
