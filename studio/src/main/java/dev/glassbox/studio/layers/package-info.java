/// The layers of a network through a training: gradients, activations and weights.
@NullMarked
package dev.glassbox.studio.layers;

import org.jspecify.annotations.NullMarked;
