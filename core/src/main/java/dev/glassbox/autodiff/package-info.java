/// What can be done with derivatives beyond following them: checking them.
///
/// {@link dev.glassbox.autodiff.GradientCheck} compares the gradient of your own function with
/// finite differences.
@NullMarked
package dev.glassbox.autodiff;

import org.jspecify.annotations.NullMarked;
