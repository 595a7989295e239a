package dev.glassbox.kernel;

import java.util.Arrays;

/// The reference kernels: plain loops that say what every other provider must compute.
///
/// The float and the double version of a loop are twins, because Java has no generics over numbers.
/// Loops over + − × ÷ are left in the form that the just-in-time compiler vectorises.
public final class ScalarKernels implements Kernels {
  /// The only instance; it has no state.
  public static final Kernels INSTANCE = new ScalarKernels();

  private ScalarKernels() {}

  @Override
  public void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    switch (f) {
      case NEGATE -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = -x[xAt + i];
        }
      }
      case SQUARE -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = x[xAt + i] * x[xAt + i];
        }
      }
      case RELU -> {
        for (int i = 0; i < n; i++) {
          float v = x[xAt + i];
          out[outAt + i] = v <= 0 ? 0 : v;
        }
      }
      case STEP -> {
        for (int i = 0; i < n; i++) {
          float v = x[xAt + i];
          out[outAt + i] = v > 0 ? 1 : v <= 0 ? 0 : v;
        }
      }
      case EXP -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = (float) Math.exp(x[xAt + i]);
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = (float) (1 / (1 + Math.exp(-x[xAt + i])));
        }
      }
      case ABS, SIGN, SQRT, LOG, TANH, SOFTPLUS, ERF -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = (float) f.at(x[xAt + i]);
        }
      }
    }
  }

  @Override
  public void binary(
      BinaryFunction f,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] out,
      int outAt,
      int n) {
    switch (f) {
      case ADD -> {
        if (aStep == 1 && bStep == 1) {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] + b[bAt + i];
          }
        } else if (aStep == 1) {
          float right = b[bAt];
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] + right;
          }
        } else {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i * aStep] + b[bAt + i * bStep];
          }
        }
      }
      case SUBTRACT -> {
        if (aStep == 1 && bStep == 1) {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] - b[bAt + i];
          }
        } else if (aStep == 1) {
          float right = b[bAt];
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] - right;
          }
        } else {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i * aStep] - b[bAt + i * bStep];
          }
        }
      }
      case MULTIPLY -> {
        if (aStep == 1 && bStep == 1) {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] * b[bAt + i];
          }
        } else if (aStep == 1) {
          float right = b[bAt];
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] * right;
          }
        } else {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i * aStep] * b[bAt + i * bStep];
          }
        }
      }
      case DIVIDE -> {
        if (aStep == 1 && bStep == 1) {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] / b[bAt + i];
          }
        } else if (aStep == 1) {
          float right = b[bAt];
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] / right;
          }
        } else {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i * aStep] / b[bAt + i * bStep];
          }
        }
      }
      case MAXIMUM, MINIMUM, POWER, LEAKY_RELU, ELU -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = (float) f.at(a[aAt + i * aStep], b[bAt + i * bStep]);
        }
      }
    }
  }

  @Override
  public void reduce(
      ReduceFunction f, float[] x, int xAt, int outer, int length, int inner, float[] out) {
    double[] partial = new double[inner];
    for (int o = 0; o < outer; o++) {
      Arrays.fill(partial, empty(f));
      for (int l = 0; l < length; l++) {
        int row = xAt + (o * length + l) * inner;
        switch (f) {
          case SUM -> {
            for (int i = 0; i < inner; i++) {
              partial[i] += x[row + i];
            }
          }
          case MAXIMUM -> {
            for (int i = 0; i < inner; i++) {
              partial[i] = Math.max(partial[i], x[row + i]);
            }
          }
          case MINIMUM -> {
            for (int i = 0; i < inner; i++) {
              partial[i] = Math.min(partial[i], x[row + i]);
            }
          }
        }
      }
      for (int i = 0; i < inner; i++) {
        out[o * inner + i] = (float) partial[i];
      }
    }
  }

  @Override
  public void matmul(
      float[] a,
      int aAt,
      boolean transposeA,
      float[] b,
      int bAt,
      boolean transposeB,
      float[] c,
      int cAt,
      int m,
      int n,
      int k) {
    ScalarMatMul.product(a, aAt, transposeA, b, bAt, transposeB, c, cAt, m, n, k);
  }

  @Override
  public void unary(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
    switch (f) {
      case NEGATE -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = -x[xAt + i];
        }
      }
      case SQUARE -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = x[xAt + i] * x[xAt + i];
        }
      }
      case RELU -> {
        for (int i = 0; i < n; i++) {
          double v = x[xAt + i];
          out[outAt + i] = v <= 0 ? 0 : v;
        }
      }
      case STEP -> {
        for (int i = 0; i < n; i++) {
          double v = x[xAt + i];
          out[outAt + i] = v > 0 ? 1 : v <= 0 ? 0 : v;
        }
      }
      case EXP -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = Math.exp(x[xAt + i]);
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = (1 / (1 + Math.exp(-x[xAt + i])));
        }
      }
      case ABS, SIGN, SQRT, LOG, TANH, SOFTPLUS, ERF -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = f.at(x[xAt + i]);
        }
      }
    }
  }

  @Override
  public void binary(
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
    switch (f) {
      case ADD -> {
        if (aStep == 1 && bStep == 1) {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] + b[bAt + i];
          }
        } else if (aStep == 1) {
          double right = b[bAt];
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] + right;
          }
        } else {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i * aStep] + b[bAt + i * bStep];
          }
        }
      }
      case SUBTRACT -> {
        if (aStep == 1 && bStep == 1) {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] - b[bAt + i];
          }
        } else if (aStep == 1) {
          double right = b[bAt];
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] - right;
          }
        } else {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i * aStep] - b[bAt + i * bStep];
          }
        }
      }
      case MULTIPLY -> {
        if (aStep == 1 && bStep == 1) {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] * b[bAt + i];
          }
        } else if (aStep == 1) {
          double right = b[bAt];
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] * right;
          }
        } else {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i * aStep] * b[bAt + i * bStep];
          }
        }
      }
      case DIVIDE -> {
        if (aStep == 1 && bStep == 1) {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] / b[bAt + i];
          }
        } else if (aStep == 1) {
          double right = b[bAt];
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i] / right;
          }
        } else {
          for (int i = 0; i < n; i++) {
            out[outAt + i] = a[aAt + i * aStep] / b[bAt + i * bStep];
          }
        }
      }
      case MAXIMUM, MINIMUM, POWER, LEAKY_RELU, ELU -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = f.at(a[aAt + i * aStep], b[bAt + i * bStep]);
        }
      }
    }
  }

  @Override
  public void reduce(
      ReduceFunction f, double[] x, int xAt, int outer, int length, int inner, double[] out) {
    double[] partial = new double[inner];
    for (int o = 0; o < outer; o++) {
      Arrays.fill(partial, empty(f));
      for (int l = 0; l < length; l++) {
        int row = xAt + (o * length + l) * inner;
        switch (f) {
          case SUM -> {
            for (int i = 0; i < inner; i++) {
              partial[i] += x[row + i];
            }
          }
          case MAXIMUM -> {
            for (int i = 0; i < inner; i++) {
              partial[i] = Math.max(partial[i], x[row + i]);
            }
          }
          case MINIMUM -> {
            for (int i = 0; i < inner; i++) {
              partial[i] = Math.min(partial[i], x[row + i]);
            }
          }
        }
      }
      for (int i = 0; i < inner; i++) {
        out[o * inner + i] = partial[i];
      }
    }
  }

  @Override
  public void matmul(
      double[] a,
      int aAt,
      boolean transposeA,
      double[] b,
      int bAt,
      boolean transposeB,
      double[] c,
      int cAt,
      int m,
      int n,
      int k) {
    ScalarMatMul.product(a, aAt, transposeA, b, bAt, transposeB, c, cAt, m, n, k);
  }

  @Override
  public void softmax(float[] x, int xAt, float[] out, int rows, int columns, boolean logarithm) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      int to = r * columns;
      double max = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < columns; i++) {
        max = Math.max(max, x[from + i]);
      }
      double sum = 0;
      for (int i = 0; i < columns; i++) {
        double power = Math.exp(x[from + i] - max);
        out[to + i] = (float) power;
        sum += power;
      }
      double logSum = Math.log(sum);
      for (int i = 0; i < columns; i++) {
        out[to + i] = (float) (logarithm ? x[from + i] - max - logSum : out[to + i] / sum);
      }
    }
  }

  @Override
  public void softmax(double[] x, int xAt, double[] out, int rows, int columns, boolean logarithm) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      int to = r * columns;
      double max = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < columns; i++) {
        max = Math.max(max, x[from + i]);
      }
      double sum = 0;
      for (int i = 0; i < columns; i++) {
        double power = Math.exp(x[from + i] - max);
        out[to + i] = power;
        sum += power;
      }
      double logSum = Math.log(sum);
      for (int i = 0; i < columns; i++) {
        out[to + i] = (logarithm ? x[from + i] - max - logSum : out[to + i] / sum);
      }
    }
  }

  private static double empty(ReduceFunction f) {
    return switch (f) {
      case SUM -> 0;
      case MAXIMUM -> Double.NEGATIVE_INFINITY;
      case MINIMUM -> Double.POSITIVE_INFINITY;
    };
  }
}
