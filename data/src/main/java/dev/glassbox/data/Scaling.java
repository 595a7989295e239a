package dev.glassbox.data;

import java.util.Arrays;

/// How a number is brought to a size of about one.
sealed interface Scaling {
  /// Beyond this distance from the middle, in units of the spread, a tail counts as heavy; a normal
  /// distribution has 1.2, an exponential one 2.9, a lognormal one 5.7.
  double HEAVY_TAIL = 4;

  /// So far out, in interquartile ranges from the median, lies no value of a well-behaved column:
  /// of a million values the farthest lies at 3.6 if they are normal, at 12 if exponential.
  double FAR_OUT = 20;

  /// The interquartile range of a normal distribution of standard deviation 1.
  double NORMAL_RANGE = 1.349;

  /// How far from 0 a clipped value can come.
  double CLIP = 3;

  /// The scaled number.
  float apply(double value);

  /// (x − mean) / deviation.
  record Standard(double mean, double deviation) implements Scaling {
    // Far beyond every training value: keeps what a float holds from overflowing in the network.
    private static final double LIMIT = 1e6;

    @Override
    public float apply(double value) {
      return (float) Math.clamp((value - mean) / deviation, -LIMIT, LIMIT);
    }
  }

  /// z / √(1 + (z/3)²) with z = (x − median) / spread: about z near 0, never beyond ±3. One far
  /// value can then neither flatten the others nor shake the network.
  record Robust(double median, double spread) implements Scaling {
    @Override
    public float apply(double value) {
      double z = Math.clamp((value - median) / spread, -1e9, 1e9);
      return (float) (z / Math.sqrt(1 + (z / CLIP) * (z / CLIP)));
    }
  }

  /// Chooses and fits the scaling of a column, by its finite values in rising order.
  ///
  /// It is robust if a tail is heavy: the 1st or 99th percentile lies more than [#HEAVY_TAIL]
  /// interquartile ranges outside the quartiles, or a value more than [#FAR_OUT] of them from the
  /// median. Where the quartiles coincide, wider quantiles take their place.
  static Scaling fit(double[] sorted) {
    if (sorted.length == 0) {
      return new Standard(0, 1);
    }
    double median = quantile(sorted, 0.5);
    double spread = spread(sorted);
    double range = spread * NORMAL_RANGE;
    double tail =
        Math.max(
            quantile(sorted, 0.99) - quantile(sorted, 0.75),
            quantile(sorted, 0.25) - quantile(sorted, 0.01));
    double reach = Math.max(sorted[sorted.length - 1] - median, median - sorted[0]);
    boolean heavy = range > 0 && (tail > HEAVY_TAIL * range || reach > FAR_OUT * range);
    return heavy ? new Robust(median, spread) : standard(sorted, median);
  }

  /// The standard deviation of a normal distribution with the same quantiles, 0 if there is only
  /// one value but for less than a hundredth.
  private static double spread(double[] sorted) {
    double quartiles = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    if (quartiles > 0) {
      return quartiles / NORMAL_RANGE;
    }
    double wide = quantile(sorted, 0.95) - quantile(sorted, 0.05);
    if (wide > 0) {
      return wide / 3.29;
    }
    return (quantile(sorted, 0.99) - quantile(sorted, 0.01)) / 4.65;
  }

  private static Scaling standard(double[] values, double median) {
    double sum = 0;
    for (double value : values) {
      sum += (value - median) / values.length;
    }
    double mean = median + sum;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) / values.length * (value - mean);
    }
    double deviation = Math.sqrt(squares);
    if (!Double.isFinite(mean) || !Double.isFinite(deviation)) {
      return new Robust(median, Double.MAX_VALUE / 4);
    }
    // A column that is constant in training says nothing; a unit of its own size keeps it from
    // shouting later.
    return new Standard(mean, deviation > 0 ? deviation : Math.max(1, Math.abs(mean)));
  }

  /// The quantile, interpolated between the two values about it (definition 7 of Hyndman and Fan
  /// 1996).
  static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    double fraction = at - below;
    double low = sorted[below];
    return fraction == 0 ? low : low * (1 - fraction) + sorted[below + 1] * fraction;
  }

  /// The finite values of a column in these rows, in rising order.
  static double[] sortedFinite(NumericColumn column, int[] rows) {
    double[] values = new double[rows.length];
    int count = 0;
    for (int row : rows) {
      if (Double.isFinite(column.value(row))) {
        values[count++] = column.value(row) + 0.0;
      }
    }
    double[] finite = Arrays.copyOf(values, count);
    Arrays.sort(finite);
    return finite;
  }
}
