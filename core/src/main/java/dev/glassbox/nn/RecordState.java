package dev.glassbox.nn;

import dev.glassbox.structure.Records;
import dev.glassbox.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the weights and buffers of a record through its components.
final class RecordState {
  private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

  private final Map<String, Tensor> found = new LinkedHashMap<>();

  private RecordState() {}

  static Map<String, Tensor> of(Object layer) {
    if (!(layer instanceof Record)) {
      throw new IllegalStateException(
          "state: %s is not a record, so its weights cannot be found; make it one, or override state()"
              .formatted(layer.getClass().getName()));
    }
    RecordState state = new RecordState();
    Records.components("state", layer)
        .forEach((name, value) -> state.visit(snakeCase(name), value));
    return Collections.unmodifiableMap(state.found);
  }

  private void visit(String name, @Nullable Object value) {
    switch (value) {
      case Tensor tensor when tensor.isTrainable() || tensor.isBuffer() -> put(name, tensor);
      case Layer layer -> layer.state().forEach((inner, tensor) -> put(name + "." + inner, tensor));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          visit(name + "." + i, list.get(i));
        }
      }
      case null, default -> {
        // Part of the architecture: nothing that is trained or saved.
      }
    }
  }

  private void put(String name, Tensor tensor) {
    if (found.putIfAbsent(name, tensor) != null) {
      throw new IllegalStateException(
          "state: two tensors would be called %s; rename a record component".formatted(name));
    }
  }

  static String snakeCase(String name) {
    return HUMP.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }
}
