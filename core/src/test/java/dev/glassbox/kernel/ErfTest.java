package dev.glassbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErfTest {

  /// Values of `math.erf` in Python 3, which are those of the C library.
  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "1e-300, 1.1283791670955126e-300",
    "1e-08, 1.1283791670955126e-08",
    "0.03125, 0.035250373867322826",
    "0.1, 0.1124629160182849",
    "0.25, 0.2763263901682369",
    "0.5, 0.5204998778130465",
    "0.84375, 0.7672256612323416",
    "1.0, 0.8427007929497149",
    "1.25, 0.9229001282564582",
    "1.5, 0.9661051464753108",
    "2.0, 0.9953222650189527",
    "2.4999, 0.9995928300996666",
    "2.5, 0.999593047982555",
    "2.5001, 0.9995932657565293",
    "3.0, 0.9999779095030014",
    "3.5, 0.9999992569016276",
    "4.0, 0.9999999845827421",
    "5.0, 0.9999999999984626",
    "5.9, 0.9999999999999999",
    "5.999999, 1.0",
    "6.0, 1.0",
    "7.5, 1.0"
  })
  void agreesWithTheCLibrary(double x, double expected) {
    assertThat(Erf.at(x)).isCloseTo(expected, within(4 * Math.ulp(expected)));
    assertThat(Erf.at(-x)).isCloseTo(-expected, within(4 * Math.ulp(expected)));
  }

  @Test
  void theEndsAreOneAndNotANumberStays() {
    assertThat(Erf.at(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(Erf.at(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(Erf.at(Double.NaN)).isNaN();
    assertThat(Erf.at(-0.0)).isEqualTo(-0.0);
  }

  @Test
  void itIsOddAndNeverFallsByMoreThanRounding() {
    double before = 0;
    for (int i = 0; i <= 70_000; i++) {
      double x = i * 1e-4;
      double value = Erf.at(x);
      assertThat(value).as("erf(%s)", x).isBetween(before - 3e-16, 1.0);
      assertThat(Erf.at(-x)).as("erf(−%s)", x).isEqualTo(-value);
      before = value;
    }
  }

  /// Between two polynomials both must give the same number.
  @Test
  void neighbouringPolynomialsMeet() {
    for (int i = 0; i < 96; i++) {
      double seam = (i + 0.5) / 16;
      double left = Erf.at(Math.nextDown(seam));
      double right = Erf.at(seam);
      assertThat(right - left).as("step at %s", seam).isCloseTo(0, within(1e-15));
    }
  }
}
