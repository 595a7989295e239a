package dev.glassbox.tensor;

/// Tensors whose shapes do not fit the operation; the message names the shapes and the rule.
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /// An exception with this message.
  public ShapeException(String message) {
    super(message);
  }
}
