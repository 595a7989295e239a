/// Training a model on examples: mini-batches, validation, early stopping, events and metrics.
///
/// {@link dev.glassbox.train.Trainer} is the place to start.
@NullMarked
package dev.glassbox.train;

import org.jspecify.annotations.NullMarked;
