package dev.glassbox.studio.playground;

import dev.glassbox.nn.BinaryCrossEntropy;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Huber;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.MeanAbsoluteError;
import dev.glassbox.nn.MeanSquaredError;

/// What is minimised: cross-entropy for classes, a distance for values.
public enum LossKind {
  CROSS_ENTROPY,
  SQUARED,
  ABSOLUTE,
  HUBER;

  boolean isForClasses() {
    return this == CROSS_ENTROPY;
  }

  Loss create(int classes) {
    return switch (this) {
      case CROSS_ENTROPY -> classes > 2 ? new CrossEntropy() : new BinaryCrossEntropy();
      case SQUARED -> new MeanSquaredError();
      case ABSOLUTE -> new MeanAbsoluteError();
      case HUBER -> new Huber(1);
    };
  }

  /// The expression that makes it.
  String code(int classes) {
    return switch (this) {
      case CROSS_ENTROPY -> classes > 2 ? "new CrossEntropy()" : "new BinaryCrossEntropy()";
      case SQUARED -> "new MeanSquaredError()";
      case ABSOLUTE -> "new MeanAbsoluteError()";
      case HUBER -> "new Huber(1)";
    };
  }
}
