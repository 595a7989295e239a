package dev.glassbox.studio.run;

import dev.glassbox.optim.Optimizer;

/// How a network is trained.
///
/// @param optimizer how gradients become steps
/// @param batch rows a step
/// @param seed from which the order of the rows follows
public record Recipe(Optimizer optimizer, int batch, long seed) {}
