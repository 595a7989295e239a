/// The perceptron, one mistake at a time.
@NullMarked
package dev.glassbox.studio.perceptron;

import org.jspecify.annotations.NullMarked;
