package dev.glassbox.studio.screen;

/// A command that cannot be carried out as asked.
///
/// The message is one line that says what was given, which rule it broke and what to do.
public final class MistakeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// A mistake with this message.
  public MistakeException(String message) {
    super(message);
  }

  /// A command that a screen does not know.
  public static MistakeException unknownCommand(Screen screen, String command, String known) {
    return new MistakeException(
        "%s has no command '%s'; it has %s".formatted(screen.name(), command, known));
  }
}
