/// Optimisers for training on batches, limits on gradients and learning-rate schedules; and
/// minimisers of functions that give the same number each time.
///
/// Settings are records; {@link dev.glassbox.optim.Optimizer#over} makes the {@link
/// dev.glassbox.optim.Updater} that holds a training's state. {@link dev.glassbox.optim.Lbfgs} and
/// {@link dev.glassbox.optim.ConjugateGradient} are {@link dev.glassbox.optim.Minimizer}s.
@NullMarked
package dev.glassbox.optim;

import org.jspecify.annotations.NullMarked;
