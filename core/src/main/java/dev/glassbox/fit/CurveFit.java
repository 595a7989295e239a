package dev.glassbox.fit;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Fits a curve y ≈ f(p, x), any function of parameters p and predictors x, to points by least
/// squares, and says how well each parameter is known.
///
/// {@snippet :
/// double[] x = {0, 1, 2, 3, 4, 5};
/// double[] y = {5.05, 3.01, 1.86, 1.13, 0.66, 0.42};
/// CurveFit decay =
///     CurveFit.of((p, t) -> p.get(0).mul(t.mul(p.get(1)).neg().exp()), 1, 1)
///         .withNames("amplitude", "rate");
/// FittedCurve fitted = decay.fit(x, y);
/// double rate = fitted.parameter("rate"); // 0.5030
/// double[] errors = fitted.standardErrors();
/// double[] later = fitted.predict(6, 7);
/// String table = fitted.toString();
/// }
///
/// What is made smallest is Σ w (y − f(p, x))², with weights w that are 1 unless given: for errors
/// of different size give w = 1/σ². The method is [LevenbergMarquardt], in FLOAT64, with exact
/// derivatives.
///
/// **Start values** decide which minimum is found, as a curve may have several. Where they are hard
/// to guess, let more be drawn:
///
/// {@snippet :
/// CurveFit wave =
///     CurveFit.of((p, t) -> p.get(0).mul(t.mul(p.get(1)).sin()), 1, 1)
///         .withStarts(50, 7, Range.uniform(0, 2), Range.logarithmic(0.1, 10));
/// double[] t = {0, 0.2, 0.4, 0.6, 0.8, 1};
/// double[] y = {0, 1.13, 1.19, 0.11, -1.06, -1.23};
/// double[] found = wave.fit(t, y).parameters(); // 1.326 and 5.092, or both negated
/// }
///
/// **Several predictors** are the columns of a matrix x; see [Curve#column].
///
/// **Parameters that the points do not determine**, because the curve does not depend on them there
/// or depends on several in the same way, leave their standard errors unknown;
/// [FittedCurve#undetermined] says which they are.
public final class CurveFit {
  private static final String OWNER = "curve fit";

  private final Curve curve;
  private final double[] start;
  private final List<String> names;
  private final LevenbergMarquardt method;
  private final @Nullable Starts starts;

  private record Starts(int count, long seed, List<Range> ranges) {}

  private CurveFit(
      Curve curve,
      double[] start,
      List<String> names,
      LevenbergMarquardt method,
      @Nullable Starts starts) {
    this.curve = curve;
    this.start = start;
    this.names = names;
    this.method = method;
    this.starts = starts;
  }

  /// A fit of this curve from these start values, one for each parameter. The parameters are named
  /// p0, p1, … until [named][#withNames].
  ///
  /// @throws IllegalArgumentException if there is no start value or one is not finite
  public static CurveFit of(Curve curve, double... start) {
    if (start.length == 0) {
      throw new IllegalArgumentException(
          "curve fit: there must be a start value for each parameter, at least one");
    }
    for (int j = 0; j < start.length; j++) {
      if (!Double.isFinite(start[j])) {
        throw new IllegalArgumentException(
            "curve fit: start value %d is %s; it must be finite".formatted(j, start[j]));
      }
    }
    List<String> names = IntStream.range(0, start.length).mapToObj(j -> "p" + j).toList();
    return new CurveFit(curve, start.clone(), names, LevenbergMarquardt.defaults(), null);
  }

  /// The same with these names of parameters, for [Parameters#get(String)], tables and errors.
  ///
  /// @throws IllegalArgumentException if there are not as many as start values, or two are the same
  public CurveFit withNames(String... names) {
    if (names.length != start.length || Arrays.stream(names).distinct().count() != start.length) {
      throw new IllegalArgumentException(
          "curve fit: names must be %d different ones, one for each start value, were %s"
              .formatted(start.length, Arrays.toString(names)));
    }
    return new CurveFit(curve, start, List.of(names), method, starts);
  }

  /// The same by a method with other settings.
  public CurveFit withMethod(LevenbergMarquardt method) {
    return new CurveFit(curve, start, names, method, starts);
  }

  /// The same from more starts against local minima: besides the given one, `count` that are drawn
  /// from a range for each parameter. The fit with the smallest sum of squares counts. Starts where
  /// the curve is not finite are passed over.
  ///
  /// @param count how many are drawn, 0 or more
  /// @param seed which ones: the same seed draws the same
  /// @param ranges one for each parameter
  /// @throws IllegalArgumentException if there are not as many ranges as start values, or `count`
  ///   is negative
  public CurveFit withStarts(int count, long seed, Range... ranges) {
    if (ranges.length != start.length || count < 0) {
      throw new IllegalArgumentException(
          "curve fit: %d starts from %d ranges; give a range for each of the %d parameters"
              .formatted(count, ranges.length, start.length));
    }
    return new CurveFit(curve, start, names, method, new Starts(count, seed, List.of(ranges)));
  }

  /// Fits the curve to points with one predictor.
  ///
  /// @throws IllegalArgumentException as [#fit(Tensor, Tensor)]
  public FittedCurve fit(double[] x, double[] y) {
    return fit(vector(x), vector(y));
  }

  /// Fits the curve to points with one predictor, each with the weight of its square.
  ///
  /// @throws IllegalArgumentException as [#fit(Tensor, Tensor)]
  public FittedCurve fit(double[] x, double[] y, double[] weights) {
    return fit(vector(x), vector(y), vector(weights));
  }

  private static Tensor vector(double[] numbers) {
    return Tensor.of(Shape.of(numbers.length), numbers);
  }

  /// Fits the curve to points. FLOAT32 tensors are widened, with no more digits than they have:
  /// give FLOAT64 ones, or arrays.
  ///
  /// @param x predictors: a vector with a number for each point, or a matrix with a row for each
  /// @param y responses: a vector with a number for each point
  /// @throws IllegalArgumentException if there are fewer points than parameters, a number is not
  ///   finite, or the curve is not finite at the start; the message says at which point
  /// @throws ShapeException if the curve does not give a number for each point
  public FittedCurve fit(Tensor x, Tensor y) {
    return fit(Points.of(OWNER, x, y));
  }

  /// Fits the curve to points, each with the weight of its square, finite and 0 or more.
  ///
  /// @throws IllegalArgumentException as [#fit(Tensor, Tensor)]
  public FittedCurve fit(Tensor x, Tensor y, Tensor weights) {
    return fit(Points.of(OWNER, x, y, weights.toDoubleArray()));
  }

  private FittedCurve fit(Points points) {
    if (points.counted() < start.length) {
      throw new IllegalArgumentException(
          "curve fit: %d points cannot determine %d parameters (%s); give more points, or hold some"
                  .formatted(points.counted(), start.length, String.join(", ", names))
              + " parameters fixed");
    }
    Function<Tensor, Tensor> residuals = residuals(points);
    List<SquaresMinimum<Tensor>> ends = new ArrayList<>();
    for (double[] from : starts()) {
      // Other starts do what second thoughts would.
      LevenbergMarquardt once = starts == null ? method : method.withRetries(0);
      SquaresMinimum<Tensor> end = once.attempt(residuals, vector(from));
      if (end != null) {
        ends.add(end);
      }
    }
    if (ends.isEmpty()) {
      throw unstartable(points);
    }
    SquaresMinimum<Tensor> best = ends.getFirst();
    for (SquaresMinimum<Tensor> end : ends) {
      best = end.sumOfSquares() < best.sumOfSquares() ? end : best;
    }
    double least = best.sumOfSquares();
    long reached = ends.stream().filter(end -> end.sumOfSquares() <= least * (1 + 1e-6)).count();
    Linearized at =
        Objects.requireNonNull(
            Linearized.at(new Residuals<Tensor>(residuals, best.at()), best.at().toDoubleArray()));
    return new FittedCurve(curve, names, points, best, at.qr(), ends.size(), (int) reached);
  }

  private List<double[]> starts() {
    List<double[]> all = new ArrayList<>();
    all.add(start);
    if (starts != null) {
      Rng rng = Rng.seed(starts.seed);
      for (int i = 0; i < starts.count; i++) {
        all.add(starts.ranges.stream().mapToDouble(range -> range.draw(rng)).toArray());
      }
    }
    return all;
  }

  /// √w (f(p, x) − y).
  private Function<Tensor, Tensor> residuals(Points points) {
    Tensor y = vector(points.y());
    Tensor roots = vector(points.weights()).sqrt();
    return p -> values(curve, names, points.x(), p).sub(y).mul(roots);
  }

  /// The curve as a vector with a number for each point.
  static Tensor values(Curve curve, List<String> names, Tensor x, Tensor p) {
    Tensor values = curve.at(new Parameters(p, names), x).to(DType.FLOAT64);
    int points = x.shape().length(0);
    if (values.size() == points) {
      return values.reshape(points);
    }
    if (values.size() == 1) {
      return values.reshape(1).broadcastTo(Shape.of(points));
    }
    throw new ShapeException(
        "curve fit: the curve gave %s for x of %s; it must give a number for each of the %d points"
            .formatted(values.shape(), x.shape(), points));
  }

  /// Why there is no end from any start.
  private IllegalArgumentException unstartable(Points points) {
    double[] values = values(curve, names, points.x(), vector(start)).toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return new IllegalArgumentException(
            "curve fit: at point %d (%s) the curve is %s with the start values %s; start elsewhere"
                .formatted(i, points.describe(i), values[i], described()));
      }
    }
    double[][] jacobian = new Residuals<Tensor>(residuals(points), vector(start)).jacobian(start);
    int[] flaw = Residuals.flaw(jacobian);
    if (flaw != null) {
      return new IllegalArgumentException(
          "curve fit: at point %d (%s) the derivative of the curve by %s is %s with the start values"
                  .formatted(
                      flaw[0],
                      points.describe(flaw[0]),
                      names.get(flaw[1]),
                      jacobian[flaw[1]][flaw[0]])
              + " %s; start elsewhere".formatted(described()));
    }
    return new IllegalArgumentException(
        "curve fit: the squares overflow with the start values %s; start closer"
            .formatted(described()));
  }

  private String described() {
    return String.join(
        ", ",
        IntStream.range(0, start.length).mapToObj(j -> names.get(j) + " = " + start[j]).toList());
  }
}
