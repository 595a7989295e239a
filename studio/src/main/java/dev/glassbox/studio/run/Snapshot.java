package dev.glassbox.studio.run;

/// A network after one step.
///
/// @param step how many steps were taken
/// @param state all weights and buffers, in the order of [dev.glassbox.nn.Layer#state()]
/// @param updateRatios for each of the network's parameters, in order, the norm of the step's
///   change divided by the norm before it; empty where that is not known, as at step 0
public record Snapshot(int step, float[] state, float[] updateRatios) {}
