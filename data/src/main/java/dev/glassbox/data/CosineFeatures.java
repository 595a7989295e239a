package dev.glassbox.data;

import dev.glassbox.nn.Layer;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;

/// The inputs, and beside them √2 · cos(xW + b): waves across the input space whose directions,
/// frequencies and phases are learnt with the rest.
///
/// A plain network is slow to learn narrow features of a surface; waves make them easy (Rahimi and
/// Recht 2007; Tancik et al. 2020).
///
/// @param frequencies the matrix W, (inputs, waves)
/// @param phases the vector b, (waves)
record CosineFeatures(Tensor frequencies, Tensor phases) implements Layer {
  private static final double SCALE = 2;

  static CosineFeatures of(int inputs, int waves, Rng rng) {
    double deviation = SCALE / Math.sqrt(inputs);
    return new CosineFeatures(
        Tensor.normal(rng.split(), Shape.of(inputs, waves), 0, deviation).trainable(),
        Tensor.uniform(rng.split(), Shape.of(waves), -Math.PI, Math.PI, DType.FLOAT32).trainable());
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor waves = x.matmul(frequencies).add(phases).cos().mul(Math.sqrt(2));
    return Tensor.concat(1, x, waves);
  }
}
