package dev.glassbox.nn;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;

/// How weights start.
///
/// Those that look at the shape keep the size of the signal about the same from layer to layer. A
/// weight is (out, in): its fan-in is the number of inputs to one output, its fan-out the number of
/// outputs that one input reaches. Axes after these two, as in a convolution, multiply both.
///
/// {@snippet :
/// Tensor weight = Initializer.heNormal().create(Rng.seed(1), Shape.of(128, 784), DType.FLOAT32);
/// }
public sealed interface Initializer {
  /// Fresh numbers, not yet trainable.
  ///
  /// @throws ShapeException if this looks at fan-in or fan-out and the shape has fewer than two
  ///   axes
  Tensor create(Rng rng, Shape shape, DType dtype);

  /// 0 everywhere; for biases. Weights that all start equal stay equal.
  static Initializer zeros() {
    return new Constant(0);
  }

  /// c everywhere.
  static Initializer constant(double c) {
    return new Constant(c);
  }

  /// Uniform in [low, high).
  static Initializer uniform(double low, double high) {
    return new Uniform(low, high);
  }

  /// Normal with this mean and standard deviation.
  static Initializer normal(double mean, double standardDeviation) {
    return new Normal(mean, standardDeviation);
  }

  /// Uniform in ±√(6 / (in + out)), for tanh and sigmoid (Glorot and Bengio 2010).
  static Initializer glorotUniform() {
    return new GlorotUniform();
  }

  /// Normal with mean 0 and variance 2 / (in + out), for tanh and sigmoid (Glorot and Bengio 2010).
  static Initializer glorotNormal() {
    return new GlorotNormal();
  }

  /// Uniform in ±√(6 / in), for rectifiers (He et al. 2015).
  static Initializer heUniform() {
    return new HeUniform();
  }

  /// Normal with mean 0 and variance 2 / in, for rectifiers (He et al. 2015).
  static Initializer heNormal() {
    return new HeNormal();
  }

  /// The same number everywhere.
  ///
  /// @param value the number, finite
  record Constant(double value) implements Initializer {
    /// Checks the number.
    public Constant {
      Setting.finite("constant", "value", value);
    }

    @Override
    public Tensor create(Rng rng, Shape shape, DType dtype) {
      return Tensor.full(shape, value, dtype);
    }
  }

  /// Uniform numbers.
  ///
  /// @param low the least number
  /// @param high the bound that is not reached, `low` or more
  record Uniform(double low, double high) implements Initializer {
    /// Checks the bounds.
    public Uniform {
      Setting.finite("uniform", "low", low);
      Setting.finite("uniform", "high", high);
      if (low > high) {
        throw new IllegalArgumentException(
            "uniform: low must not be above high, were %s and %s".formatted(low, high));
      }
    }

    @Override
    public Tensor create(Rng rng, Shape shape, DType dtype) {
      return Tensor.uniform(rng, shape, low, high, dtype);
    }
  }

  /// Numbers from a normal distribution.
  ///
  /// @param mean its mean
  /// @param standardDeviation its standard deviation, 0 or more
  record Normal(double mean, double standardDeviation) implements Initializer {
    /// Checks the distribution.
    public Normal {
      Setting.finite("normal", "mean", mean);
      Setting.nonNegative("normal", "standardDeviation", standardDeviation);
    }

    @Override
    public Tensor create(Rng rng, Shape shape, DType dtype) {
      return Tensor.normal(rng, shape, mean, standardDeviation, dtype);
    }
  }

  /// Uniform in ±√(6 / (in + out)), whose variance is 2 / (in + out) (Glorot and Bengio 2010).
  record GlorotUniform() implements Initializer {
    @Override
    public Tensor create(Rng rng, Shape shape, DType dtype) {
      Fans fans = Fans.of("glorotUniform", shape);
      double bound = Math.sqrt(6.0 / (fans.in() + fans.out()));
      return Tensor.uniform(rng, shape, -bound, bound, dtype);
    }
  }

  /// Normal with mean 0 and variance 2 / (in + out) (Glorot and Bengio 2010).
  record GlorotNormal() implements Initializer {
    @Override
    public Tensor create(Rng rng, Shape shape, DType dtype) {
      Fans fans = Fans.of("glorotNormal", shape);
      return Tensor.normal(rng, shape, 0, Math.sqrt(2.0 / (fans.in() + fans.out())), dtype);
    }
  }

  /// Uniform in ±√(6 / in), whose variance is 2 / in (He et al. 2015).
  record HeUniform() implements Initializer {
    @Override
    public Tensor create(Rng rng, Shape shape, DType dtype) {
      double bound = Math.sqrt(6.0 / Fans.of("heUniform", shape).in());
      return Tensor.uniform(rng, shape, -bound, bound, dtype);
    }
  }

  /// Normal with mean 0 and variance 2 / in (He et al. 2015).
  record HeNormal() implements Initializer {
    @Override
    public Tensor create(Rng rng, Shape shape, DType dtype) {
      double deviation = Math.sqrt(2.0 / Fans.of("heNormal", shape).in());
      return Tensor.normal(rng, shape, 0, deviation, dtype);
    }
  }
}
