/// Layers, activations, initialisers, losses and Rosenblatt's perceptron.
///
/// A model is a record of {@link dev.glassbox.nn.Layer}s; a {@link dev.glassbox.nn.Loss} says how
/// far its outputs are from their targets.
@NullMarked
package dev.glassbox.nn;

import org.jspecify.annotations.NullMarked;
