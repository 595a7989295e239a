package dev.glassbox.data;

import dev.glassbox.train.ClassificationScores;
import dev.glassbox.train.RegressionScores;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How good predictions were.
public sealed interface Scores {

  /// The figures by name: `accuracy`, `balancedAccuracy`, `logLoss`, `rocAuc`, or `rmse`, `mae`,
  /// `r2`. A figure that these rows do not define is NaN.
  Map<String, Double> figures();

  /// How many rows were scored.
  int rows();

  /// Scores of predicted classes.
  ///
  /// @param labels the classes in the order of the confusion matrix
  /// @param detail everything else
  record OfClasses(List<String> labels, ClassificationScores detail) implements Scores {
    /// Copies the list.
    public OfClasses {
      labels = List.copyOf(labels);
    }

    @Override
    public int rows() {
      return detail.rows();
    }

    @Override
    public Map<String, Double> figures() {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("accuracy", detail.accuracy());
      figures.put("balancedAccuracy", detail.balancedAccuracy());
      figures.put("logLoss", detail.logLoss());
      figures.put("rocAuc", detail.rocAuc());
      return figures;
    }
  }

  /// Scores of predicted numbers, in the unit of the target.
  ///
  /// @param detail everything
  record OfNumbers(RegressionScores detail) implements Scores {
    @Override
    public int rows() {
      return detail.rows();
    }

    @Override
    public Map<String, Double> figures() {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("rmse", detail.rmse());
      figures.put("mae", detail.mae());
      figures.put("r2", detail.r2());
      return figures;
    }
  }

  /// The mean of each figure over several rounds; rounds that do not define one are left aside.
  static Map<String, Double> mean(List<Scores> rounds) {
    Map<String, Double> mean = new LinkedHashMap<>();
    for (String name : rounds.getFirst().figures().keySet()) {
      mean.put(name, spread(rounds, name)[0]);
    }
    return mean;
  }

  /// Mean and standard deviation of one figure over several rounds.
  static double[] spread(List<Scores> rounds, String name) {
    double[] values =
        rounds.stream()
            .mapToDouble(scores -> scores.figures().getOrDefault(name, Double.NaN))
            .filter(value -> !Double.isNaN(value))
            .toArray();
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new double[] {mean, Math.sqrt(squares / values.length)};
  }
}
