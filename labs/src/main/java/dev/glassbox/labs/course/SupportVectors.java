package dev.glassbox.labs.course;

import java.util.Arrays;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/// A support-vector regression of one number on another, by LIBSVM (Chang and Lin 2011), with
/// Gaussian kernels exp(−γ(x − xᵢ)²).
///
/// @param model LIBSVM's
/// @param weights β of each point that it was fitted to; 0 for those that are no support vectors
/// @param gamma γ
record SupportVectors(svm_model model, double[] weights, double gamma) {
  static final double EPSILON = 0.1;

  /// Fits a curve.
  ///
  /// @param c how dear an error is
  static SupportVectors fit(double[] xs, double[] ys, double c, double gamma) {
    // It would print how it goes.
    svm.svm_set_print_string_function(_ -> {});
    svm_problem problem = new svm_problem();
    problem.l = xs.length;
    problem.x = Arrays.stream(xs).mapToObj(SupportVectors::row).toArray(svm_node[][]::new);
    problem.y = ys.clone();
    svm_parameter settings = new svm_parameter();
    settings.svm_type = svm_parameter.EPSILON_SVR;
    settings.kernel_type = svm_parameter.RBF;
    settings.C = c;
    settings.gamma = gamma;
    settings.p = EPSILON;
    settings.eps = 1e-6;
    settings.cache_size = 10;
    settings.shrinking = 1;
    svm_model model = svm.svm_train(problem, settings);
    double[] weights = new double[xs.length];
    for (int i = 0; i < model.l; i++) {
      weights[model.sv_indices[i] - 1] = model.sv_coef[0][i];
    }
    return new SupportVectors(model, weights, gamma);
  }

  /// What scikit-learn takes γ to be: 1 over the variance of x.
  static double scaledGamma(double[] xs) {
    double mean = Arrays.stream(xs).average().orElseThrow();
    return 1 / Arrays.stream(xs).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
  }

  private static svm_node[] row(double x) {
    svm_node node = new svm_node();
    node.index = 1;
    node.value = x;
    return new svm_node[] {node};
  }

  /// Whether the weights are those of the best curve: 0 for points within the tube, ±C beyond it.
  boolean isBest(double[] xs, double[] ys) {
    return IntStream.range(0, xs.length)
        .allMatch(
            i -> {
              double beyond = Math.abs(at(xs[i]) - ys[i]) - EPSILON;
              double weight = Math.abs(weights[i]);
              return Math.abs(beyond) < 1e-4 || weight == (beyond < 0 ? 0 : model.param.C);
            });
  }

  /// The curve at x.
  double at(double x) {
    return svm.svm_predict(model, row(x));
  }

  /// How many points hold the curve.
  int count() {
    return model.l;
  }
}
