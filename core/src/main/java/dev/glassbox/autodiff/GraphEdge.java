package dev.glassbox.autodiff;

import dev.glassbox.tensor.Op;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One edge of a [Graph]: a node's use as one input of an operation, with the local derivative.
///
/// {@snippet :
/// Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
/// Tensor c = Tensor.scalar(DType.FLOAT64, 7).trainable();
/// Tensor d = a.mul(c);
/// GraphEdge edge = Graph.of(d).named("a", a).named("c", c).named("d", d).edges().getFirst();
/// String formula = edge.derivative(); // "c"
/// double number = edge.value().getAsDouble(); // 7
/// }
public final class GraphEdge {
  private final GraphNode from;
  private final GraphNode to;
  private final int input;
  private final GraphNode result;

  GraphEdge(GraphNode from, GraphNode to, int input, GraphNode result) {
    this.from = from;
    this.to = to;
    this.input = input;
    this.result = result;
  }

  /// The node that is used.
  public GraphNode from() {
    return from;
  }

  /// The node whose operation uses it.
  public GraphNode to() {
    return to;
  }

  /// Which input of the operation, counted from 0.
  public int input() {
    return input;
  }

  /// The local derivative ∂to/∂from as a formula with the operands' names put in, such as `c`.
  ///
  /// A product of matrices states how it carries back what comes to its result, such as `∂loss/∂z ·
  /// Wᵀ`.
  public String derivative() {
    return text(to.inputs().stream().map(GraphNode::operand).toList(), to.operand());
  }

  /// The local derivative with the operands' numbers put in, such as `7`.
  public String numbers() {
    return text(to.inputs().stream().map(GraphNode::number).toList(), to.number());
  }

  private String text(List<String> operands, String y) {
    if (to.op().equals("matmul") && to.inputs().stream().allMatch(GraphNode::isSingle)) {
      // A product of two single numbers.
      return operands.get(1 - input);
    }
    String upstream = "∂" + result.name() + "/∂" + to.name();
    return Formula.derivative(to.operation(), input, operands, y, upstream);
  }

  /// Whether a derivative can be followed along this edge: not from integers or masks.
  public boolean isDifferentiable() {
    return from.value().dtype().isFloating();
  }

  /// The local derivative as a number, if both ends are single numbers.
  public OptionalDouble value() {
    return from.isSingle() && to.isSingle() && isDifferentiable()
        ? OptionalDouble.of(Tensor.untracked(() -> carryBack(ones(to)).item()))
        : OptionalDouble.empty();
  }

  /// The local Jacobian ∂toᵢ/∂fromⱼ with the axes of `to` first, then those of `from`.
  ///
  /// It costs as many steps of one mode as the smaller end has elements.
  ///
  /// @throws IllegalStateException if the edge comes from integers or a mask
  public Tensor jacobian() {
    int[] lengths =
        IntStream.concat(IntStream.of(to.shape().lengths()), IntStream.of(from.shape().lengths()))
            .toArray();
    return Tensor.untracked(() -> matrix().reshape(Shape.of(lengths)));
  }

  /// The Jacobian with a row for each element of `to` and a column for each of `from`.
  Tensor matrix() {
    if (!isDifferentiable()) {
      throw new IllegalStateException(
          "jacobian: %s is %s, and there is no derivative by that"
              .formatted(from.name(), from.value().dtype()));
    }
    int rows = to.value().size();
    int columns = from.value().size();
    double[] entries = new double[rows * columns];
    if (rows <= columns) {
      for (int i = 0; i < rows; i++) {
        double[] row = carryBack(unit(to, i)).toDoubleArray();
        System.arraycopy(row, 0, entries, i * columns, columns);
      }
    } else {
      for (int j = 0; j < columns; j++) {
        double[] column = carryOn(unit(from, j)).toDoubleArray();
        for (int i = 0; i < rows; i++) {
          entries[i * columns + j] = column[i];
        }
      }
    }
    return Tensor.of(Shape.of(rows, columns), entries).to(to.value().dtype());
  }

  private static Tensor ones(GraphNode node) {
    return Tensor.full(node.shape(), 1, node.value().dtype());
  }

  private static Tensor unit(GraphNode node, int place) {
    double[] numbers = new double[node.value().size()];
    numbers[place] = 1;
    return Tensor.of(node.shape(), numbers).to(node.value().dtype());
  }

  /// Reverse mode: what an adjoint of `to` adds to the adjoint of `from`.
  Tensor carryBack(Tensor adjoint) {
    Tensor[] inputs = to.made().inputs().toArray(Tensor[]::new);
    Tensor upstream = adjoint.reshape(to.made().shape());
    return to.operation().vjp(input, inputs, to.made(), upstream).reshape(from.shape());
  }

  /// Forward mode: what a tangent of `from` adds to the tangent of `to`.
  Tensor carryOn(Tensor tangent) {
    Op op = to.operation();
    Tensor[] inputs = to.made().inputs().toArray(Tensor[]::new);
    @Nullable Tensor[] tangents = new Tensor[inputs.length];
    tangents[input] = tangent.reshape(inputs[input].shape());
    return op.jvp(inputs, to.made(), tangents).reshape(to.shape());
  }

  /// The local derivative as an equation, such as `∂d/∂a = c = 7`.
  @Override
  public String toString() {
    String formula = derivative();
    String left = "∂" + to.name() + "/∂" + from.name() + " = " + formula;
    OptionalDouble number = value();
    if (number.isEmpty()) {
      return left;
    }
    String right = Figures.of(number.getAsDouble());
    return right.equals(formula) ? left : left + " = " + right;
  }
}
