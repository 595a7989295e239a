/// Gradient descent on landscapes of two numbers, and the race of the optimisers.
@NullMarked
package dev.glassbox.studio.descent;

import org.jspecify.annotations.NullMarked;
