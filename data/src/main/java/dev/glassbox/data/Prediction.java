package dev.glassbox.data;

import dev.glassbox.tensor.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// What a model says about each row of a table.
public sealed interface Prediction {

  /// The number of rows.
  int rows();

  /// The prediction for a row as it is written to a file.
  String text(int row);

  /// A class for each row, with the probability of every class.
  ///
  /// @param labels the classes
  /// @param probabilities one row for each row of the table, one column for each class
  record Classes(List<String> labels, Tensor probabilities) implements Prediction {
    /// Copies the list.
    public Classes {
      labels = List.copyOf(labels);
    }

    @Override
    public int rows() {
      return probabilities.shape().length(0);
    }

    /// The place of the most probable class of a row among the labels; the first of several.
    public int best(int row) {
      int best = 0;
      for (int c = 1; c < labels.size(); c++) {
        if (probabilities.at(row, c) > probabilities.at(row, best)) {
          best = c;
        }
      }
      return best;
    }

    @Override
    public String text(int row) {
      return labels.get(best(row));
    }
  }

  /// A number for each row, in the unit of the target.
  ///
  /// @param values one for each row; the array itself
  record Quantities(double[] values) implements Prediction {
    private static final MathContext DIGITS = new MathContext(8);

    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public String text(int row) {
      // The network computes in single precision: more digits than these would be noise.
      return Double.isFinite(values[row])
          ? new BigDecimal(values[row]).round(DIGITS).stripTrailingZeros().toPlainString()
          : Double.toString(values[row]);
    }
  }
}
