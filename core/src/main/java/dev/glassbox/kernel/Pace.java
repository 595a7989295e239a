package dev.glassbox.kernel;

/// Which of two ways to do jobs of one kind is faster: by several threads together, or by one
/// alone.
///
/// The way that took less time lately is taken. The other one is tried again and again, at first
/// often, since code that is still being translated is slow either way; then so seldom that the
/// time it loses is [#COST] of all.
///
/// Races between threads that have jobs of one kind blur what is known, which does no harm.
public final class Pace {
  static final double COST = 0.005;

  /// The slower way is tried again after at most so many jobs at the start, doubled each time.
  private static final int FIRST_DISTANCE = 2;

  /// However much slower it was, it is tried again after so many jobs.
  private static final int FARTHEST = 500;

  private static final double NEWEST_COUNTS = 0.1;

  /// No job counts as more than so many times the usual, so that one pause is soon forgotten.
  private static final double MOST = 4;

  private double together;
  private double alone;
  private int untilTrial = FIRST_DISTANCE;
  private int distance = FIRST_DISTANCE;

  /// Whether to do the next job together.
  boolean isTogetherNext() {
    boolean faster = alone > 0 && together <= alone;
    if (together == 0 || alone == 0 || --untilTrial > 0) {
      return faster;
    }
    distance = Math.min(2 * distance, farthest());
    untilTrial = distance;
    return !faster;
  }

  /// After how many jobs a trial costs no more than it should.
  private int farthest() {
    double loss = Math.abs(together - alone) / Math.min(together, alone);
    return (int) Math.clamp(loss / COST, 1 / COST / 8, FARTHEST);
  }

  /// A job took so long, in any unit that makes jobs of this kind comparable.
  void took(boolean inCompany, double time) {
    if (inCompany) {
      together = blend(together, time);
    } else {
      alone = blend(alone, time);
    }
  }

  /// What is quicker counts at once: a job may be slow for many reasons, but not too quick.
  private static double blend(double usual, double time) {
    return usual == 0 || time < usual
        ? time
        : usual + NEWEST_COUNTS * (Math.min(time, MOST * usual) - usual);
  }
}
