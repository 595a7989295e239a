package dev.glassbox.autodiff;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Op;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// One node of a [Graph]: a tensor and the operation that made it.
///
/// {@snippet :
/// Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
/// Tensor c = a.square().add(1);
/// GraphNode node = Graph.of(c).named("a", a).named("c", c).result();
/// String formula = node.formula(); // "v1 + 1"
/// String numbers = node.numbers(); // "16 + 1"
/// double value = node.value().item(); // 17
/// }
public final class GraphNode {
  /// What a node is.
  public enum Kind {
    /// A leaf that gradients are computed for.
    VARIABLE,
    /// A number or tensor that nothing is followed through, such as the 1 in x + 1.
    CONSTANT,
    /// The result of an operation.
    OPERATION
  }

  private final int index;
  private final String name;
  private final boolean named;
  private final Tensor shown;
  private final Tensor made;
  private final List<GraphNode> inputs;

  /// @param shown what a reader sees of this node
  /// @param made what the operation itself gave: the same numbers as `shown`, maybe with more axes
  GraphNode(
      int index, String name, boolean named, Tensor shown, Tensor made, List<GraphNode> inputs) {
    this.index = index;
    this.name = name;
    this.named = named;
    this.shown = shown;
    this.made = made;
    this.inputs = inputs;
  }

  /// The place in [Graph#nodes()]; the inputs of a node come before it.
  public int index() {
    return index;
  }

  /// The name given by [Graph#named], or a short one made up: x1, x2, … for variables, k1, … for
  /// constants, v1, … for results. No two nodes of a graph share a name.
  public String name() {
    return name;
  }

  /// Whether [Graph#named] gave the name.
  public boolean isNamed() {
    return named;
  }

  /// What this node is.
  public Kind kind() {
    if (made.op().isPresent()) {
      return Kind.OPERATION;
    }
    return made.isTracked() ? Kind.VARIABLE : Kind.CONSTANT;
  }

  /// The name of the operation, such as `mul`; empty for a leaf.
  public String op() {
    return made.op().map(Op::name).orElse("");
  }

  /// The operation's formula with the operands' names put in, such as `a · c`; for a leaf its name.
  public String formula() {
    return made.op()
        .map(op -> Formula.value(op, inputs.stream().map(GraphNode::operand).toList()))
        .orElse(name);
  }

  /// The operation's formula with the operands' numbers put in, such as `4 · 7`; operands of more
  /// than one number keep their names. For a leaf that is a single number, that number.
  public String numbers() {
    return made.op()
        .map(op -> Formula.value(op, inputs.stream().map(GraphNode::number).toList()))
        .orElse(number());
  }

  /// The nodes that the operation was applied to, in its order; one that is used twice is there
  /// twice.
  public List<GraphNode> inputs() {
    return inputs;
  }

  /// The shape of the value.
  public Shape shape() {
    return shown.shape();
  }

  /// The value.
  public Tensor value() {
    return shown;
  }

  /// Whether this is a single number, of any shape.
  public boolean isSingle() {
    return shown.size() == 1;
  }

  /// Whether gradients flow through this node.
  boolean isTracked() {
    return made.isTracked();
  }

  Tensor made() {
    return made;
  }

  Op operation() {
    return made.op().orElseThrow();
  }

  /// How this node is written inside a formula: a constant without a name by its number.
  String operand() {
    return !named && kind() == Kind.CONSTANT ? number() : name;
  }

  /// The number, or the name where there are several.
  String number() {
    if (!isSingle()) {
      return name;
    }
    if (shown.dtype() == DType.BOOL) {
      return shown.item() == 0 ? "false" : "true";
    }
    return Figures.of(shown.item());
  }

  /// The name of an element, such as `W[0, 1]`; of a single number the name alone.
  String element(int place) {
    if (isSingle()) {
      return name;
    }
    int[] index = new int[shape().rank()];
    int rest = place;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape().length(axis);
      rest /= shape().length(axis);
    }
    return name + Arrays.toString(index);
  }

  /// The node as an equation, such as `c = a + b = 4 + 3 = 7`.
  @Override
  public String toString() {
    String value = isSingle() ? number() : shown.toString();
    if (kind() != Kind.OPERATION) {
      return name + " = " + value;
    }
    String numbers = numbers();
    boolean telling = isSingle() && !numbers.equals(formula()) && !numbers.equals(value);
    String between = telling ? " = " + numbers : "";
    return name + " = " + formula() + between + " = " + value;
  }
}
