package dev.glassbox.studio.run;

import java.util.Optional;

/// A training that screens may look into, on any thread. To look changes nothing.
public interface Observed {
  /// What is trained, at present.
  Subject subject();

  /// The steps whose weights are kept, in rising order, from 0 to the latest.
  int[] steps();

  /// The network at the latest kept step that is not after this one.
  Snapshot at(int step);

  /// How it is trained, where that is known.
  default Optional<Recipe> recipe() {
    return Optional.empty();
  }
}
