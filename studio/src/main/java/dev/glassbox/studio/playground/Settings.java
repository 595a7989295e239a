package dev.glassbox.studio.playground;

import java.util.List;

/// All that a run of the playground follows from: the same settings, the same bits.
///
/// @param data where the points come from
/// @param points how many are made
/// @param noise the standard deviation of what is added to them
/// @param testShare which part of them is kept to test on
/// @param added points of the user's own, which are trained on
/// @param removed numbers of made points that are left out, in rising order
/// @param hidden the neurons of each hidden layer
/// @param activation what stands between the layers
/// @param initialisation how weights start
/// @param loss what is minimised
/// @param optimiser how gradients become steps
/// @param rate its learning rate
/// @param batch points a step
/// @param decay λ of the L2 regularisation
/// @param seed from which all chance follows
/// @param edits weights that were set by hand, which are part of what a run follows from
record Settings(
    Source data,
    int points,
    double noise,
    double testShare,
    List<Point> added,
    List<Integer> removed,
    List<Integer> hidden,
    dev.glassbox.nn.Activation activation,
    Initialisation initialisation,
    LossKind loss,
    OptimiserKind optimiser,
    double rate,
    int batch,
    double decay,
    int seed,
    List<Edit> edits) {

  /// Copies the lists.
  Settings {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    hidden = List.copyOf(hidden);
    edits = List.copyOf(edits);
  }

  /// How many numbers the network gives: one score for two classes, one a class for more, or the
  /// value.
  int outputs() {
    return data.classes() > 2 ? data.classes() : 1;
  }
}
