package dev.glassbox.data;

/// Data that cannot be used as asked: a file, a query, a column or an option of the user's.
///
/// The message is one line that says what was given, which rule it broke and what to do.
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// An exception with this message, made into one line.
  public DataException(String message) {
    super(oneLine(message));
  }

  /// An exception with this message, made into one line, and what brought it about.
  public DataException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  // A name in a hostile file may hold what a terminal would obey.
  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "�");
  }
}
