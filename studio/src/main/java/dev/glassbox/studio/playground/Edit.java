package dev.glassbox.studio.playground;

/// A weight or bias that the user set.
///
/// @param step after which it is set
/// @param index its place among all parameters, as [Network#parameters()] orders them
/// @param value what it is set to
public record Edit(int step, int index, float value) {}
