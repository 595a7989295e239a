package dev.glassbox.studio.playground;

/// What the user changed in the middle of a run, which goes on from there.
public sealed interface Change {
  /// After which step it holds.
  int step();

  /// Another learning rate. The optimiser keeps what it has in mind.
  record Rate(int step, double rate) implements Change {}

  /// Another optimiser, which begins with nothing in mind.
  record Optimiser(int step, OptimiserKind optimiser) implements Change {}

  /// Other batches: the points that this epoch has still to visit are parted anew.
  record Batch(int step, int batch) implements Change {}
}
