package dev.glassbox.kernel;

/// Elementwise functions of two numbers over a matrix, whose operands may repeat along either axis.
///
/// Rows are short here, so the choice of the function is made outside of both loops; long rows are
/// left to [ScalarFloats], whose loops the just-in-time compiler turns into vector instructions.
///
/// A twin of [ScalarDoubleRows], because Java has no generics over numbers.
final class ScalarFloatRows {
  /// From this length on a row is worth a call of its own.
  private static final int LONG = 64;

  private ScalarFloatRows() {}

  /// See [Kernels#binaryRows].
  static void binaryRows(
      BinaryFunction f,
      float[] a,
      int aAt,
      int aRowStep,
      int aStep,
      float[] b,
      int bAt,
      int bRowStep,
      int bStep,
      float[] out,
      int outAt,
      int rows,
      int columns) {
    for (int r = 0; r < rows && columns >= LONG; r++) {
      int i = aAt + r * aRowStep;
      int j = bAt + r * bRowStep;
      ScalarFloats.binary(f, a, i, aStep, b, j, bStep, out, outAt + r * columns, columns);
    }
    if (columns < LONG) {
      shortRows(f, a, aAt, aRowStep, aStep, b, bAt, bRowStep, bStep, out, outAt, rows, columns);
    }
  }

  /// As above, by the plainest loops.
  static void shortRows(
      BinaryFunction f,
      float[] a,
      int aAt,
      int aRowStep,
      int aStep,
      float[] b,
      int bAt,
      int bRowStep,
      int bStep,
      float[] out,
      int outAt,
      int rows,
      int columns) {
    switch (f) {
      case ADD -> {
        for (int r = 0; r < rows; r++) {
          int i = aAt + r * aRowStep;
          int j = bAt + r * bRowStep;
          int to = outAt + r * columns;
          for (int c = 0; c < columns; c++) {
            out[to + c] = a[i + c * aStep] + b[j + c * bStep];
          }
        }
      }
      case SUBTRACT -> {
        for (int r = 0; r < rows; r++) {
          int i = aAt + r * aRowStep;
          int j = bAt + r * bRowStep;
          int to = outAt + r * columns;
          for (int c = 0; c < columns; c++) {
            out[to + c] = a[i + c * aStep] - b[j + c * bStep];
          }
        }
      }
      case MULTIPLY -> {
        for (int r = 0; r < rows; r++) {
          int i = aAt + r * aRowStep;
          int j = bAt + r * bRowStep;
          int to = outAt + r * columns;
          for (int c = 0; c < columns; c++) {
            out[to + c] = a[i + c * aStep] * b[j + c * bStep];
          }
        }
      }
      case DIVIDE -> {
        for (int r = 0; r < rows; r++) {
          int i = aAt + r * aRowStep;
          int j = bAt + r * bRowStep;
          int to = outAt + r * columns;
          for (int c = 0; c < columns; c++) {
            out[to + c] = a[i + c * aStep] / b[j + c * bStep];
          }
        }
      }
      case MAXIMUM -> {
        for (int r = 0; r < rows; r++) {
          int i = aAt + r * aRowStep;
          int j = bAt + r * bRowStep;
          int to = outAt + r * columns;
          for (int c = 0; c < columns; c++) {
            out[to + c] = Math.max(a[i + c * aStep], b[j + c * bStep]);
          }
        }
      }
      case MINIMUM -> {
        for (int r = 0; r < rows; r++) {
          int i = aAt + r * aRowStep;
          int j = bAt + r * bRowStep;
          int to = outAt + r * columns;
          for (int c = 0; c < columns; c++) {
            out[to + c] = Math.min(a[i + c * aStep], b[j + c * bStep]);
          }
        }
      }
      case LEAKY_RELU, ELU, POWER -> {
        for (int r = 0; r < rows; r++) {
          int i = aAt + r * aRowStep;
          int j = bAt + r * bRowStep;
          int to = outAt + r * columns;
          for (int c = 0; c < columns; c++) {
            out[to + c] = (float) f.at(a[i + c * aStep], b[j + c * bStep]);
          }
        }
      }
    }
  }
}
