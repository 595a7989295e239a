package dev.glassbox.studio.run;

/// A training that goes on step by step when it is told to.
public interface Stepping {
  /// What is kept of each step. The last of them is the latest.
  Timeline<?> timeline();

  /// Whether another step can be taken.
  boolean canGoOn();

  /// Takes the next step.
  void next();
}
