package dev.glassbox.program;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.UnaryFunction;
import java.util.List;

/// One number of a computation that is written out number by number.
sealed interface Node {
  /// What it is computed from.
  List<Node> operands();

  /// A number that stays as it is.
  record Constant(float value) implements Node {
    @Override
    public List<Node> operands() {
      return List.of();
    }
  }

  /// What an element of an array holds when the computation begins.
  record Element(float[] array, int index) implements Node {
    @Override
    public List<Node> operands() {
      return List.of();
    }
  }

  /// f(x).
  record OfOne(UnaryFunction f, Node x) implements Node {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// f(a, b).
  record OfTwo(BinaryFunction f, Node a, Node b) implements Node {
    @Override
    public List<Node> operands() {
      return List.of(a, b);
    }
  }

  /// a · b + c.
  record MultiplyAdd(Node a, Node b, Node c) implements Node {
    @Override
    public List<Node> operands() {
      return List.of(a, b, c);
    }
  }
}
