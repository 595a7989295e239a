package dev.glassbox.studio.playground;

/// A point of the plane.
///
/// @param target its class, counted from 0, or its value
public record Point(double x, double y, double target) {}
