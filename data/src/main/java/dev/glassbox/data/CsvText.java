package dev.glassbox.data;

import java.nio.charset.StandardCharsets;

/// The bytes of a text file, checked to be UTF-8.
///
/// @param source what to call it in messages
/// @param bytes the whole file
/// @param start where the text begins, after a byte-order mark
record CsvText(String source, byte[] bytes, int start) {
  private static final int LOOKED_AT = 1 << 16;

  /// Checks that the bytes are UTF-8 text and not something else.
  ///
  /// @throws DataException if they are empty, binary, UTF-16, or in another encoding
  static CsvText check(String source, byte[] bytes) {
    refuseWide(source, bytes);
    boolean marked =
        bytes.length >= 3
            && (bytes[0] & 0xFF) == 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    CsvText text = new CsvText(source, bytes, marked ? 3 : 0);
    if (text.isBlank()) {
      throw new DataException(source + " is empty; a table needs a line of column names and rows");
    }
    text.refuseBinary();
    text.refuseOtherEncodings();
    return text;
  }

  private static void refuseWide(String source, byte[] bytes) {
    if (bytes.length < 2) {
      return;
    }
    int mark = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    boolean little = mark == 0xFFFE || (bytes[0] != 0 && bytes[1] == 0);
    boolean big = mark == 0xFEFF || (bytes[0] == 0 && bytes[1] != 0);
    if (little || big) {
      String encoding = little ? "UTF-16LE" : "UTF-16BE";
      throw new DataException(
          "%s is %s text, not UTF-8; convert it: iconv -f %s -t UTF-8"
              .formatted(source, encoding, mark == 0xFFFE || mark == 0xFEFF ? "UTF-16" : encoding));
    }
  }

  private boolean isBlank() {
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private void refuseBinary() {
    String kind = knownKind();
    int end = Math.min(bytes.length, LOOKED_AT);
    for (int i = start; i < end && kind.isEmpty(); i++) {
      int c = bytes[i];
      if (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
        kind = "it holds the byte 0x%02X".formatted(c);
      }
    }
    if (!kind.isEmpty()) {
      throw new DataException(
          "%s is not a table: %s; give CSV, TSV, Parquet or JSON".formatted(source, kind));
    }
  }

  private String knownKind() {
    if (startsWith("PK\3\4")) {
      return "it is a zip archive or a spreadsheet (save that as CSV)";
    }
    if (startsWith("%PDF")) {
      return "it is a PDF document";
    }
    if (startsWith("SQLite format")) {
      return "it is an SQLite database";
    }
    return "";
  }

  private boolean startsWith(String prefix) {
    byte[] wanted = prefix.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private void refuseOtherEncodings() {
    int wrong = firstNotUtf8(bytes, start);
    if (wrong >= 0) {
      throw new DataException(
          ("%s, line %d: the byte 0x%02X is not UTF-8, the text looks like Latin-1 (Windows-1252);"
                  + " convert it: iconv -f WINDOWS-1252 -t UTF-8")
              .formatted(source, line(wrong), bytes[wrong] & 0xFF));
    }
  }

  /// Where the first byte stands that no UTF-8 text has at that place, or -1 (RFC 3629, section 4).
  static int firstNotUtf8(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length) {
      int c = bytes[i] & 0xFF;
      if (c < 0x80) {
        i++;
        continue;
      }
      int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
      boolean possible = c >= 0xC2 && c <= 0xF4 && i + more < bytes.length;
      if (!possible || !continues(bytes, i, more) || !inRange(c, bytes[i + 1] & 0xFF)) {
        return i;
      }
      i += more + 1;
    }
    return -1;
  }

  private static boolean continues(byte[] bytes, int at, int more) {
    for (int k = 1; k <= more; k++) {
      if ((bytes[at + k] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }

  // No overlong spelling, no surrogate, nothing above U+10FFFF.
  private static boolean inRange(int first, int second) {
    return switch (first) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second < 0xA0;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second < 0x90;
      default -> true;
    };
  }

  /// The number of the line, from 1, in which a byte stands.
  int line(int position) {
    int line = 1;
    for (int i = start; i < position; i++) {
      boolean loneReturn = bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
      if (bytes[i] == '\n' || loneReturn) {
        line++;
      }
    }
    return line;
  }
}
