package dev.glassbox.fit;

import java.util.Locale;

/// Names, values and standard errors in columns, with a line for each and one above.
///
/// @param errors NaN where unknown
record ParameterTable(String[] names, double[] values, double[] errors) {
  @Override
  public String toString() {
    int width = "parameter".length();
    for (String name : names) {
      width = Math.max(width, name.length());
    }
    String format = "%-" + width + "s  %15s  %15s\n";
    StringBuilder table =
        new StringBuilder(format.formatted("parameter", "value", "standard error"));
    for (int j = 0; j < names.length; j++) {
      String value = String.format(Locale.ROOT, "%.8g", values[j]);
      String error =
          Double.isNaN(errors[j]) ? "unknown" : String.format(Locale.ROOT, "%.3g", errors[j]);
      table.append(format.formatted(names[j], value, error));
    }
    return table.toString();
  }
}
