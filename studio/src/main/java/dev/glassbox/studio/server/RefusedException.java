package dev.glassbox.studio.server;

/// A request that is not answered as it would like.
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  /// @param status as HTTP numbers them
  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
