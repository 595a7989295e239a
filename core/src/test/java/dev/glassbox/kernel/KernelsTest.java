package dev.glassbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every provider of kernels must compute: the functions' definitions and plain double loops,
/// at lengths that are no multiple of any vector, from odd places, without touching what lies
/// around.
@ParameterizedClass
@MethodSource("providers")
class KernelsTest {
  private static final int[] LENGTHS = {0, 1, 13, 31, 32, 207, 4098};
  private static final int[] OFFSETS = {0, 3};
  private static final float GUARD = -77;
  private static final double[] SPECIAL = {
    0,
    -0.0,
    1,
    -1,
    1e-30,
    -1e-30,
    1e30,
    -1e30,
    88,
    -88,
    104,
    -104,
    710,
    -710,
    2.5,
    -2.5,
    6,
    -6,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  /// Add a provider here and all tests below run on it.
  static Stream<Kernels> providers() {
    return Stream.of(ScalarKernels.INSTANCE);
  }

  private final Kernels kernels;

  KernelsTest(Kernels kernels) {
    this.kernels = kernels;
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /// Random numbers with a special one at every fifth place.
  private static double[] numbers(long seed, int n) {
    RandomGenerator random = random(seed);
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = i % 5 == 2 ? SPECIAL[i / 5 % SPECIAL.length] : random.nextDouble(-3, 3);
    }
    return numbers;
  }

  private static double[] plainNumbers(long seed, int n) {
    return random(seed).doubles(n, -1, 1).toArray();
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private static float[] guarded(int n) {
    float[] guarded = new float[n];
    Arrays.fill(guarded, GUARD);
    return guarded;
  }

  private static double[] guardedDoubles(int n) {
    double[] guarded = new double[n];
    Arrays.fill(guarded, GUARD);
    return guarded;
  }

  private static void assertUntouched(float[] out, int from, int to, String what) {
    for (int i = 0; i < out.length; i++) {
      if (i < from || i >= to) {
        assertThat(out[i]).as("%s wrote outside, at %d", what, i).isEqualTo(GUARD);
      }
    }
  }

  private static void assertUntouched(double[] out, int from, int to, String what) {
    for (int i = 0; i < out.length; i++) {
      if (i < from || i >= to) {
        assertThat(out[i]).as("%s wrote outside, at %d", what, i).isEqualTo(GUARD);
      }
    }
  }

  /// Equal, or within `bound`; NaN equals NaN. AssertJ is called for the failure's message only:
  /// these tests compare millions of numbers.
  private static void assertNear(double actual, double expected, double bound, String what, int i) {
    boolean near =
        actual == expected
            || (Double.isNaN(actual) && Double.isNaN(expected))
            || Math.abs(actual - expected) <= bound;
    if (!near) {
      assertThat(actual).as("%s, element %d, may be off by %s", what, i, bound).isEqualTo(expected);
    }
  }

  /// Two units in the last place of a float.
  private static double floatBound(double expected) {
    return 2 * Math.ulp((float) expected);
  }

  private static double doubleBound(double expected) {
    return 4 * Math.ulp(expected);
  }

  @ParameterizedTest
  @EnumSource
  void unaryFollowsTheDefinition(UnaryFunction f) {
    for (int n : LENGTHS) {
      for (int xAt : OFFSETS) {
        for (int outAt : OFFSETS) {
          String what = "%s of %d from %d to %d".formatted(f, n, xAt, outAt);
          double[] x = numbers(n + xAt, n + xAt);
          double[] out = guardedDoubles(n + outAt + 2);
          kernels.unary(f, x, xAt, out, outAt, n);
          assertUntouched(out, outAt, outAt + n, what);
          float[] single = floats(x);
          float[] singleOut = guarded(n + outAt + 2);
          kernels.unary(f, single, xAt, singleOut, outAt, n);
          assertUntouched(singleOut, outAt, outAt + n, what);
          for (int i = 0; i < n; i++) {
            double exact = f.at(x[xAt + i]);
            assertNear(out[outAt + i], exact, doubleBound(exact), what, i);
            double rounded = (float) f.at(single[xAt + i]);
            assertNear(singleOut[outAt + i], rounded, floatBound(rounded), what, i);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void unaryWorksInPlace(UnaryFunction f) {
    for (int at : OFFSETS) {
      double[] x = plainNumbers(1, 210 + at);
      double[] expected = new double[x.length];
      kernels.unary(f, x, at, expected, at, 207);
      double[] inPlace = x.clone();
      kernels.unary(f, inPlace, at, inPlace, at, 207);
      assertThat(Arrays.copyOfRange(inPlace, at, at + 207))
          .isEqualTo(Arrays.copyOfRange(expected, at, at + 207));
      float[] single = floats(x);
      float[] singleExpected = new float[x.length];
      kernels.unary(f, single, at, singleExpected, at, 207);
      kernels.unary(f, single, at, single, at, 207);
      assertThat(Arrays.copyOfRange(single, at, at + 207))
          .isEqualTo(Arrays.copyOfRange(singleExpected, at, at + 207));
    }
  }

  @ParameterizedTest
  @EnumSource
  void binaryFollowsTheDefinitionWhicheverOperandRepeats(BinaryFunction f) {
    for (int n : LENGTHS) {
      for (int at : OFFSETS) {
        for (int steps = 0; steps < 4; steps++) {
          checkBinary(f, n, at, steps & 1, steps >> 1);
        }
      }
    }
  }

  private void checkBinary(BinaryFunction f, int n, int at, int aStep, int bStep) {
    String what = "%s of %d at %d, steps %d and %d".formatted(f, n, at, aStep, bStep);
    int bAt = 2 * at;
    double[] a = numbers(n + 5L, n + at + 1);
    double[] b = numbers(n + 8L, n + bAt + 3);
    double[] out = guardedDoubles(n + at + 2);
    kernels.binary(f, a, at, aStep, b, bAt, bStep, out, at, n);
    assertUntouched(out, at, at + n, what);
    float[] singleA = floats(a);
    float[] singleB = floats(b);
    float[] singleOut = guarded(n + at + 2);
    kernels.binary(f, singleA, at, aStep, singleB, bAt, bStep, singleOut, at, n);
    assertUntouched(singleOut, at, at + n, what);
    for (int i = 0; i < n; i++) {
      double exact = f.at(a[at + i * aStep], b[bAt + i * bStep]);
      assertNear(out[at + i], exact, doubleBound(exact), what, i);
      double rounded = (float) f.at(singleA[at + i * aStep], singleB[bAt + i * bStep]);
      assertNear(singleOut[at + i], rounded, floatBound(rounded), what, i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void binaryWorksInPlaceOnEitherOperand(BinaryFunction f) {
    float[] a = floats(plainNumbers(1, 210));
    float[] b = floats(plainNumbers(2, 210));
    float[] expected = new float[210];
    kernels.binary(f, a, 3, 1, b, 3, 1, expected, 3, 207);
    float[] left = a.clone();
    kernels.binary(f, left, 3, 1, b, 3, 1, left, 3, 207);
    assertThat(Arrays.copyOfRange(left, 3, 210)).isEqualTo(Arrays.copyOfRange(expected, 3, 210));
    float[] right = b.clone();
    kernels.binary(f, a, 3, 1, right, 3, 1, right, 3, 207);
    assertThat(Arrays.copyOfRange(right, 3, 210)).isEqualTo(Arrays.copyOfRange(expected, 3, 210));
  }

  @ParameterizedTest
  @EnumSource
  void reduceFollowsAPlainLoop(ReduceFunction f) {
    for (int outer : new int[] {0, 1, 3}) {
      for (int length : new int[] {0, 1, 2, 7, 207, 4098}) {
        for (int inner : new int[] {1, 2, 13}) {
          checkReduce(f, outer, length, inner);
        }
      }
    }
  }

  private void checkReduce(ReduceFunction f, int outer, int length, int inner) {
    String what = "%s over %d × %d × %d".formatted(f, outer, length, inner);
    int at = 3;
    double[] x = plainNumbers(4, outer * length * inner + at);
    double[] out = guardedDoubles(outer * inner + 2);
    kernels.reduce(f, x, at, outer, length, inner, out);
    assertUntouched(out, 0, outer * inner, what);
    float[] single = floats(x);
    float[] singleOut = guarded(outer * inner + 2);
    kernels.reduce(f, single, at, outer, length, inner, singleOut);
    assertUntouched(singleOut, 0, outer * inner, what);
    for (int i = 0; i < outer * inner; i++) {
      int first = at + i / inner * length * inner + i % inner;
      double exact = f.ofNone();
      double ofSingles = f.ofNone();
      for (int l = 0; l < length; l++) {
        exact = f.at(exact, x[first + l * inner]);
        ofSingles = f.at(ofSingles, single[first + l * inner]);
      }
      assertNear(out[i], exact, length * Math.ulp(1.0), what, i);
      assertNear(singleOut[i], ofSingles, length * (double) Math.ulp(1f), what, i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void reduceKeepsNotANumberAndInfinity(ReduceFunction f) {
    for (int inner : new int[] {1, 3}) {
      for (double special : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        double[] x = plainNumbers(1, 31 * inner);
        x[17 * inner] = special;
        double expected = f.ofNone();
        for (int l = 0; l < 31; l++) {
          expected = f.at(expected, x[l * inner]);
        }
        double[] out = new double[inner];
        kernels.reduce(f, x, 0, 1, 31, inner, out);
        assertNear(out[0], expected, 1e-14, f + " with " + special, 0);
        float[] singleOut = new float[inner];
        kernels.reduce(f, floats(x), 0, 1, 31, inner, singleOut);
        assertNear(singleOut[0], expected, 1e-6, f + " with " + special, 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 13, 64})
  void matmulFollowsThreePlainLoops(int m) {
    for (int n : new int[] {0, 1, 3, 8, 31, 65}) {
      for (int k : new int[] {0, 1, 3, 4, 6, 13, 207}) {
        for (int transposes = 0; transposes < 4; transposes++) {
          checkMatmul(m, n, k, (transposes & 1) == 1, transposes >> 1 == 1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void matmulHoldsForALongInnerAxis(boolean transposeB) {
    checkMatmul(2, 33, 4098, false, transposeB);
    checkMatmul(5, 33, 4098, true, transposeB);
  }

  private void checkMatmul(int m, int n, int k, boolean transposeA, boolean transposeB) {
    String what =
        "%d × %d × %d%s%s"
            .formatted(m, n, k, transposeA ? ", A transposed" : "", transposeB ? ", B too" : "");
    double[] a = plainNumbers(1, m * k + 3);
    double[] b = plainNumbers(2, k * n + 5);
    double[] c = guardedDoubles(m * n + 9);
    kernels.matmul(a, 3, transposeA, b, 5, transposeB, c, 7, m, n, k);
    assertUntouched(c, 7, 7 + m * n, what);
    float[] singleA = floats(a);
    float[] singleB = floats(b);
    float[] singleC = guarded(m * n + 9);
    kernels.matmul(singleA, 3, transposeA, singleB, 5, transposeB, singleC, 7, m, n, k);
    assertUntouched(singleC, 7, 7 + m * n, what);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double exact = 0;
        double ofSingles = 0;
        double magnitude = 0;
        for (int p = 0; p < k; p++) {
          int left = 3 + (transposeA ? p * m + i : i * k + p);
          int right = 5 + (transposeB ? j * k + p : p * n + j);
          exact += a[left] * b[right];
          ofSingles += (double) singleA[left] * singleB[right];
          magnitude += Math.abs(a[left] * b[right]);
        }
        double terms = (k + 1) * magnitude;
        assertNear(c[7 + i * n + j], exact, terms * Math.ulp(1.0), what, i * n + j);
        assertNear(singleC[7 + i * n + j], ofSingles, terms * Math.ulp(1f), what, i * n + j);
      }
    }
  }

  /// So that a prediction does not depend on the batch it is made in.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRowsProductDoesNotDependOnTheRowsBesideIt(boolean transposeB) {
    int m = 9;
    int n = 37;
    int k = 51;
    float[] a = floats(plainNumbers(1, m * k));
    float[] b = floats(plainNumbers(2, k * n));
    float[] together = new float[m * n];
    kernels.matmul(a, 0, false, b, 0, transposeB, together, 0, m, n, k);
    for (int count = 1; count <= 5; count++) {
      float[] alone = new float[count * n];
      kernels.matmul(a, 2 * k, false, b, 0, transposeB, alone, 0, count, n, k);
      assertThat(alone)
          .as("%d rows alone", count)
          .isEqualTo(Arrays.copyOfRange(together, 2 * n, (2 + count) * n));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void softmaxFollowsItsFormula(boolean logarithm) {
    for (int rows : new int[] {0, 1, 5}) {
      for (int columns : new int[] {1, 2, 13, 207, 4098}) {
        checkSoftmax(rows, columns, logarithm);
      }
    }
  }

  private void checkSoftmax(int rows, int columns, boolean logarithm) {
    String what = "%d × %d, logarithm %s".formatted(rows, columns, logarithm);
    double[] x = plainNumbers(3, rows * columns + 3);
    double[] out = guardedDoubles(rows * columns + 2);
    kernels.softmax(x, 3, out, rows, columns, logarithm);
    assertUntouched(out, 0, rows * columns, what);
    float[] singleOut = guarded(rows * columns + 2);
    kernels.softmax(floats(x), 3, singleOut, rows, columns, logarithm);
    assertUntouched(singleOut, 0, rows * columns, what);
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int i = 0; i < columns; i++) {
        sum += Math.exp(x[3 + r * columns + i]);
      }
      for (int i = 0; i < columns; i++) {
        int at = r * columns + i;
        double expected = logarithm ? x[3 + at] - Math.log(sum) : Math.exp(x[3 + at]) / sum;
        assertNear(out[at], expected, 1e-12, what, at);
        assertNear(singleOut[at], expected, 4e-6 * Math.max(1, Math.abs(expected)), what, at);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void softmaxWorksInPlace(boolean logarithm) {
    double[] x = plainNumbers(3, 26);
    double[] expected = new double[26];
    kernels.softmax(x, 0, expected, 2, 13, logarithm);
    float[] single = floats(x);
    float[] singleExpected = new float[26];
    kernels.softmax(single, 0, singleExpected, 2, 13, logarithm);
    kernels.softmax(x, 0, x, 2, 13, logarithm);
    kernels.softmax(single, 0, single, 2, 13, logarithm);
    assertThat(x).isEqualTo(expected);
    assertThat(single).isEqualTo(singleExpected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e4, -1e4, 3e38})
  void softmaxNeitherOverflowsNorUnderflows(double shift) {
    float[] x = {(float) shift, (float) shift};
    float[] out = new float[2];
    kernels.softmax(x, 0, out, 1, 2, false);
    assertThat(out).containsExactly(0.5f, 0.5f);
    kernels.softmax(x, 0, out, 1, 2, true);
    assertThat(out).containsExactly((float) -Math.log(2), (float) -Math.log(2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void softmaxOfARowWithNotANumberIsNotANumberInThatRowAlone(boolean logarithm) {
    double[] x = {1, Double.NaN, 3, 1, 2, 3};
    double[] out = new double[6];
    kernels.softmax(x, 0, out, 2, 3, logarithm);
    assertThat(Arrays.copyOf(out, 3)).containsOnly(Double.NaN);
    assertThat(Arrays.copyOfRange(out, 3, 6)).doesNotContain(Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSameInputGivesTheSameBits(boolean transposeB) {
    float[] a = floats(plainNumbers(1, 207 * 64));
    float[] b = floats(plainNumbers(2, 64 * 33));
    float[] first = new float[207 * 33];
    float[] second = new float[207 * 33];
    kernels.matmul(a, 0, false, b, 0, transposeB, first, 0, 207, 33, 64);
    kernels.matmul(a, 0, false, b, 0, transposeB, second, 0, 207, 33, 64);
    assertThat(second).isEqualTo(first);
  }
}
