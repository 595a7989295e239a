package dev.glassbox.trace;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.Kernels;
import dev.glassbox.kernel.ReduceFunction;
import dev.glassbox.kernel.UnaryFunction;
import org.jspecify.annotations.Nullable;

/// Kernels that note each call before they make it.
final class RecordingKernels implements Kernels {
  private final Recording recording;

  RecordingKernels(Recording recording) {
    this.recording = recording;
  }

  @Override
  public void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    recording.make(new Call.Unary(f, new Slice(x, xAt), new Slice(out, outAt), n));
  }

  @Override
  public void unary(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
    recording.make(new Call.Unary(f, new Slice(x, xAt), new Slice(out, outAt), n));
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
    binary(f, new Slice(a, aAt), aStep, new Slice(b, bAt), bStep, new Slice(out, outAt), n);
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
    binary(f, new Slice(a, aAt), aStep, new Slice(b, bAt), bStep, new Slice(out, outAt), n);
  }

  private void binary(BinaryFunction f, Slice a, int aStep, Slice b, int bStep, Slice out, int n) {
    recording.make(
        new Call.Binary(
            f,
            a,
            new Call.Steps(aStep * n, aStep),
            b,
            new Call.Steps(bStep * n, bStep),
            out,
            1,
            n));
  }

  @Override
  public void binaryRows(
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
    recording.make(
        new Call.Binary(
            f,
            new Slice(a, aAt),
            new Call.Steps(aRowStep, aStep),
            new Slice(b, bAt),
            new Call.Steps(bRowStep, bStep),
            new Slice(out, outAt),
            rows,
            columns));
  }

  @Override
  public void binaryRows(
      BinaryFunction f,
      double[] a,
      int aAt,
      int aRowStep,
      int aStep,
      double[] b,
      int bAt,
      int bRowStep,
      int bStep,
      double[] out,
      int outAt,
      int rows,
      int columns) {
    recording.make(
        new Call.Binary(
            f,
            new Slice(a, aAt),
            new Call.Steps(aRowStep, aStep),
            new Slice(b, bAt),
            new Call.Steps(bRowStep, bStep),
            new Slice(out, outAt),
            rows,
            columns));
  }

  @Override
  public void reduce(
      ReduceFunction f, float[] x, int xAt, int outer, int length, int inner, float[] out) {
    recording.make(new Call.Reduce(f, new Slice(x, xAt), outer, length, inner, new Slice(out, 0)));
  }

  @Override
  public void reduce(
      ReduceFunction f, double[] x, int xAt, int outer, int length, int inner, double[] out) {
    recording.make(new Call.Reduce(f, new Slice(x, xAt), outer, length, inner, new Slice(out, 0)));
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
    product(
        new Slice(a, aAt), transposeA, new Slice(b, bAt), transposeB, new Slice(c, cAt), m, n, k);
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
    product(
        new Slice(a, aAt), transposeA, new Slice(b, bAt), transposeB, new Slice(c, cAt), m, n, k);
  }

  private void product(
      Slice a, boolean transposeA, Slice b, boolean transposeB, Slice c, int m, int n, int k) {
    recording.make(new Call.Product(a, transposeA, b, transposeB, null, null, c, m, n, k));
  }

  @Override
  public void affine(
      float[] a,
      int aAt,
      boolean transposeA,
      float[] b,
      int bAt,
      boolean transposeB,
      float[] bias,
      int biasAt,
      @Nullable UnaryFunction g,
      float[] c,
      int cAt,
      int m,
      int n,
      int k) {
    recording.make(
        new Call.Product(
            new Slice(a, aAt),
            transposeA,
            new Slice(b, bAt),
            transposeB,
            new Slice(bias, biasAt),
            g,
            new Slice(c, cAt),
            m,
            n,
            k));
  }

  @Override
  public void affine(
      double[] a,
      int aAt,
      boolean transposeA,
      double[] b,
      int bAt,
      boolean transposeB,
      double[] bias,
      int biasAt,
      @Nullable UnaryFunction g,
      double[] c,
      int cAt,
      int m,
      int n,
      int k) {
    recording.make(
        new Call.Product(
            new Slice(a, aAt),
            transposeA,
            new Slice(b, bAt),
            transposeB,
            new Slice(bias, biasAt),
            g,
            new Slice(c, cAt),
            m,
            n,
            k));
  }

  @Override
  public void softmax(float[] x, int xAt, float[] out, int rows, int columns, boolean logarithm) {
    recording.make(
        new Call.Softmax(new Slice(x, xAt), new Slice(out, 0), rows, columns, logarithm));
  }

  @Override
  public void softmax(double[] x, int xAt, double[] out, int rows, int columns, boolean logarithm) {
    recording.make(
        new Call.Softmax(new Slice(x, xAt), new Slice(out, 0), rows, columns, logarithm));
  }
}
