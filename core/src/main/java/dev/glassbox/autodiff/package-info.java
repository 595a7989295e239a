/// What can be done with derivatives beyond following them: checking them.
///
/// {@link dev.glassbox.autodiff.GradientCheck} compares the gradient of your own function with
/// finite differences.
///
/// {@link dev.glassbox.autodiff.Graph} shows the computation behind a result: its numbers, its
/// local derivatives, and every route by which one number reached another.
@NullMarked
package dev.glassbox.autodiff;

import org.jspecify.annotations.NullMarked;
