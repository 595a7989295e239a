package dev.glassbox.labs;

/// Something that a lab states is not so.
public final class FailedCheckException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message the claim and what was found
  public FailedCheckException(String message) {
    super(message);
  }
}
