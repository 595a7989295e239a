/// Optimisers, limits on gradients and learning-rate schedules.
///
/// Settings are records; {@link dev.glassbox.optim.Optimizer#over} makes the {@link
/// dev.glassbox.optim.Updater} that holds a training's state.
@NullMarked
package dev.glassbox.optim;

import org.jspecify.annotations.NullMarked;
