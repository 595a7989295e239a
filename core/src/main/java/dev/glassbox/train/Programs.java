package dev.glassbox.train;

import dev.glassbox.trace.NotRecordableException;

/// Whether trainings and predictions use programs.
final class Programs {
  private static final System.Logger LOGGER = System.getLogger("dev.glassbox.program");

  private Programs() {}

  /// Whether they do, as they do unless the system property `glassbox.programs` is `off`.
  static boolean areOn() {
    return !System.getProperty("glassbox.programs", "on").equals("off");
  }

  /// Says why something goes on operation by operation.
  static void didNotFit(String what, NotRecordableException reason) {
    LOGGER.log(
        System.Logger.Level.DEBUG,
        "{0} operation by operation, without a program: {1}",
        what,
        reason.getMessage());
  }
}
