package dev.glassbox.structure;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the components of a record, and makes another of the same kind.
public final class Records {
  private Records() {}

  /// The components by name, in the order of their declaration, without those of primitive type.
  ///
  /// @param purpose what the components are wanted for, which begins an error's message
  /// @throws IllegalStateException if the record's module does not let this one look into it
  public static Map<String, @Nullable Object> components(String purpose, Object record) {
    Map<String, @Nullable Object> components = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (!component.getType().isPrimitive()) {
        components.put(component.getName(), read(purpose, component, record));
      }
    }
    return Collections.unmodifiableMap(components);
  }

  /// A record of the same kind whose components are `change` of this one's.
  ///
  /// @param purpose what the record is wanted for, which begins an error's message
  /// @throws IllegalStateException if the record's module does not let this one look into it, or if
  ///   its constructor refuses
  public static <T> T rebuild(String purpose, T record, UnaryOperator<@Nullable Object> change) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = change.apply(read(purpose, components[i], record));
    }
    try {
      @SuppressWarnings("unchecked") // getClass() of a T
      Constructor<T> canonical = (Constructor<T>) record.getClass().getDeclaredConstructor(types);
      if (!canonical.trySetAccessible()) {
        throw closed(purpose, record);
      }
      return canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed(purpose, record), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(failed(purpose, record), e);
    }
  }

  private static @Nullable Object read(String purpose, RecordComponent component, Object record) {
    Method accessor = component.getAccessor();
    if (!accessor.trySetAccessible()) {
      throw closed(purpose, record);
    }
    try {
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          "%s: %s.%s() failed".formatted(purpose, record.getClass().getName(), component.getName()),
          e);
    }
  }

  private static String failed(String purpose, Object record) {
    return "%s: the constructor of %s failed".formatted(purpose, record.getClass().getName());
  }

  private static IllegalStateException closed(String purpose, Object record) {
    Class<?> type = record.getClass();
    return new IllegalStateException(
        "%s: %s cannot be looked into; let module %s open package %s to dev.glassbox.core"
            .formatted(purpose, type.getName(), type.getModule().getName(), type.getPackageName()));
  }
}
