package dev.glassbox.kernel;

import java.util.Arrays;

/// Copies elements of any type from one arrangement to another: out[i, j, …] = x[i, j, …], with a
/// step along each axis on both sides. A step of 0 on the side of x repeats.
///
/// Runs as often as one likes without allocating.
///
/// @param x where to read, from `xAt` on
/// @param steps how far to move on in x along each axis
/// @param out where to write, an array of the same type, from `outAt` on
/// @param outSteps how far to move on in out along each axis
/// @param lengths of the axes
public record Strided(
    Object x, int xAt, int[] steps, Object out, int outAt, int[] outSteps, int[] lengths)
    implements Runnable {
  @Override
  public void run() {
    copy(0, xAt, outAt);
  }

  private void copy(int axis, int from, int to) {
    if (axis == lengths.length) {
      line(from, 1, to, 1, 1);
    } else if (axis == lengths.length - 1) {
      line(from, steps[axis], to, outSteps[axis], lengths[axis]);
    } else {
      for (int i = 0; i < lengths[axis]; i++) {
        copy(axis + 1, from + i * steps[axis], to + i * outSteps[axis]);
      }
    }
  }

  @SuppressWarnings(
      "SuspiciousSystemArraycopy") // arrays of one type, which the compiler cannot see
  private void line(int from, int step, int to, int outStep, int n) {
    if (step == 1 && outStep == 1) {
      System.arraycopy(x, from, out, to, n);
      return;
    }
    switch (out) {
      case float[] target -> line((float[]) x, from, step, target, to, outStep, n);
      case double[] target -> line((double[]) x, from, step, target, to, outStep, n);
      case long[] target -> line((long[]) x, from, step, target, to, outStep, n);
      case boolean[] target -> line((boolean[]) x, from, step, target, to, outStep, n);
      default -> throw new IllegalArgumentException("no array of numbers: " + out.getClass());
    }
  }

  private static void line(float[] x, int from, int step, float[] out, int to, int outStep, int n) {
    if (step == 0 && outStep == 1) {
      Arrays.fill(out, to, to + n, x[from]);
      return;
    }
    for (int i = 0; i < n; i++) {
      out[to + i * outStep] = x[from + i * step];
    }
  }

  private static void line(
      double[] x, int from, int step, double[] out, int to, int outStep, int n) {
    if (step == 0 && outStep == 1) {
      Arrays.fill(out, to, to + n, x[from]);
      return;
    }
    for (int i = 0; i < n; i++) {
      out[to + i * outStep] = x[from + i * step];
    }
  }

  private static void line(long[] x, int from, int step, long[] out, int to, int outStep, int n) {
    for (int i = 0; i < n; i++) {
      out[to + i * outStep] = x[from + i * step];
    }
  }

  private static void line(
      boolean[] x, int from, int step, boolean[] out, int to, int outStep, int n) {
    for (int i = 0; i < n; i++) {
      out[to + i * outStep] = x[from + i * step];
    }
  }
}
