package dev.glassbox.io;

/// A file that cannot be read or written; the message is one line that names the file, says what is
/// wrong with it and, where something helps, what to do.
public final class FileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// An exception with this message, made into one line.
  public FileException(String message) {
    super(oneLine(message));
  }

  /// An exception with this message, made into one line, and what brought it about.
  public FileException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  // Messages quote names that come out of files: no line break, terminal escape or mark that turns
  // the writing direction may reach the terminal.
  private static String oneLine(String message) {
    return message.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
  }
}
