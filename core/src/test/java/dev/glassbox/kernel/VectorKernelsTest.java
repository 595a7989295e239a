package dev.glassbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Kernels in vectors of every width against the scalar ones: the same bits, and nothing written or
/// read outside.
class VectorKernelsTest {
  private static final int[] SIZES = {
    0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 33, 40, 70, 83
  };
  private static final float GUARD = -77;

  private static float[] random(SplittableRandom random, int n) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextDouble(-2, 2);
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void productsHaveTheBitsOfTheScalarOneAndStayInside(int bits)
      throws ReflectiveOperationException {
    VectorsOfWidth.require();
    Method product = VectorsOfWidth.method(bits, "VectorProduct", "product");
    Object workers = VectorsOfWidth.alone(product);
    SplittableRandom random = new SplittableRandom(5);
    for (int run = 0; run < 400; run++) {
      int m = SIZES[random.nextInt(SIZES.length)];
      int n = SIZES[random.nextInt(SIZES.length)];
      int k = run % 20 == 0 ? 384 + random.nextInt(500) : SIZES[random.nextInt(SIZES.length)];
      boolean transposeA = random.nextBoolean();
      boolean transposeB = random.nextBoolean();
      int aAt = random.nextInt(4);
      int bAt = random.nextInt(4);
      int cAt = random.nextInt(4);
      // The arrays end where the operands end: reading further would fail.
      float[] a = random(random, aAt + m * k);
      float[] b = random(random, bAt + k * n);
      float[] expected = new float[cAt + m * n + 5];
      Arrays.fill(expected, GUARD);
      float[] actual = expected.clone();
      ScalarMatMul.product(a, aAt, transposeA, b, bAt, transposeB, expected, cAt, m, n, k);
      product.invoke(
          null,
          workers,
          a,
          aAt,
          transposeA,
          b,
          bAt,
          transposeB,
          null,
          0,
          null,
          actual,
          cAt,
          m,
          n,
          k);
      assertThat(Arrays.equals(actual, expected))
          .as("%d × %d × %d, %s, %s", m, k, n, transposeA, transposeB)
          .isTrue();
    }
  }

  /// Beyond a mebibyte, B is packed although it lies well.
  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void largeProductsHaveTheBitsOfTheScalarOneToo(boolean transposeA, boolean transposeB)
      throws ReflectiveOperationException {
    VectorsOfWidth.require();
    SplittableRandom random = new SplittableRandom(6);
    int m = 500;
    int n = 515;
    int k = 777;
    float[] a = random(random, m * k);
    float[] b = random(random, k * n);
    float[] expected = new float[m * n];
    float[] actual = new float[m * n];
    ScalarMatMul.product(a, 0, transposeA, b, 0, transposeB, expected, 0, m, n, k);
    Method product = VectorsOfWidth.method(0, "VectorProduct", "product");
    product.invoke(
        null,
        VectorsOfWidth.alone(product),
        a,
        0,
        transposeA,
        b,
        0,
        transposeB,
        null,
        0,
        null,
        actual,
        0,
        m,
        n,
        k);
    // Not containsExactly, which takes hours to describe a difference.
    assertThat(actual).isEqualTo(expected);
  }

  /// Numbers of every size, with what is special among them.
  private static float[] ofEverySize(int n) {
    SplittableRandom random = new SplittableRandom(7);
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] =
          switch (i % 4) {
            case 0 -> Float.intBitsToFloat(random.nextInt());
            case 1 -> (float) random.nextDouble(-110, 95);
            default -> (float) random.nextDouble(-2, 2);
          };
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void functionsHaveTheBitsOfTheScalarOnesAndStayInside(int bits)
      throws ReflectiveOperationException {
    VectorsOfWidth.require();
    Method inVectors = VectorsOfWidth.method(bits, "VectorUnary", "unary");
    for (UnaryFunction f : UnaryFunction.values()) {
      if (!VectorUnary.has(f)) {
        continue;
      }
      Object same = VectorsOfWidth.same(inVectors, f);
      for (int n : new int[] {0, 1, 15, 16, 31, 207, 5000}) {
        float[] x = ofEverySize(n + 2);
        float[] expected = new float[n + 5];
        Arrays.fill(expected, GUARD);
        float[] actual = expected.clone();
        ScalarFloats.unary(f, x, 2, expected, 3, n);
        inVectors.invoke(null, same, x, 2, actual, 3, n);
        for (int i = 0; i < actual.length; i++) {
          assertThat(Float.floatToIntBits(actual[i]))
              .as("%s of %s", f, i >= 3 && i < n + 3 ? x[i - 1] : GUARD)
              .isEqualTo(Float.floatToIntBits(expected[i]));
        }
      }
    }
  }
}
