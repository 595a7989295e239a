package dev.glassbox.kernel;

import java.util.Arrays;

/// The reference loops over double elements.
///
/// Loops over + − × ÷ √ and the like are each written out in the one form that the just-in-time
/// compiler turns into vector instructions: every array is read at the same place that is written.
/// What begins elsewhere is copied first, a tile at a time, which costs less than it gains unless
/// the run is short. Other loops spend their time in the function itself.
///
/// A twin of [ScalarFloats], because Java has no generics over numbers.
final class ScalarDoubles {
  /// Runs below this length are not worth a copy.
  private static final int SHORT = 32;

  private ScalarDoubles() {}

  /// See [Kernels#unary].
  static void unary(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
    if (xAt == 0 && outAt == 0) {
      apply(f, x, out, n);
      return;
    }
    Scratch scratch = Scratch.ofThread();
    for (int i = 0; i < n; i += Scratch.TILE) {
      int count = Math.min(Scratch.TILE, n - i);
      System.arraycopy(x, xAt + i, scratch.leftDoubles, 0, count);
      apply(f, scratch.leftDoubles, scratch.resultDoubles, count);
      System.arraycopy(scratch.resultDoubles, 0, out, outAt + i, count);
    }
  }

  private static void apply(UnaryFunction f, double[] x, double[] out, int n) {
    switch (f) {
      case NEGATE -> {
        for (int i = 0; i < n; i++) {
          out[i] = -x[i];
        }
      }
      case ABS -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.abs(x[i]);
        }
      }
      case SQUARE -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] * x[i];
        }
      }
      case SQRT -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.sqrt(x[i]);
        }
      }
      case RELU -> {
        // max(−0, +0) is +0, and max keeps NaN.
        for (int i = 0; i < n; i++) {
          out[i] = Math.max(x[i], 0);
        }
      }
      case SIGN -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.signum(x[i]);
        }
      }
      case STEP -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.max(Math.signum(x[i]), 0);
        }
      }
      case EXP -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.exp(x[i]);
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          out[i] = (1 / (1 + Math.exp(-x[i])));
        }
      }
      case LOG, TANH, SOFTPLUS, ERF, SIN, COS, TAN, ATAN, LOG1P, EXPM1 -> {
        for (int i = 0; i < n; i++) {
          out[i] = f.at(x[i]);
        }
      }
    }
  }

  /// See [Kernels#binary].
  static void binary(
      BinaryFunction f,
      double[] a,
      int aAt,
      int aStep,
      double[] b,
      int bAt,
      int bStep,
      double[] out,
      int outAt,
      int n) {
    if (n < SHORT) {
      ScalarDoubleRows.shortRows(f, a, aAt, 0, aStep, b, bAt, 0, bStep, out, outAt, 1, n);
    } else if (aStep == 0 && bStep == 0) {
      Arrays.fill(out, outAt, outAt + n, f.at(a[aAt], b[bAt]));
    } else if (aAt * aStep == 0 && bAt * bStep == 0 && outAt == 0) {
      run(f, a, aAt, aStep, b, bAt, bStep, out, n);
    } else {
      Scratch scratch = Scratch.ofThread();
      for (int i = 0; i < n; i += Scratch.TILE) {
        int count = Math.min(Scratch.TILE, n - i);
        int aCount = aStep == 0 ? 1 : count;
        int bCount = bStep == 0 ? 1 : count;
        System.arraycopy(a, aAt + i * aStep, scratch.leftDoubles, 0, aCount);
        System.arraycopy(b, bAt + i * bStep, scratch.rightDoubles, 0, bCount);
        run(
            f,
            scratch.leftDoubles,
            0,
            aStep,
            scratch.rightDoubles,
            0,
            bStep,
            scratch.resultDoubles,
            count);
        System.arraycopy(scratch.resultDoubles, 0, out, outAt + i, count);
      }
    }
  }

  /// The same from the arrays' beginnings on, except for an operand that is one number.
  private static void run(
      BinaryFunction f,
      double[] a,
      int aAt,
      int aStep,
      double[] b,
      int bAt,
      int bStep,
      double[] out,
      int n) {
    if (aStep == 0) {
      numberWith(f, a[aAt], b, out, n);
    } else if (bStep == 0) {
      withNumber(f, a, b[bAt], out, n);
    } else {
      pairs(f, a, b, out, n);
    }
  }

  /// Both operands move on.
  private static void pairs(BinaryFunction f, double[] a, double[] b, double[] out, int n) {
    switch (f) {
      case ADD -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[i] + b[i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[i] - b[i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[i] * b[i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[i] / b[i];
        }
      }
      case MAXIMUM -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.max(a[i], b[i]);
        }
      }
      case MINIMUM -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.min(a[i], b[i]);
        }
      }
      case LEAKY_RELU, ELU, POWER -> {
        for (int i = 0; i < n; i++) {
          out[i] = f.at(a[i], b[i]);
        }
      }
    }
  }

  /// The right operand is one number.
  private static void withNumber(BinaryFunction f, double[] a, double number, double[] out, int n) {
    switch (f) {
      case ADD -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[i] + number;
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[i] - number;
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[i] * number;
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[i] / number;
        }
      }
      case MAXIMUM -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.max(a[i], number);
        }
      }
      case MINIMUM -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.min(a[i], number);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[i] > 0 ? a[i] : a[i] * number;
        }
      }
      case POWER, ELU -> {
        for (int i = 0; i < n; i++) {
          out[i] = f.at(a[i], number);
        }
      }
    }
  }

  /// The left operand is one number.
  private static void numberWith(BinaryFunction f, double number, double[] b, double[] out, int n) {
    switch (f) {
      case ADD -> {
        for (int i = 0; i < n; i++) {
          out[i] = number + b[i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < n; i++) {
          out[i] = number - b[i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < n; i++) {
          out[i] = number * b[i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < n; i++) {
          out[i] = number / b[i];
        }
      }
      case MAXIMUM -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.max(number, b[i]);
        }
      }
      case MINIMUM -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.min(number, b[i]);
        }
      }
      case LEAKY_RELU, ELU, POWER -> {
        for (int i = 0; i < n; i++) {
          out[i] = f.at(number, b[i]);
        }
      }
    }
  }

  /// See [Kernels#reduce]. Adds up in double precision, along the last axis in [PartialSums].
  static void reduce(
      ReduceFunction f, double[] x, int xAt, int outer, int length, int inner, double[] out) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        out[o] = fold(f, x, xAt + o * length, length);
      }
      return;
    }
    double[] partial = Scratch.ofThread().sums(inner);
    for (int o = 0; o < outer; o++) {
      Arrays.fill(partial, 0, inner, f.ofNone());
      for (int l = 0; l < length; l++) {
        foldRow(f, partial, inner, x, xAt + (o * length + l) * inner);
      }
      for (int i = 0; i < inner; i++) {
        out[o * inner + i] = partial[i];
      }
    }
  }

  private static double fold(ReduceFunction f, double[] x, int at, int n) {
    if (f == ReduceFunction.SUM) {
      return sum(x, at, n);
    }
    double extreme = f.ofNone();
    for (int i = 0; i < n; i++) {
      extreme = f.at(extreme, x[at + i]);
    }
    return extreme;
  }

  private static double sum(double[] x, int at, int n) {
    double[] partial = Scratch.ofThread().sums(PartialSums.COUNT);
    Arrays.fill(partial, 0, PartialSums.COUNT, 0);
    int i = 0;
    for (; i + PartialSums.COUNT <= n; i += PartialSums.COUNT) {
      for (int j = 0; j < PartialSums.COUNT; j++) {
        partial[j] += x[at + i + j];
      }
    }
    for (int j = 0; i + j < n; j++) {
      partial[j] += x[at + i + j];
    }
    return PartialSums.combine(partial);
  }

  private static void foldRow(ReduceFunction f, double[] partial, int n, double[] x, int at) {
    switch (f) {
      case SUM -> {
        for (int i = 0; i < n; i++) {
          partial[i] += x[at + i];
        }
      }
      case MAXIMUM -> {
        for (int i = 0; i < n; i++) {
          partial[i] = Math.max(partial[i], x[at + i]);
        }
      }
      case MINIMUM -> {
        for (int i = 0; i < n; i++) {
          partial[i] = Math.min(partial[i], x[at + i]);
        }
      }
    }
  }
}
