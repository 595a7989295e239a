package dev.glassbox.studio.monitor;

import java.util.List;

/// What a network does with some rows after one step.
///
/// @param step how many steps were taken
/// @param metric what is measured: `accuracy` or `R²`
/// @param training on some of the rows that are learnt from
/// @param heldOut on some of the others, NaN without
/// @param units of each layer with an activation that can fall silent
record Look(int step, String metric, double training, double heldOut, List<Units> units) {
  /// The units of a layer.
  ///
  /// @param layer the name of the layer that feeds the activation
  /// @param activation `relu`, `tanh` or `sigmoid`
  /// @param count how many there are
  /// @param idle of a rectifier, the share of units that are 0 for every row; of the others, the
  ///   share of all activations that are within 0.05 of an end of their range, relative to its half
  record Units(String layer, String activation, int count, double idle) {}
}
