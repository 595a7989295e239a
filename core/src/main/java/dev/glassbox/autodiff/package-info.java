/// Derivatives of any function, and ways to look at them.
///
/// - {@link dev.glassbox.autodiff.Autodiff}: gradients, Jacobians and Hessians of functions of
///   tensors and of models, in both modes and to any order.
/// - {@link dev.glassbox.autodiff.Graph}: the computation behind a result, with its numbers, its
///   local derivatives, and every route by which one number reached another.
/// - {@link dev.glassbox.autodiff.GradientCheck}: the gradient of your own function beside finite
///   differences.
@NullMarked
package dev.glassbox.autodiff;

import org.jspecify.annotations.NullMarked;
