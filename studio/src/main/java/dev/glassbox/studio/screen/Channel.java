package dev.glassbox.studio.screen;

/// The way from a screen to all tabs that are open.
public interface Channel {
  /// Whether any tab would see a frame; if not, none need be made.
  boolean isListenedTo();

  /// Sends a frame to all tabs. A tab that is still busy with an earlier one gets the latest when
  /// it is ready, and never makes this wait; a tab that opens later begins with the last one.
  void send(Frame frame);
}
