import java.util.ArrayList;
import java.util.List;

/// How long a step takes; `measurement.py` does the same for the others and says how. But for the first weights,
/// all blocks are of one training, since what it has recorded and compiled belongs to it.
///
/// @param loss after the steps to check
/// @param micros a step, the median of the blocks
/// @param blocks how many were measured
/// @param steps in a block
record Measurement(double loss, double micros, int blocks, int steps) {
  private static final double BLOCK_SECONDS = 0.05;

  static Measurement of(
      Training training, double warmSeconds, double seconds, int checkedSteps) {
    training.advance(checkedSteps);
    double loss = training.loss();
    int n = 1;
    double took = 0;
    long begin = System.nanoTime();
    while ((took < BLOCK_SECONDS / 2 && n < 1 << 30) || secondsSince(begin) < warmSeconds) {
      took = block(training, n);
      n = (int) Math.clamp(n * BLOCK_SECONDS / took, 1.0, Math.min(10.0 * n, 1 << 30));
    }
    List<Double> micros = new ArrayList<>();
    begin = System.nanoTime();
    while (micros.size() < 3 || secondsSince(begin) < seconds) {
      micros.add(block(training, n) / n * 1e6);
    }
    micros.sort(null);
    int half = micros.size() / 2;
    double median =
        micros.size() % 2 == 1 ? micros.get(half) : (micros.get(half - 1) + micros.get(half)) / 2;
    return new Measurement(loss, median, micros.size(), n);
  }

  private static double block(Training training, int n) {
    training.restart();
    training.advance(1);
    long begin = System.nanoTime();
    training.advance(n);
    return secondsSince(begin);
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  String json(String version, String remark) {
    return "{\"loss\": %s, \"micros\": %s, \"blocks\": %d, \"steps\": %d, \"version\": \"%s\","
            .formatted(loss, micros, blocks, steps, version)
        + " \"remark\": \"%s\"}".formatted(remark);
  }
}
