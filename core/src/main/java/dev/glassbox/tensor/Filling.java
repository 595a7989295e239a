package dev.glassbox.tensor;

/// An operation with loops of its own, which can write its result where it is told to, so that a
/// program need not make room for it each time.
interface Filling {
  /// Writes the result into `out`, all of it, whatever that held before.
  ///
  /// @param out of the shape and type of the result; it may begin anywhere in its storage
  void fill(Tensor[] inputs, Tensor out);
}
