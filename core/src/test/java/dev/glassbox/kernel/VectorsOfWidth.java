package dev.glassbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.util.Arrays;

/// The vector kernels with vectors of a given width, which is a constant of their classes.
final class VectorsOfWidth {
  private VectorsOfWidth() {}

  /// Loads the kernels anew, because the width is a constant of their class.
  private static final class Isolated extends ClassLoader {
    Isolated() {
      super(VectorsOfWidth.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.glassbox.kernel.")
          || name.contains("Test")
          || name.contains("VectorsOfWidth")) {
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

  /// A method of a kernel class whose vectors have so many bits, or as many as the processor likes
  /// if 0.
  static Method method(int bits, String type, String name) throws ReflectiveOperationException {
    System.setProperty("glassbox.vector.bits", Integer.toString(bits));
    try {
      ClassLoader loader = new Isolated();
      Method width =
          Class.forName("dev.glassbox.kernel.VectorPanel", true, loader).getDeclaredMethod("bits");
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

  /// The constant of the same name in the loader of a method.
  static Object same(Method method, Enum<?> constant) throws ReflectiveOperationException {
    ClassLoader loader = method.getDeclaringClass().getClassLoader();
    Class<?> type = Class.forName(constant.getDeclaringClass().getName(), true, loader);
    return type.getMethod("valueOf", String.class).invoke(null, constant.name());
  }

  /// A single worker of the same loader.
  static Object alone(Method product) throws ReflectiveOperationException {
    ClassLoader loader = product.getDeclaringClass().getClassLoader();
    var constructor =
        Class.forName("dev.glassbox.kernel.Workers", true, loader)
            .getDeclaredConstructor(int.class);
    constructor.setAccessible(true);
    return constructor.newInstance(1);
  }

  /// Skips only where the processor or the JDK lacks something, not where an option of the JVM got
  /// lost.
  static void require() {
    assumeTrue(
        ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent(),
        "this JDK has no module jdk.incubator.vector");
    assumeTrue(FusedMultiplyAdd.IS_FAST, "this processor has no fused multiply-add");
    assertThat(VectorModule.load()).as("obstacle to vector instructions").isEmpty();
  }
}
