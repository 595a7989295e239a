package dev.glassbox.tensor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;

/// Finds every operation there is, and the samples that each brings along.
final class Operations {
  private Operations() {}

  /// Every record below the sealed interface [Op].
  static List<Class<?>> all() {
    return below(Op.class).toList();
  }

  private static Stream<Class<?>> below(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(Operations::below)
        : Stream.of(type);
  }

  /// The samples of one operation.
  ///
  /// @throws AssertionError if it brings none
  static List<Sample> samples(Class<?> operation) {
    List<?> samples = call(operation);
    if (samples.isEmpty()) {
      throw new AssertionError(name(operation) + ": samples() is empty; add at least one sample");
    }
    return samples.stream().map(Sample.class::cast).toList();
  }

  /// The smooth samples of every operation.
  static List<Sample.Smooth> smooth(Class<?> operation) {
    return samples(operation).stream()
        .filter(Sample.Smooth.class::isInstance)
        .map(Sample.Smooth.class::cast)
        .toList();
  }

  private static List<?> call(Class<?> operation) {
    try {
      Method method = operation.getDeclaredMethod("samples");
      if (!Modifier.isStatic(method.getModifiers())) {
        throw new AssertionError(name(operation) + ": samples() must be static");
      }
      method.setAccessible(true);
      return (List<?>) method.invoke(null);
    } catch (NoSuchMethodException missing) {
      throw new AssertionError(
          name(operation) + ": no static method samples(); every operation brings its own cases",
          missing);
    } catch (IllegalAccessException | InvocationTargetException broken) {
      throw new LinkageError(name(operation) + ": samples() failed", broken);
    }
  }

  /// The operation's name as it stands in the source, such as `Unary.Exp`.
  static String name(Class<?> operation) {
    return operation.getName().substring(operation.getPackageName().length() + 1).replace('$', '.');
  }
}
