package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "+1",
        "007",
        ".5",
        "5.",
        "-1.25e-3",
        "1E5",
        "123456789012345678",
        "9007199254740993",
        "1.7976931348623157e308",
        "4.9e-324",
        "2.2250738585072011e-308",
        "0.1000000000000000055511151231257827021181583404541015625",
        "1e400",
        "-1e400",
        "1e-400",
        "00000000000000000000000000000.1",
        "18446744073709551615",
        "99999999999999999999"
      })
  void aNumberIsReadAsJavaReadsIt(String text) {
    assertThat(Numbers.parse(text, '.')).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "1d",
        "1f",
        "0x10",
        "1e",
        "1e+",
        "1,5",
        "1 2",
        "nan",
        "NaN",
        "abc",
        "--1",
        "1.2.3",
        "1_000",
        "infinite",
        "١"
      })
  void whatIsNoNumberIsNotANumber(String text) {
    assertThat(Numbers.parse(text, '.')).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"inf,Infinity", "-INF,-Infinity", "+Infinity,Infinity", "-infinity,-Infinity"})
  void infinityIsRead(String text, double expected) {
    assertThat(Numbers.parse(text, '.')).isEqualTo(expected);
  }

  @Test
  void manyDigitsAreRoundedAsJavaRoundsThem() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 200_000; i++) {
      String text =
          switch (i % 4) {
            case 0 -> Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(40) - 20));
            case 1 -> Long.toUnsignedString(random.nextLong()) + "e" + (random.nextInt(140) - 70);
            case 2 -> random.nextLong(1L << 40) + "." + random.nextLong(1L << 30);
            default -> halfway(random);
          };
      assertThat(Numbers.parse(text, '.')).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  private static String halfway(SplittableRandom random) {
    long mantissa = (1L << 52 | random.nextLong() >>> 12) * 2 + 1;
    return new BigDecimal(mantissa).divide(new BigDecimal(1L << random.nextInt(8))).toPlainString();
  }

  @ParameterizedTest
  @CsvSource({
    "18,18", "-0.0,0", "0.5,0.5", "1e14,100000000000000", "1e20,100000000000000000000",
    "1.5e-5,0.000015", "1e-9,1.0E-9", "1e300,1.0E300", "Infinity,inf", "-Infinity,-inf"
  })
  void aNumberIsWrittenShortly(double value, String text) {
    assertThat(Numbers.text(value)).isEqualTo(text);
  }

  @Test
  void whatIsWrittenReadsBackAsTheSameNumber() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 50_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Numbers.parse(Numbers.text(value), '.')).isEqualTo(value);
      }
    }
  }
}
