package dev.glassbox.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files made byte by byte, for the tests of what cannot be trusted.
final class RawFile {
  private RawFile() {}

  /// A length, a header and bytes after it, none of which need be right.
  static byte[] of(long length, byte[] header, byte[] data) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
    bytes.writeBytes(header);
    bytes.writeBytes(data);
    return bytes.toByteArray();
  }

  /// A header of the right length, and so many zeros after it.
  static byte[] of(String header, int zeros) {
    byte[] utf8 = header.getBytes(StandardCharsets.UTF_8);
    return of(utf8.length, utf8, new byte[zeros]);
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
