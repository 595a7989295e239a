package dev.glassbox.trace;

/// Code did something that a recording cannot do again, such as looking at a number that may be
/// another one the next time.
public final class NotRecordableException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /// @param message what was done, and what to do instead
  public NotRecordableException(String message) {
    super(message);
  }
}
