package dev.glassbox.cli;

/// How much of a training is done, counted in rows gone over: every network that is tried, and with
/// cross-validation every round.
///
/// What is left is known only as "at most", as networks stop early and some are never tried; when
/// that happens what is left shrinks, so the share that is done never falls. With cross-validation
/// the rounds to come are taken to be as long as those before on average.
final class Work {
  private static final long NANOS_TO_LOOK_BACK = 2_000_000_000;

  private int climbs = 1;
  private int climbsDone;
  private long doneBefore;

  private long done;
  private long stage;
  private long inStage;
  private long after;
  private double highest;

  private Moment before = new Moment(System.nanoTime(), 0);
  private Moment since = before;

  /// How many rows were done at a time.
  private record Moment(long nanos, long rows) {}

  /// There will be so many rounds, and then the training that counts.
  void rounds(int folds) {
    climbs = folds + 1;
  }

  /// A network begins to train; at most so many rows come after it in this round.
  void stageStarted(long rowsAfter) {
    done += inStage;
    inStage = 0;
    stage = 0;
    after = rowsAfter;
  }

  /// At most so many rows come in this stage.
  void stageIs(long rows) {
    stage = rows;
  }

  /// Takes note that so many rows are done in this stage.
  void doneInStage(long rows) {
    inStage = rows;
    long now = System.nanoTime();
    if (now - since.nanos() > NANOS_TO_LOOK_BACK) {
      before = since;
      since = new Moment(now, done());
    }
  }

  /// The round is over.
  void roundEnded() {
    stageStarted(0);
    climbsDone++;
    doneBefore = done;
  }

  /// So many rows are done in this stage.
  long inStage() {
    return inStage;
  }

  /// So many rows are done in all.
  long done() {
    return done + inStage;
  }

  /// About so many rows are left.
  long left() {
    long here = Math.max(0, stage - inStage) + after;
    long inRound = done() - doneBefore + here;
    long perRound = climbsDone == 0 ? inRound : doneBefore / climbsDone;
    return here + perRound * Math.max(0, climbs - climbsDone - 1);
  }

  /// How long that takes at the speed of the last few seconds: the first ones are always slow.
  double secondsLeft() {
    double seconds = (System.nanoTime() - before.nanos()) / 1e9;
    return left() * seconds / Math.max(1, done() - before.rows());
  }

  /// Whether no more than [#left()] can be left.
  boolean isBound() {
    return climbs == 1;
  }

  /// The share that is done, in [0, 1].
  double share() {
    double all = (double) done() + left();
    highest = all == 0 ? highest : Math.max(highest, done() / all);
    return highest;
  }
}
