/// The loss around the weights of a network, in planes through the space of all weights.
@NullMarked
package dev.glassbox.studio.surface;

import org.jspecify.annotations.NullMarked;
