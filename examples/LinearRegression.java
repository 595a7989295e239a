// A straight line through points: by the closed form, and by QR factors.
//
//     java -cp core/target/classes examples/LinearRegression.java

import dev.glassbox.fit.LinearFit;
import dev.glassbox.fit.LinearLeastSquares;
import dev.glassbox.fit.SimpleRegression;

void main() {
  double[] hours = {1, 2, 3, 4, 5, 6, 7, 8};
  double[] marks = {51, 55, 54, 61, 64, 63, 70, 72};

  // slope = Sxy / Sxx and intercept = ȳ − slope · x̄.
  SimpleRegression line = SimpleRegression.of(hours, marks);
  IO.println("closed form   slope %.12f  intercept %.12f".formatted(line.slope(), line.intercept()));

  // The same as y ≈ X·β with a column of ones and a column of hours.
  LinearFit fit = LinearLeastSquares.withIntercept().fit(hours, marks);
  IO.println(
      "QR factors    slope %.12f  intercept %.12f"
          .formatted(fit.coefficients()[1], fit.coefficients()[0]));

  IO.println(
      "slope ± %.4f, intercept ± %.4f, R² %.4f"
          .formatted(line.slopeError(), line.interceptError(), line.rSquared()));
  IO.println("after 9 hours %.1f marks expected".formatted(line.predict(9)));
}
