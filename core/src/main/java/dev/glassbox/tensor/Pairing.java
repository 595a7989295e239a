package dev.glassbox.tensor;

/// How two operands that broadcast to one shape meet: as the rows and columns of a matrix, along
/// each of which an operand moves on or repeats.
///
/// Neighbouring axes along which both operands do the same are one; what is left has two axes
/// nearly always. Where it has more, `isMatrix` is false, rows is 1, and an operand that repeats
/// must be copied.
record Pairing(
    boolean isMatrix,
    int rows,
    int columns,
    int leftRowStep,
    int leftStep,
    int rightRowStep,
    int rightStep) {

  static Pairing of(Shape left, Shape right, Shape result) {
    int size = result.size();
    if (simple(left, size) && simple(right, size)) {
      return new Pairing(true, 1, size, 0, stepOf(left), 0, stepOf(right));
    }
    int[] leftSteps = Elementwise.broadcastSteps(left, result);
    int[] rightSteps = Elementwise.broadcastSteps(right, result);
    // The axes after merging, last first; a matrix of one column until more is known.
    int[] lengths = new int[result.rank()];
    int[] lefts = new int[result.rank()];
    int[] rights = new int[result.rank()];
    int axes = 0;
    for (int axis = result.rank() - 1; axis >= 0; axis--) {
      int length = result.length(axis);
      if (length == 1) {
        continue;
      }
      int last = axes - 1;
      if (axes > 0
          && leftSteps[axis] == lefts[last] * lengths[last]
          && rightSteps[axis] == rights[last] * lengths[last]) {
        lengths[last] *= length;
      } else {
        lengths[axes] = length;
        lefts[axes] = leftSteps[axis];
        rights[axes] = rightSteps[axis];
        axes++;
      }
    }
    return axes == 2
        ? new Pairing(true, lengths[1], lengths[0], lefts[1], lefts[0], rights[1], rights[0])
        : new Pairing(false, 1, size, 0, 1, 0, 1);
  }

  /// Whether one loop over the result can follow the operand.
  private static boolean simple(Shape operand, int size) {
    return operand.size() == 1 || operand.size() == size;
  }

  private static int stepOf(Shape operand) {
    return operand.size() == 1 ? 0 : 1;
  }
}
