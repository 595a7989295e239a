package dev.glassbox.io;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Says what a file seems to be that is not a safetensors file.
final class ForeignFile {
  /// How many of a file's first bytes are looked at.
  static final int LOOKED_AT = 512;

  private record Kind(String name, String magic, int at) {
    private Kind(String name, String magic) {
      this(name, magic, 0);
    }

    boolean matches(String opening) {
      return opening.startsWith(magic, at);
    }
  }

  // Magic numbers as Latin-1 text. The special comes before the general.
  private static final List<Kind> KINDS =
      List.of(
          new Kind("a PNG picture", "\u0089PNG"),
          new Kind("a JPEG picture", "\u00FF\u00D8\u00FF"),
          new Kind("a GIF picture", "GIF8"),
          new Kind("a PDF document", "%PDF"),
          new Kind("an HDF5 file, as Keras writes", "\u0089HDF\r\n"),
          new Kind("a NumPy array (.npy)", "\u0093NUMPY"),
          new Kind("a GGUF model", "GGUF"),
          new Kind("a TensorFlow Lite model", "TFL3", 4),
          new Kind("a Parquet table", "PAR1"),
          new Kind("a DuckDB database", "DUCK", 8),
          new Kind("an SQLite database", "SQLite format 3"),
          new Kind("a gzip archive", "\u001F\u008B"),
          new Kind("a program", "\u007FELF"),
          new Kind("a Java class", "\u00CA\u00FE\u00BA\u00BE"),
          new Kind(
              "a Git LFS pointer, not the file itself; fetch it with git lfs pull",
              "version https://git-lfs"),
          new Kind("a web page, perhaps of a failed download", "<!DOCTYPE"),
          new Kind("a web page, perhaps of a failed download", "<!doctype"),
          new Kind("a web page, perhaps of a failed download", "<html"),
          new Kind("XML text", "<?xml"));

  private ForeignFile() {}

  /// The end of a sentence that begins with the name of the file.
  ///
  /// @param opening the file's first bytes, all of them if it is shorter than [#LOOKED_AT]
  static String describe(byte[] opening) {
    if (opening.length == 0) {
      return "is empty, not a safetensors file";
    }
    String text = new String(opening, StandardCharsets.ISO_8859_1);
    return kind(text)
        .map(kind -> "is not a safetensors file: it looks like " + kind)
        .orElse("is not a safetensors file");
  }

  private static Optional<String> kind(String opening) {
    if (opening.startsWith("PK\3\4")) {
      return Optional.of(archive(opening));
    }
    Optional<String> known =
        KINDS.stream().filter(kind -> kind.matches(opening)).map(Kind::name).findFirst();
    if (known.isPresent()) {
      return known;
    }
    if (isPickle(opening)) {
      return Optional.of("a Python pickle, as old PyTorch writes, which can run code when loaded");
    }
    if (isOnnx(opening)) {
      return Optional.of("an ONNX model");
    }
    return isText(opening) ? Optional.of(text(opening)) : Optional.empty();
  }

  // The name of the first file in a zip archive stands at byte 30.
  private static String archive(String opening) {
    if (opening.contains("data.pkl")) {
      return "a PyTorch checkpoint (.pt), which can run code when loaded; save it by safetensors";
    }
    return opening.contains(".npy") ? "NumPy arrays (.npz)" : "a zip archive";
  }

  // PROTO, then the version.
  private static boolean isPickle(String opening) {
    return opening.length() > 2
        && opening.charAt(0) == 0x80
        && opening.charAt(1) >= 2
        && opening.charAt(1) <= 5;
  }

  // Protocol buffers: field 1, the IR version, as a small number; then a text or message with the
  // field number of producer, domain, doc, graph or operator set.
  private static boolean isOnnx(String opening) {
    return opening.length() > 4
        && opening.charAt(0) == 0x08
        && opening.charAt(1) >= 1
        && opening.charAt(1) < 0x20
        && "\u0012\u001A\"2:B".indexOf(opening.charAt(2)) >= 0;
  }

  private static boolean isText(String opening) {
    return opening
        .chars()
        .allMatch(c -> (c >= ' ' && c != 0x7F) || c == '\t' || c == '\n' || c == '\r');
  }

  private static String text(String opening) {
    char first = opening.stripLeading().isEmpty() ? ' ' : opening.stripLeading().charAt(0);
    if (first == '{' || first == '[') {
      return "JSON text";
    }
    String line = opening.lines().findFirst().orElse("");
    boolean isTable = line.indexOf(',') > 0 || line.indexOf(';') > 0 || line.indexOf('\t') > 0;
    return isTable ? "a table in CSV" : "plain text";
  }
}
