package dev.glassbox.autodiff;

import dev.glassbox.structure.Records;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A value made of tensors, such as a model, seen as the list of those of its tensors that vary.
///
/// The value is a tensor, or a record, list or map of such values. Its floating-point tensors vary,
/// except buffers. A tensor that appears twice is one variable. What is no tensor and holds none
/// stays as it is.
final class Structure<T> {
  private final T value;
  private final List<Tensor> tensors;

  private Structure(T value, List<Tensor> tensors) {
    this.value = value;
    this.tensors = tensors;
  }

  /// @throws IllegalArgumentException if no tensor varies
  static <T> Structure<T> of(T value) {
    Set<Tensor> found = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Tensor> varying = new ArrayList<>();
    map(
        value,
        tensor -> {
          if (tensor.dtype().isFloating() && !tensor.isBuffer() && found.add(tensor)) {
            varying.add(tensor);
          }
          return tensor;
        });
    if (varying.isEmpty()) {
      throw new IllegalArgumentException(
          "derivative: %s holds no floating-point tensor to differentiate by"
              .formatted(
                  value instanceof Tensor tensor
                      ? "a tensor of " + tensor.dtype()
                      : "a " + value.getClass().getSimpleName()));
    }
    return new Structure<>(value, List.copyOf(varying));
  }

  /// The tensors that vary, each once.
  List<Tensor> tensors() {
    return tensors;
  }

  /// The same value with other tensors in the place of those that vary.
  T with(List<Tensor> replacements) {
    return replaced(replacements, tensor -> tensor);
  }

  /// A value of the same structure that holds derivatives: those given for the tensors that vary,
  /// and zeros for the others.
  T derivatives(List<Tensor> given) {
    return replaced(given, tensor -> Tensor.zeros(tensor.shape(), tensor.dtype()));
  }

  private T replaced(List<Tensor> replacements, UnaryOperator<Tensor> others) {
    var byTensor = new IdentityHashMap<Tensor, Tensor>();
    for (int i = 0; i < tensors.size(); i++) {
      byTensor.put(tensors.get(i), replacements.get(i));
    }
    UnaryOperator<Tensor> change =
        tensor -> {
          Tensor replacement = byTensor.get(tensor);
          return replacement == null ? others.apply(tensor) : replacement;
        };
    @SuppressWarnings("unchecked") // map keeps the kind
    T changed = (T) Objects.requireNonNull(map(value, change));
    return changed;
  }

  /// The tensors of another value of the same structure that stand where the varying ones stand
  /// here.
  ///
  /// @throws IllegalArgumentException if its structure differs
  List<Tensor> alike(String name, T other) {
    List<Tensor> here = new ArrayList<>();
    List<Tensor> there = new ArrayList<>();
    map(value, collectInto(here));
    map(other, collectInto(there));
    if (here.size() != there.size()) {
      throw new IllegalArgumentException(
          "%s: has %d tensors, and the point has %d; both must have the same structure"
              .formatted(name, there.size(), here.size()));
    }
    var matching = new IdentityHashMap<Tensor, Tensor>();
    for (int i = 0; i < here.size(); i++) {
      matching.put(here.get(i), there.get(i));
    }
    return tensors.stream().map(tensor -> Objects.requireNonNull(matching.get(tensor))).toList();
  }

  private static UnaryOperator<Tensor> collectInto(List<Tensor> list) {
    return tensor -> {
      list.add(tensor);
      return tensor;
    };
  }

  private static @Nullable Object map(Object value, UnaryOperator<Tensor> change) {
    return Records.map(
        "derivative", value, part -> part instanceof Tensor tensor ? change.apply(tensor) : part);
  }
}
