package dev.glassbox.tensor;

/// Tensors whose element types do not fit the operation; the message says which cast helps.
public final class DTypeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /// An exception with this message.
  public DTypeException(String message) {
    super(message);
  }
}
