package dev.glassbox.autodiff;

/// The direction in which the chain rule is worked off.
public enum Mode {
  /// From the inputs to the result, one input element at a time: right for few inputs.
  FORWARD,
  /// From the result to the inputs, one result element at a time: right for few results.
  REVERSE
}
