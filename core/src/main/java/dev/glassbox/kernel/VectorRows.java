package dev.glassbox.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Functions of two numbers over the elements of two matrices, rows, columns or numbers.
///
/// An operand that does not move on along a row is laid out in one vector, which is then read at
/// the same place again and again; so every function has one loop and not four. Each has a method
/// of its own, because the compiler does not put together a large one with all of them. What is
/// left of a row is done one by one: masks are no faster for so few and may end up on the heap. An
/// object is one call under way; a thread uses one for all its calls.
final class VectorRows {
  private static final VectorSpecies<Float> SPECIES = VectorPanel.SPECIES;
  private static final int LANES = VectorPanel.LANES;

  private final float[] leftNumber = new float[LANES];
  private final float[] rightNumber = new float[LANES];
  private float[] a = leftNumber;
  private int aAt;
  private int aRowStep;
  private int aStep;
  private float[] b = rightNumber;
  private int bAt;
  private int bRowStep;
  private int bStep;
  private float[] out = leftNumber;
  private int outAt;
  private int rows;
  private int columns;

  /// Whether a function can be done in vectors.
  static boolean has(BinaryFunction f) {
    return f != BinaryFunction.POWER && f != BinaryFunction.ELU;
  }

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
    VectorRows call = VectorScratch.ofThread().rows;
    call.a = a;
    call.aAt = aAt;
    call.aRowStep = aRowStep;
    call.aStep = aStep;
    call.b = b;
    call.bAt = bAt;
    call.bRowStep = bRowStep;
    call.bStep = bStep;
    call.out = out;
    call.outAt = outAt;
    call.rows = rows;
    call.columns = columns;
    switch (f) {
      case ADD -> call.add();
      case SUBTRACT -> call.subtract();
      case MULTIPLY -> call.multiply();
      case DIVIDE -> call.divide();
      case MAXIMUM -> call.maximum();
      case MINIMUM -> call.minimum();
      case LEAKY_RELU -> call.leakyRelu();
      case POWER, ELU -> throw new IllegalArgumentException(f + " is not done in vectors");
    }
    // So that the thread does not hold on to what the caller lets go.
    call.a = call.leftNumber;
    call.b = call.rightNumber;
    call.out = call.leftNumber;
  }

  /// Where to read row r of the left operand: there, or where its number was laid out.
  private int left(int r) {
    int at = aAt + r * aRowStep;
    if (aStep == 1) {
      return at;
    }
    FloatVector.broadcast(SPECIES, a[at]).intoArray(leftNumber, 0);
    return 0;
  }

  private int right(int r) {
    int at = bAt + r * bRowStep;
    if (bStep == 1) {
      return at;
    }
    FloatVector.broadcast(SPECIES, b[at]).intoArray(rightNumber, 0);
    return 0;
  }

  private void add() {
    float[] x = aStep == 1 ? a : leftNumber;
    float[] y = bStep == 1 ? b : rightNumber;
    int whole = columns - columns % LANES;
    for (int r = 0; r < rows; r++) {
      int i = left(r);
      int j = right(r);
      int to = outAt + r * columns;
      for (int c = 0; c < whole; c += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
        FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
        v.add(w).intoArray(out, to + c);
      }
      for (int c = whole; c < columns; c++) {
        float v = x[i + c * aStep];
        float w = y[j + c * bStep];
        out[to + c] = v + w;
      }
    }
  }

  private void subtract() {
    float[] x = aStep == 1 ? a : leftNumber;
    float[] y = bStep == 1 ? b : rightNumber;
    int whole = columns - columns % LANES;
    for (int r = 0; r < rows; r++) {
      int i = left(r);
      int j = right(r);
      int to = outAt + r * columns;
      for (int c = 0; c < whole; c += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
        FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
        v.sub(w).intoArray(out, to + c);
      }
      for (int c = whole; c < columns; c++) {
        float v = x[i + c * aStep];
        float w = y[j + c * bStep];
        out[to + c] = v - w;
      }
    }
  }

  private void multiply() {
    float[] x = aStep == 1 ? a : leftNumber;
    float[] y = bStep == 1 ? b : rightNumber;
    int whole = columns - columns % LANES;
    for (int r = 0; r < rows; r++) {
      int i = left(r);
      int j = right(r);
      int to = outAt + r * columns;
      for (int c = 0; c < whole; c += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
        FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
        v.mul(w).intoArray(out, to + c);
      }
      for (int c = whole; c < columns; c++) {
        float v = x[i + c * aStep];
        float w = y[j + c * bStep];
        out[to + c] = v * w;
      }
    }
  }

  private void divide() {
    float[] x = aStep == 1 ? a : leftNumber;
    float[] y = bStep == 1 ? b : rightNumber;
    int whole = columns - columns % LANES;
    for (int r = 0; r < rows; r++) {
      int i = left(r);
      int j = right(r);
      int to = outAt + r * columns;
      for (int c = 0; c < whole; c += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
        FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
        v.div(w).intoArray(out, to + c);
      }
      for (int c = whole; c < columns; c++) {
        float v = x[i + c * aStep];
        float w = y[j + c * bStep];
        out[to + c] = v / w;
      }
    }
  }

  private void maximum() {
    float[] x = aStep == 1 ? a : leftNumber;
    float[] y = bStep == 1 ? b : rightNumber;
    int whole = columns - columns % LANES;
    for (int r = 0; r < rows; r++) {
      int i = left(r);
      int j = right(r);
      int to = outAt + r * columns;
      for (int c = 0; c < whole; c += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
        FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
        v.max(w).intoArray(out, to + c);
      }
      for (int c = whole; c < columns; c++) {
        float v = x[i + c * aStep];
        float w = y[j + c * bStep];
        out[to + c] = Math.max(v, w);
      }
    }
  }

  private void minimum() {
    float[] x = aStep == 1 ? a : leftNumber;
    float[] y = bStep == 1 ? b : rightNumber;
    int whole = columns - columns % LANES;
    for (int r = 0; r < rows; r++) {
      int i = left(r);
      int j = right(r);
      int to = outAt + r * columns;
      for (int c = 0; c < whole; c += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
        FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
        v.min(w).intoArray(out, to + c);
      }
      for (int c = whole; c < columns; c++) {
        float v = x[i + c * aStep];
        float w = y[j + c * bStep];
        out[to + c] = Math.min(v, w);
      }
    }
  }

  private void leakyRelu() {
    float[] x = aStep == 1 ? a : leftNumber;
    float[] y = bStep == 1 ? b : rightNumber;
    int whole = columns - columns % LANES;
    for (int r = 0; r < rows; r++) {
      int i = left(r);
      int j = right(r);
      int to = outAt + r * columns;
      for (int c = 0; c < whole; c += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
        FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
        v.mul(w).blend(v, v.compare(VectorOperators.GT, 0)).intoArray(out, to + c);
      }
      for (int c = whole; c < columns; c++) {
        float v = x[i + c * aStep];
        float w = y[j + c * bStep];
        out[to + c] = v > 0 ? v : v * w;
      }
    }
  }
}
