// A decay a · e^(−b·t) + c fitted to counts, with the standard error of each parameter.
//
//     java -cp core/target/classes examples/CurveFitting.java

import dev.glassbox.fit.CurveFit;
import dev.glassbox.fit.FittedCurve;

void main() {
  double[] seconds = {0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20};
  double[] counts = {1052, 848, 695, 578, 472, 398, 331, 239, 178, 142, 103, 76};

  CurveFit decay =
      CurveFit.of(
              (p, t) ->
                  p.get("amplitude")
                      .mul(t.mul(p.get("rate")).neg().exp())
                      .add(p.get("background")),
              1000,
              1,
              0)
          .withNames("amplitude", "rate", "background");

  FittedCurve fitted = decay.fit(seconds, counts);
  IO.println(fitted);

  double rate = fitted.parameter("rate");
  double error = fitted.standardError("rate");
  IO.println(
      "half-life %.3f ± %.3f s"
          .formatted(Math.log(2) / rate, Math.log(2) / rate * error / rate));
  IO.println(
      "after 7 s %.1f ± %.1f expected"
          .formatted(fitted.predict(7)[0], fitted.predictionErrors(7)[0]));

  // A count of n scatters by √n, so its square weighs 1/n.
  double[] weights = new double[counts.length];
  for (int i = 0; i < counts.length; i++) {
    weights[i] = 1 / counts[i];
  }
  IO.println("\nWith weights 1/n:\n" + decay.fit(seconds, counts, weights));
}
