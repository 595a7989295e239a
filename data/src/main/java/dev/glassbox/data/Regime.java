package dev.glassbox.data;

/// How hard a network is trained: one rung of the ladder that every table climbs as far as it helps.
///
/// Small or noisy tables want a short training that is held back by dropout and weight decay; tables
/// with much structure want a long one that is not. Which kind a table is, its validation rows tell:
/// the rungs are tried in order, and the climb ends at the first that does not improve.
enum Regime {
  CAREFUL("careful", 150, 5, Integer.MAX_VALUE, 0.15, 1.0),
  NORMAL("normal", 400, 20, Integer.MAX_VALUE, 0.15, 0.3),
  BOLD("bold", 1500, 60, 6000, 0, 0.01);

  private final String title;
  private final int fewestSteps;
  private final int epochs;
  private final int mostSteps;
  private final double dropout;
  private final double weightDecay;

  Regime(
      String title, int fewestSteps, int epochs, int mostSteps, double dropout, double weightDecay) {
    this.title = title;
    this.fewestSteps = fewestSteps;
    this.epochs = epochs;
    this.mostSteps = mostSteps;
    this.dropout = dropout;
    this.weightDecay = weightDecay;
  }

  String title() {
    return title;
  }

  double dropout() {
    return dropout;
  }

  double weightDecay() {
    return weightDecay;
  }

  /// The number of epochs for epochs of so many steps.
  int epochs(int stepsPerEpoch) {
    long steps = Math.max(fewestSteps, Math.min((long) epochs * stepsPerEpoch, mostSteps));
    return (int) Math.max(1, (steps + stepsPerEpoch - 1) / stepsPerEpoch);
  }
}
