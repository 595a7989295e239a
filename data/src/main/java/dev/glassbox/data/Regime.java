package dev.glassbox.data;

/// How hard a network is trained: one rung of the ladder that every table climbs as far as it
/// helps.
///
/// Small or noisy tables want a short training that is held back by dropout and weight decay;
/// tables with much structure want a long one that is not. Which kind a table is, its validation
/// rows tell: the rungs are tried in order, and the climb ends at the first that does not improve.
enum Regime {
  /// A short training under strong restraint, for few or noisy rows.
  CAREFUL("careful", 150, 5, Integer.MAX_VALUE, 0.3, 1.0, 1),
  /// A longer one under less restraint.
  NORMAL("normal", 400, 20, Integer.MAX_VALUE, 0.15, 0.3, 1),
  /// A long one under hardly any, for tables with fine structure and little noise.
  BOLD("bold", 3000, 60, 6000, 0, 0.01, 2.0 / 3);

  private final String title;
  private final int fewestSteps;
  private final int epochs;
  private final int mostSteps;
  private final double dropout;
  private final double weightDecay;
  private final double pace;

  Regime(
      String title,
      int fewestSteps,
      int epochs,
      int mostSteps,
      double dropout,
      double weightDecay,
      double pace) {
    this.title = title;
    this.fewestSteps = fewestSteps;
    this.epochs = epochs;
    this.mostSteps = mostSteps;
    this.dropout = dropout;
    this.weightDecay = weightDecay;
    this.pace = pace;
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

  /// What the optimiser's usual learning rate is multiplied by.
  double pace() {
    return pace;
  }

  /// The number of epochs for epochs of so many steps.
  int epochs(int stepsPerEpoch) {
    long steps = Math.max(fewestSteps, Math.min((long) epochs * stepsPerEpoch, mostSteps));
    return (int) Math.max(1, (steps + stepsPerEpoch - 1) / stepsPerEpoch);
  }
}
