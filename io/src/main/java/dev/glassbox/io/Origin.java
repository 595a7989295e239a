package dev.glassbox.io;

import java.nio.file.Path;

/// The file that is being read, for the messages about it.
record Origin(Path path) {
  private static final int LONGEST_NAME = 60;

  /// The file breaks the format.
  FileException damaged(String what) {
    return new FileException("%s is damaged: %s".formatted(path, what));
  }

  /// The file is sound, or never was a safetensors file, but it cannot be read.
  FileException refused(String what) {
    return new FileException("%s %s".formatted(path, what));
  }

  /// A name out of the file, in quotes and not too long for a message.
  static String quoted(String name) {
    return name.length() <= LONGEST_NAME
        ? "'" + name + "'"
        : "'" + name.substring(0, LONGEST_NAME) + "…'";
  }
}
