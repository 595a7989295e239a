package dev.glassbox.studio.layers;

import org.jspecify.annotations.Nullable;

/// What is told of one layer at one step.
///
/// @param gradient the norm of the loss's gradient by the layer's weights and biases
/// @param mean of the activations over rows and units, NaN where they cannot be seen
/// @param spread their standard deviation
/// @param idle the share of units that are dead, or of activations that are saturated; NaN where
///   the activation function has no such thing
/// @param weight the norm of all weights and biases
/// @param update the norm of the step's change of the weight divided by the weight's norm before;
///   NaN where it is not known
/// @param activation how the last operation of the layer is called, null if it cannot be seen
record Figures(
    double gradient,
    double mean,
    double spread,
    double idle,
    double weight,
    double update,
    @Nullable String activation) {
  /// From here on an activation counts as saturated: |tanh x| > 0.95, or a sigmoid beyond 0.025 or
  /// 0.975, where the same part of the slope is left.
  static final double SATURATED = 0.95;
}
