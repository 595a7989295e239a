package dev.glassbox.fit;

import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A nonlinear regression problem of the Statistical Reference Datasets of the US National
/// Institute of Standards and Technology, with parameters and standard deviations certified to 11
/// digits.
///
/// Those with the files of the institute lie in the test resources of Commons Math, the others, in
/// a shorter form, here.
@SuppressWarnings("ImmutableEnumChecker")
enum NistProblem {
  MISRA1A("Misra1a", saturation()),
  MISRA1B("Misra1b", (b, x) -> b.get(0).mul(x.mul(b.get(1)).div(2).add(1).pow(-2).neg().add(1))),
  MISRA1C("Misra1c", (b, x) -> b.get(0).mul(x.mul(b.get(1)).mul(2).add(1).pow(-0.5).neg().add(1))),
  MISRA1D("Misra1d", (b, x) -> b.get(0).mul(b.get(1)).mul(x).div(x.mul(b.get(1)).add(1))),
  CHWIRUT2("Chwirut2", (b, x) -> x.mul(b.get(0)).neg().exp().div(b.get(1).add(x.mul(b.get(2))))),
  GAUSS1(
      "Gauss1",
      (b, x) ->
          b.get(0)
              .mul(x.mul(b.get(1)).neg().exp())
              .add(bell(x, b.get(2), b.get(3), b.get(4)))
              .add(bell(x, b.get(5), b.get(6), b.get(7)))),
  DAN_WOOD("DanWood", (b, x) -> b.get(0).mul(x.pow(b.get(1)))),
  LANCZOS3("Lanczos3", threeExponentials()),
  NELSON(
      "Nelson",
      (b, x) ->
          b.get(0)
              .sub(
                  b.get(1)
                      .mul(Curve.column(x, 0))
                      .mul(b.get(2).mul(Curve.column(x, 1)).neg().exp()))),
  ENSO("ENSO", threeWaves()),
  ROSZMAN1(
      "Roszman1",
      (b, x) ->
          b.get(0).sub(x.mul(b.get(1))).sub(b.get(2).div(x.sub(b.get(3))).atan().div(Math.PI))),
  KIRBY2("Kirby2", rational(2, 2)),
  HAHN1("Hahn1", rational(3, 3)),
  MGH17(
      "MGH17",
      (b, x) ->
          b.get(0)
              .add(b.get(1).mul(x.mul(b.get(3)).neg().exp()))
              .add(b.get(2).mul(x.mul(b.get(4)).neg().exp()))),
  LANCZOS1("Lanczos1", threeExponentials()),
  LANCZOS2("Lanczos2", threeExponentials()),
  MGH09(
      "MGH09",
      (b, x) ->
          b.get(0)
              .mul(x.square().add(x.mul(b.get(1))))
              .div(x.square().add(x.mul(b.get(2))).add(b.get(3)))),
  MGH10("MGH10", (b, x) -> b.get(0).mul(b.get(1).div(x.add(b.get(2))).exp())),
  THURBER("Thurber", rational(3, 3)),
  BOX_BOD("BoxBOD", saturation()),
  RAT42("Rat42", (b, x) -> b.get(0).div(b.get(1).sub(x.mul(b.get(2))).exp().add(1))),
  RAT43(
      "Rat43",
      (b, x) -> b.get(0).div(b.get(1).sub(x.mul(b.get(2))).exp().add(1).pow(b.get(3).pow(-1)))),
  ECKERLE4(
      "Eckerle4",
      (b, x) -> b.get(0).div(b.get(1)).mul(x.sub(b.get(2)).div(b.get(1)).square().mul(-0.5).exp())),
  BENNETT5("Bennett5", (b, x) -> b.get(0).mul(x.add(b.get(1)).pow(b.get(2).pow(-1).neg())));

  private final String file;
  private final Curve curve;
  private final List<double[]> parameters = new ArrayList<>();
  private final List<double[]> data = new ArrayList<>();
  private double sumOfSquares;

  NistProblem(String file, Curve curve) {
    this.file = file;
    this.curve = curve;
    if (NistProblem.class.getResource("/nist/" + file + ".txt") != null) {
      readShort(lines("/nist/" + file + ".txt"));
    } else {
      readWhole(lines("/org/apache/commons/math3/fitting/leastsquares/" + file + ".dat"));
    }
  }

  private void readShort(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "parameter" -> parameters.add(numbers(words[1]));
        case "squares" -> sumOfSquares = Double.parseDouble(words[1]);
        case "data" -> data.add(numbers(words[1]));
        default -> {}
      }
    }
  }

  /// In the institute's files, line 41 is the first with a parameter and line 61 the first with
  /// data.
  private void readWhole(List<String> lines) {
    for (int i = 40; lines.get(i).contains("="); i++) {
      parameters.add(numbers(lines.get(i).split("=", 2)[1]));
    }
    for (String line : lines) {
      if (line.startsWith("Residual Sum of Squares:")) {
        sumOfSquares = numbers(line.split(":", 2)[1])[0];
      }
    }
    lines.stream()
        .skip(60)
        .filter(line -> !line.isBlank())
        .map(NistProblem::numbers)
        .forEach(data::add);
  }

  private static List<String> lines(String resource) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(NistProblem.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
      return reader.readAllLines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
  }

  Curve curve() {
    return curve;
  }

  /// @param which 0 or 1
  double[] start(int which) {
    return column(parameters, which);
  }

  double[] certified() {
    return column(parameters, 2);
  }

  double[] certifiedErrors() {
    return column(parameters, 3);
  }

  double certifiedSumOfSquares() {
    return sumOfSquares;
  }

  private static double[] column(List<double[]> rows, int j) {
    return rows.stream().mapToDouble(row -> row[j]).toArray();
  }

  Tensor x() {
    int predictors = data.getFirst().length - 1;
    double[] x = data.stream().flatMapToDouble(row -> Arrays.stream(row).skip(1)).toArray();
    return Tensor.of(predictors == 1 ? Shape.of(x.length) : Shape.of(data.size(), predictors), x);
  }

  Tensor y() {
    double[] y = column(data, 0);
    if (this == NELSON) {
      Arrays.setAll(y, i -> Math.log(y[i]));
    }
    return Tensor.of(Shape.of(y.length), y);
  }

  @Override
  public String toString() {
    return file;
  }

  private static Curve saturation() {
    return (b, x) -> b.get(0).mul(x.mul(b.get(1)).neg().exp().neg().add(1));
  }

  private static Curve threeExponentials() {
    return (b, x) ->
        b.get(0)
            .mul(x.mul(b.get(1)).neg().exp())
            .add(b.get(2).mul(x.mul(b.get(3)).neg().exp()))
            .add(b.get(4).mul(x.mul(b.get(5)).neg().exp()));
  }

  private static Tensor bell(Tensor x, Tensor height, Tensor center, Tensor width) {
    return height.mul(x.sub(center).div(width).square().neg().exp());
  }

  /// A wave with a period of 12, and two with periods to be found.
  private static Curve threeWaves() {
    return (b, x) -> {
      Tensor year = x.mul(2 * Math.PI / 12);
      Tensor second = x.mul(2 * Math.PI).div(b.get(3));
      Tensor third = x.mul(2 * Math.PI).div(b.get(6));
      return b.get(0)
          .add(b.get(1).mul(year.cos()))
          .add(b.get(2).mul(year.sin()))
          .add(b.get(4).mul(second.cos()))
          .add(b.get(5).mul(second.sin()))
          .add(b.get(7).mul(third.cos()))
          .add(b.get(8).mul(third.sin()));
    };
  }

  /// (b₀ + b₁x + …) / (1 + …) with polynomials of these degrees.
  private static Curve rational(int above, int below) {
    return (b, x) -> {
      Tensor numerator = b.get(above);
      for (int i = above - 1; i >= 0; i--) {
        numerator = numerator.mul(x).add(b.get(i));
      }
      Tensor denominator = b.get(above + below);
      for (int i = above + below - 1; i > above; i--) {
        denominator = denominator.mul(x).add(b.get(i));
      }
      return numerator.div(denominator.mul(x).add(1));
    };
  }
}
