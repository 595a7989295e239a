package dev.glassbox.structure;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the components of records, and makes others of the same kind.
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

  /// A value of the same kind, in which each part that is no record, list or map is `change` of
  /// what it was. A record that holds nothing changed stays the same object.
  ///
  /// @param purpose what the value is wanted for, which begins an error's message
  /// @param value a record, list or map of such values, or a part itself
  /// @throws IllegalStateException if a record's module does not let this one look into it, or if
  ///   its constructor fails
  public static @Nullable Object map(
      String purpose, @Nullable Object value, UnaryOperator<Object> change) {
    return switch (value) {
      case null -> null;
      case Record record -> rebuild(purpose, record, change);
      case List<?> list -> {
        List<@Nullable Object> mapped = new ArrayList<>();
        for (Object part : list) {
          mapped.add(map(purpose, part, change));
        }
        yield Collections.unmodifiableList(mapped);
      }
      case Map<?, ?> map -> {
        Map<@Nullable Object, @Nullable Object> mapped = new LinkedHashMap<>();
        map.forEach((key, part) -> mapped.put(key, map(purpose, part, change)));
        yield Collections.unmodifiableMap(mapped);
      }
      default -> change.apply(value);
    };
  }

  @SuppressWarnings("ReferenceEquality") // the same object means unchanged
  private static Record rebuild(String purpose, Record record, UnaryOperator<Object> change) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    boolean changed = false;
    for (int i = 0; i < values.length; i++) {
      types[i] = components[i].getType();
      Object part = read(purpose, components[i], record);
      values[i] = types[i].isPrimitive() ? part : map(purpose, part, change);
      changed |= values[i] != part;
    }
    if (!changed) {
      return record;
    }
    try {
      Constructor<?> canonical = record.getClass().getDeclaredConstructor(types);
      if (!canonical.trySetAccessible()) {
        throw closed(purpose, record);
      }
      return (Record) canonical.newInstance(values);
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
