package dev.glassbox.program;

/// How long a step of a [Program] takes.
///
/// @param description what the step does, such as `matmul 128 × 784 × 256 + bias, relu`
/// @param micros the median of its times, in microseconds
public record StepTime(String description, double micros) {}
