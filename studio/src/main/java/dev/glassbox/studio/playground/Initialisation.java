package dev.glassbox.studio.playground;

import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.tensor.Rng;

/// How weights start, and how a program would write that.
public enum Initialisation {
  /// Suits tanh and sigmoid.
  GLOROT_UNIFORM("Initializer.glorotUniform(), "),
  /// Suits tanh and sigmoid.
  GLOROT_NORMAL("Initializer.glorotNormal(), "),
  /// Suits rectifiers.
  HE_UNIFORM("Initializer.heUniform(), "),
  /// Suits rectifiers.
  HE_NORMAL("Initializer.heNormal(), "),
  /// Next to nothing, so that what is learnt stands out.
  SMALL_NORMAL("Initializer.normal(0, 0.02), "),
  /// Uniform in ±1/√in, biases too.
  UNIFORM(""),
  /// All the same: neurons that start equal stay equal.
  CONSTANT("Initializer.constant(0.5), "),
  /// Nothing: no signal, no gradient.
  ZEROS("Initializer.zeros(), ");

  private final String code;

  Initialisation(String code) {
    this.code = code;
  }

  /// The argument of `Linear.of` that asks for this.
  String code() {
    return code;
  }

  /// A layer that starts like this.
  public Linear layer(int in, int out, Rng rng) {
    return switch (this) {
      case GLOROT_UNIFORM -> Linear.of(in, out, Initializer.glorotUniform(), rng);
      case GLOROT_NORMAL -> Linear.of(in, out, Initializer.glorotNormal(), rng);
      case HE_UNIFORM -> Linear.of(in, out, Initializer.heUniform(), rng);
      case HE_NORMAL -> Linear.of(in, out, Initializer.heNormal(), rng);
      case SMALL_NORMAL -> Linear.of(in, out, Initializer.normal(0, 0.02), rng);
      case UNIFORM -> Linear.of(in, out, rng);
      case CONSTANT -> Linear.of(in, out, Initializer.constant(0.5), rng);
      case ZEROS -> Linear.of(in, out, Initializer.zeros(), rng);
    };
  }
}
