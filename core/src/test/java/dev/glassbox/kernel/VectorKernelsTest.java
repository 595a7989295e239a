package dev.glassbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Kernels in vectors of every width against the scalar ones: the same bits, and nothing written or
/// read outside.
class VectorKernelsTest {
  private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 33, 40, 70};
  private static final float GUARD = -77;

  /// Loads the kernels anew, because the width is a constant of their class.
  private static final class Isolated extends ClassLoader {
    Isolated() {
      super(VectorKernelsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.glassbox.kernel.") || name.contains("Test")) {
        return super.loadClass(name, resolve);
      }
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static Method method(int bits, String type, String name)
      throws ReflectiveOperationException {
    System.setProperty("glassbox.vector.bits", Integer.toString(bits));
    try {
      ClassLoader loader = new Isolated();
      Method width =
          Class.forName("dev.glassbox.kernel.VectorTiles", true, loader).getDeclaredMethod("bits");
      width.setAccessible(true);
      if (bits != 0) {
        assertThat(width.invoke(null)).isEqualTo(bits);
      }
      Method method =
          Arrays.stream(
                  Class.forName("dev.glassbox.kernel." + type, true, loader).getDeclaredMethods())
              .filter(m -> m.getName().equals(name) && m.getReturnType() == void.class)
              .findFirst()
              .orElseThrow();
      method.setAccessible(true);
      return method;
    } finally {
      System.clearProperty("glassbox.vector.bits");
    }
  }

  /// A single worker of the same loader.
  private static Object alone(Method product) throws ReflectiveOperationException {
    ClassLoader loader = product.getDeclaringClass().getClassLoader();
    var constructor =
        Class.forName("dev.glassbox.kernel.Workers", true, loader)
            .getDeclaredConstructor(int.class);
    constructor.setAccessible(true);
    return constructor.newInstance(1);
  }

  private static float[] random(SplittableRandom random, int n) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextDouble(-2, 2);
    }
    return numbers;
  }

  /// Skips only where the processor or the JDK lacks something, not where an option of the JVM got
  /// lost.
  static void requireVectors() {
    assumeTrue(
        ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent(),
        "this JDK has no module jdk.incubator.vector");
    assumeTrue(FusedMultiplyAdd.IS_FAST, "this processor has no fused multiply-add");
    assertThat(VectorModule.load()).as("obstacle to vector instructions").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void productsHaveTheBitsOfTheScalarOneAndStayInside(int bits)
      throws ReflectiveOperationException {
    requireVectors();
    Method product = method(bits, "VectorProduct", "product");
    Object workers = alone(product);
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
  @ValueSource(booleans = {false, true})
  void largeProductsHaveTheBitsOfTheScalarOneToo(boolean transposeB)
      throws ReflectiveOperationException {
    requireVectors();
    SplittableRandom random = new SplittableRandom(6);
    int m = 37;
    int n = 515;
    int k = 777;
    float[] a = random(random, m * k);
    float[] b = random(random, k * n);
    float[] expected = new float[m * n];
    float[] actual = new float[m * n];
    ScalarMatMul.product(a, 0, false, b, 0, transposeB, expected, 0, m, n, k);
    Method product = method(0, "VectorProduct", "product");
    product.invoke(
        null, alone(product), a, 0, false, b, 0, transposeB, null, 0, null, actual, 0, m, n, k);
    assertThat(actual).containsExactly(expected);
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
    requireVectors();
    for (UnaryFunction f : List.of(UnaryFunction.EXP, UnaryFunction.SIGMOID, UnaryFunction.TANH)) {
      Method inVectors = method(bits, "VectorFunctions", f.name().toLowerCase(Locale.ROOT));
      for (int n : new int[] {0, 1, 15, 16, 31, 207, 5000}) {
        float[] x = ofEverySize(n + 2);
        float[] expected = new float[n + 5];
        Arrays.fill(expected, GUARD);
        float[] actual = expected.clone();
        ScalarFloats.unary(f, x, 2, expected, 3, n);
        inVectors.invoke(null, x, 2, actual, 3, n);
        for (int i = 0; i < actual.length; i++) {
          assertThat(Float.floatToIntBits(actual[i]))
              .as("%s of %s", f, i >= 3 && i < n + 3 ? x[i - 1] : GUARD)
              .isEqualTo(Float.floatToIntBits(expected[i]));
        }
      }
    }
  }
}
