/// A workload under way.
interface Training {
  /// Makes this many steps.
  void advance(int steps);

  /// Goes back to the first weights; an optimiser keeps what it remembers.
  void restart();

  /// The loss of all samples now, or the mean square of what was computed last, which tells whether the work
  /// was done.
  double loss();
}
