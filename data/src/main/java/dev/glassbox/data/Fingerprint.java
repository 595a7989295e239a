package dev.glassbox.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of a table.
///
/// Hashed are, with big-endian numbers: the counts of columns and rows; for every column the length
/// and UTF-8 of its name, then of its kind; then its cells: a number as the 8 bytes of its bits,
/// with one NaN for every missing cell and 0 for −0; a text as length and UTF-8, −1 for a missing
/// one; a truth value as one byte, 0, 1 or −1; a time as 8 bytes. It is a promise: it must not
/// change between versions.
final class Fingerprint {
  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
  }

  static String of(Table table) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.putInt(table.columns().size());
    fingerprint.putInt(table.rows());
    for (Column column : table.columns()) {
      fingerprint.put(column.name());
      fingerprint.put(kind(column));
      fingerprint.cells(column);
    }
    fingerprint.drain();
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  private static String kind(Column column) {
    return switch (column) {
      case NumericColumn _ -> "number";
      case TextColumn _ -> "text";
      case BooleanColumn _ -> "boolean";
      case TemporalColumn times ->
          switch (times.kind()) {
            case DATE -> "date";
            case TIME -> "time";
            case MOMENT -> "moment";
          };
    };
  }

  private void cells(Column column) {
    for (int row = 0; row < column.rows(); row++) {
      switch (column) {
        // Adding zero turns −0 into 0, and doubleToLongBits turns every NaN into one.
        case NumericColumn numbers -> putLong(Double.doubleToLongBits(numbers.value(row) + 0.0));
        case TextColumn text -> {
          if (text.isMissing(row)) {
            putInt(-1);
          } else {
            put(text.text(row));
          }
        }
        case BooleanColumn truth ->
            putByte((byte) (truth.isMissing(row) ? -1 : truth.isTrue(row) ? 1 : 0));
        case TemporalColumn times -> putLong(times.value(row));
      }
    }
  }

  private void put(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    putInt(bytes.length);
    drain();
    digest.update(bytes);
  }

  private void putByte(byte value) {
    room(1);
    buffer.put(value);
  }

  private void putInt(int value) {
    room(4);
    buffer.putInt(value);
  }

  private void putLong(long value) {
    room(8);
    buffer.putLong(value);
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      drain();
    }
  }

  private void drain() {
    digest.update(buffer.flip());
    buffer.clear();
  }
}
