package dev.glassbox.fit;

import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;

/// The parameters of a [Curve], each a single number through which derivatives pass.
public final class Parameters {
  private final Tensor vector;
  private final List<String> names;

  Parameters(Tensor vector, List<String> names) {
    this.vector = vector;
    this.names = names;
  }

  /// Parameter i, counted from 0.
  ///
  /// @throws IllegalArgumentException if there is none
  public Tensor get(int i) {
    if (i < 0 || i >= size()) {
      throw new IllegalArgumentException(
          "parameters: there is no parameter %d; the fit was given %d start values"
              .formatted(i, size()));
    }
    return vector.slice(0, i, i + 1).reshape(Shape.of());
  }

  /// The parameter with this name.
  ///
  /// @throws IllegalArgumentException if there is none
  public Tensor get(String name) {
    return get(place(names, name));
  }

  /// All parameters as one vector.
  public Tensor vector() {
    return vector;
  }

  /// How many there are.
  public int size() {
    return names.size();
  }

  static int place(List<String> names, String name) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(
          "parameters: none is named %s; there are %s".formatted(name, String.join(", ", names)));
    }
    return place;
  }
}
