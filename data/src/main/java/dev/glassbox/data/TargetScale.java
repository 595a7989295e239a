package dev.glassbox.data;

/// How a target that is a number is standardised: scaled = (value − mean) / deviation.
///
/// @param mean the mean over the training rows
/// @param deviation the standard deviation over the training rows, positive
public record TargetScale(double mean, double deviation) {

  /// The scaled value.
  public double scale(double value) {
    return (value - mean) / deviation;
  }

  /// The value in its own unit.
  public double unscale(double scaled) {
    return mean + deviation * scaled;
  }

  static TargetScale fit(NumericColumn column, int[] rows) {
    double mean = 0;
    for (int row : rows) {
      mean += column.value(row) / rows.length;
    }
    double squares = 0;
    for (int row : rows) {
      squares += (column.value(row) - mean) / rows.length * (column.value(row) - mean);
    }
    double deviation = Math.sqrt(squares);
    if (!Double.isFinite(deviation)) {
      throw new DataException(
          "column %s holds numbers too large to predict; predict a smaller unit or their logarithm"
              .formatted(column.name()));
    }
    return new TargetScale(mean, deviation > 0 ? deviation : 1);
  }
}
