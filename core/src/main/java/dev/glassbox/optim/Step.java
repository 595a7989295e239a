package dev.glassbox.optim;

/// Where a [Minimizer] stands after an iteration.
///
/// @param iteration counted from 1; 0 is the start
/// @param value of the function
/// @param gradientNorm the largest magnitude of an element of the gradient
/// @param length of the step that led here, √Σ (Δx)²; 0 at the start
/// @param evaluations of the function and its gradient so far
public record Step(
    int iteration, double value, double gradientNorm, double length, int evaluations) {}
