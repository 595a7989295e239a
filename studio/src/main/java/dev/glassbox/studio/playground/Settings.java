package dev.glassbox.studio.playground;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
/// @param changes what else was changed in the middle of the run
public record Settings(
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
    List<Edit> edits,
    List<Change> changes) {

  /// Copies the lists, the changes in the order of their steps.
  public Settings {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    hidden = List.copyOf(hidden);
    edits = List.copyOf(edits);
    changes = changes.stream().sorted(Comparator.comparingInt(Change::step)).toList();
  }

  /// How many numbers the network gives: one score for two classes, one a class for more, or the
  /// value.
  public int outputs() {
    return data.classes() > 2 ? data.classes() : 1;
  }

  /// The same with these edits and changes, too.
  public Settings and(List<Edit> moreEdits, List<Change> moreChanges) {
    return new Settings(
        data,
        points,
        noise,
        testShare,
        added,
        removed,
        hidden,
        activation,
        initialisation,
        loss,
        optimiser,
        rate,
        batch,
        decay,
        seed,
        Stream.concat(edits.stream(), moreEdits.stream()).toList(),
        Stream.concat(changes.stream(), moreChanges.stream()).toList());
  }

  /// The learning rate after a step.
  public double rateAfter(int step) {
    double now = rate;
    for (Change change : changes) {
      now = change instanceof Change.Rate(int at, double to) && at <= step ? to : now;
    }
    return now;
  }

  /// The optimiser after a step.
  public OptimiserKind optimiserAfter(int step) {
    OptimiserKind now = optimiser;
    for (Change change : changes) {
      now = change instanceof Change.Optimiser(int at, OptimiserKind to) && at <= step ? to : now;
    }
    return now;
  }

  /// How many points a step takes after a step.
  public int batchAfter(int step) {
    int now = batch;
    for (Change change : changes) {
      now = change instanceof Change.Batch(int at, int to) && at <= step ? to : now;
    }
    return now;
  }
}
