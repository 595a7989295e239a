package dev.glassbox.cli;

/// The work ended early for a reason that the user can mend, and what there was is kept; the
/// message says both.
final class StoppedShort extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoppedShort(String message) {
    super(message);
  }
}
