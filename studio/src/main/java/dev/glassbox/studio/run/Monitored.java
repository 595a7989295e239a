package dev.glassbox.studio.run;

/// A training whose course can be followed, too.
public interface Monitored extends Observed {
  /// What was measured so far, as a value of its own.
  History history();

  /// Another number whenever something of it has changed.
  long version();
}
