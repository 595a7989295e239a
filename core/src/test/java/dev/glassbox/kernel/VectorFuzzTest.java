package dev.glassbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vector kernels of every width against the scalar ones at random sizes, between canaries: what
/// lies around an operand is NaN, so that reading it shows, and what lies around a result must
/// stay.
class VectorFuzzTest {
  private static final int MARGIN = 70;
  private static final float[] SPECIAL = {
    0, -0.0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-40f, -3e38f
  };

  private final SplittableRandom random = new SplittableRandom(11);

  /// Random numbers between NaNs, of which those before are as many as asked for.
  private float[] guarded(int before, int n, boolean special) {
    float[] numbers = new float[before + n + MARGIN];
    Arrays.fill(numbers, Float.NaN);
    for (int i = before; i < before + n; i++) {
      boolean odd = special && random.nextInt(9) == 0;
      numbers[i] = odd ? SPECIAL[random.nextInt(SPECIAL.length)] : (float) random.nextDouble(-2, 2);
    }
    return numbers;
  }

  private int margin() {
    return random.nextInt(MARGIN);
  }

  private static void assertSame(float[] actual, float[] expected, String what) {
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
        assertThat(actual[i]).as("%s, at %d", what, i).isEqualTo(expected[i]);
      }
    }
  }

  private static final @Nullable UnaryFunction[] FUNCTIONS = {
    null, UnaryFunction.RELU, UnaryFunction.TANH, UnaryFunction.ERF
  };

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void affineMapsHaveTheBitsOfProductSumAndFunction(int bits) throws ReflectiveOperationException {
    VectorsOfWidth.require();
    Method product = VectorsOfWidth.method(bits, "VectorProduct", "product");
    Object workers = VectorsOfWidth.alone(product);
    for (int run = 0; run < 300; run++) {
      int m = random.nextInt(40);
      int n = random.nextInt(150);
      int k = run % 30 == 0 ? 250 + random.nextInt(300) : random.nextInt(40);
      boolean transposeA = random.nextBoolean();
      boolean transposeB = random.nextBoolean();
      UnaryFunction g = FUNCTIONS[random.nextInt(FUNCTIONS.length)];
      int aAt = margin();
      int bAt = margin();
      int biasAt = margin();
      int cAt = margin();
      float[] a = guarded(aAt, m * k, false);
      float[] b = guarded(bAt, k * n, false);
      float[] bias = guarded(biasAt, n, false);
      float[] expected = guarded(cAt, m * n, false);
      float[] actual = expected.clone();
      ScalarKernels.INSTANCE.affine(
          a, aAt, transposeA, b, bAt, transposeB, bias, biasAt, g, expected, cAt, m, n, k);
      product.invoke(
          null,
          workers,
          a,
          aAt,
          transposeA,
          b,
          bAt,
          transposeB,
          bias,
          biasAt,
          g == null ? null : VectorsOfWidth.same(product, g),
          actual,
          cAt,
          m,
          n,
          k);
      assertSame(
          actual,
          expected,
          "%d × %d × %d, %s, %s, %s".formatted(m, k, n, transposeA, transposeB, g));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void functionsOfTwoMatricesHaveTheBitsOfTheScalarOnes(int bits)
      throws ReflectiveOperationException {
    VectorsOfWidth.require();
    Method rowsMethod = VectorsOfWidth.method(bits, "VectorRows", "binaryRows");
    for (BinaryFunction f : BinaryFunction.values()) {
      if (!VectorRows.has(f)) {
        continue;
      }
      Object same = VectorsOfWidth.same(rowsMethod, f);
      for (int run = 0; run < 100; run++) {
        int rows = random.nextInt(6);
        int columns = random.nextInt(80);
        int aStep = random.nextInt(2);
        int bStep = random.nextInt(2);
        int aRow = random.nextInt(2) * (aStep == 1 ? columns : 1);
        int bRow = random.nextInt(2) * (bStep == 1 ? columns : 1);
        int aAt = margin();
        int bAt = margin();
        int outAt = margin();
        float[] a = guarded(aAt, sizeOf(rows, aRow, columns, aStep), true);
        float[] b = guarded(bAt, sizeOf(rows, bRow, columns, bStep), true);
        float[] expected = guarded(outAt, rows * columns, false);
        float[] actual = expected.clone();
        ScalarFloatRows.binaryRows(
            f, a, aAt, aRow, aStep, b, bAt, bRow, bStep, expected, outAt, rows, columns);
        rowsMethod.invoke(
            null, same, a, aAt, aRow, aStep, b, bAt, bRow, bStep, actual, outAt, rows, columns);
        assertSame(
            actual,
            expected,
            "%s of %d × %d, steps %d, %d, %d, %d"
                .formatted(f, rows, columns, aRow, aStep, bRow, bStep));
      }
    }
  }

  private static int sizeOf(int rows, int rowStep, int columns, int step) {
    return 1 + Math.max(rows - 1, 0) * rowStep + Math.max(columns - 1, 0) * step;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void reductionsHaveTheBitsOfTheScalarOnes(int bits) throws ReflectiveOperationException {
    VectorsOfWidth.require();
    Method reduce = VectorsOfWidth.method(bits, "VectorReductions", "reduce");
    for (ReduceFunction f : ReduceFunction.values()) {
      Object same = VectorsOfWidth.same(reduce, f);
      for (int run = 0; run < 200; run++) {
        int outer = random.nextInt(4);
        int length = random.nextInt(70);
        int inner = run % 2 == 0 ? 1 : random.nextInt(90);
        int xAt = margin();
        float[] x = guarded(xAt, outer * length * inner, run % 4 < 2);
        float[] expected = guarded(0, outer * inner, false);
        float[] actual = expected.clone();
        ScalarFloats.reduce(f, x, xAt, outer, length, inner, expected);
        reduce.invoke(null, same, x, xAt, outer, length, inner, actual);
        assertSame(actual, expected, "%s over %d × %d × %d".formatted(f, outer, length, inner));
      }
    }
  }
}
