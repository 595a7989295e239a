package dev.glassbox.tensor;

import dev.glassbox.kernel.BinaryFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Operations that pair the elements of two tensors, broadcasting by NumPy's rule.
///
/// Each states one thing about its derivatives: [#chain], a tangent times ∂y/∂input. Both modes
/// follow.
sealed interface Binary extends Op {
  BinaryFunction function();

  /// t · ∂y/∂input, where input 0 is a and input 1 is b.
  Tensor chain(int input, Tensor a, Tensor b, Tensor y, Tensor t);

  @Override
  default Shape shape(Tensor... inputs) {
    return Shape.broadcast(name(), inputs[0].shape(), inputs[1].shape());
  }

  @Override
  default Tensor value(Tensor... inputs) {
    Tensor.requireSameFloating(name(), inputs);
    return Elementwise.binary(function(), inputs[0], inputs[1], shape(inputs));
  }

  @Override
  default Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
    return chain(input, inputs[0], inputs[1], output, upstream).sumTo(inputs[input].shape());
  }

  @Override
  default Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    Tensor[] terms = new Tensor[2];
    for (int i = 0; i < 2; i++) {
      Tensor tangent = tangents[i];
      if (tangent != null) {
        terms[i] = chain(i, inputs[0], inputs[1], output, tangent.broadcastTo(output.shape()));
      }
    }
    return Op.sum(terms);
  }

  private static List<Sample> on(Op op, double low, double high, Sample... points) {
    var samples = new ArrayList<Sample>();
    samples.add(Sample.smooth(op, low, high, Shape.of(3, 4), Shape.of(3, 4)));
    samples.add(Sample.smooth(op, low, high, Shape.of(3, 4), Shape.of(4)));
    samples.add(Sample.smooth(op, low, high, Shape.of(3, 1), Shape.of(2, 1, 4)));
    samples.add(Sample.smooth(op, low, high, Shape.of(), Shape.of(5)));
    samples.add(Sample.smooth(op, low, high, Shape.of(0, 3), Shape.of(3)));
    samples.addAll(List.of(points));
    samples.add(
        Sample.wrong(
            op,
            op.name()
                + ": (3, 4) and (3) do not broadcast: lengths 4 and 3 differ on axis −1 and neither"
                + " is 1",
            Tensor.zeros(Shape.of(3, 4)),
            Tensor.zeros(Shape.of(3))));
    samples.add(
        Sample.wrong(
            op,
            op.name() + ": FLOAT32 and FLOAT64 do not mix; cast one with to(DType)",
            Tensor.of(1.0),
            Tensor.of(DType.FLOAT64, 1.0)));
    return samples;
  }

  /// 1 where a > b, ½ at a tie, 0 where a < b; NaN stays NaN.
  private static Tensor share(Tensor a, Tensor b) {
    Tensor half = Tensor.scalar(a.dtype(), 0.5);
    // Two equal infinities tie, although their difference is NaN.
    return Tensor.where(a.equal(b), half, a.sub(b).sign().mul(half).add(half));
  }

  /// The smooth samples of two operands of which neither is near the other.
  private static List<Sample> apart(Op op, Sample... points) {
    var samples = new ArrayList<>(on(op, 0, 1, points));
    samples.removeIf(sample -> sample instanceof Sample.Smooth);
    Tensor a = Tensor.of(DType.FLOAT64, 1, 5, -2, 7);
    Tensor b = Tensor.of(DType.FLOAT64, 3, 2, -4, 9);
    samples.add(Sample.given(op, a, b));
    samples.add(Sample.given(op, a.reshape(4, 1), b.add(0.5)));
    samples.add(Sample.smooth(op, 0, 1, Shape.of(0, 3), Shape.of(3)));
    return samples;
  }

  record Add() implements Binary {
    @Override
    public String name() {
      return "add";
    }

    @Override
    public String formula() {
      return "a + b";
    }

    @Override
    public String derivative(int input) {
      return "1";
    }

    @Override
    public BinaryFunction function() {
      return BinaryFunction.ADD;
    }

    @Override
    public Tensor chain(int input, Tensor a, Tensor b, Tensor y, Tensor t) {
      return t;
    }

    static List<Sample> samples() {
      return on(new Add(), -2, 2, Sample.at(new Add(), 1, 2, 3, 1, 1));
    }
  }

  record Subtract() implements Binary {
    @Override
    public String name() {
      return "sub";
    }

    @Override
    public String formula() {
      return "a − b";
    }

    @Override
    public String derivative(int input) {
      return input == 0 ? "1" : "−1";
    }

    @Override
    public BinaryFunction function() {
      return BinaryFunction.SUBTRACT;
    }

    @Override
    public Tensor chain(int input, Tensor a, Tensor b, Tensor y, Tensor t) {
      return input == 0 ? t : t.neg();
    }

    static List<Sample> samples() {
      return on(new Subtract(), -2, 2, Sample.at(new Subtract(), 1, 2, -1, 1, -1));
    }
  }

  record Multiply() implements Binary {
    @Override
    public String name() {
      return "mul";
    }

    @Override
    public String formula() {
      return "a · b";
    }

    @Override
    public String derivative(int input) {
      return input == 0 ? "b" : "a";
    }

    @Override
    public BinaryFunction function() {
      return BinaryFunction.MULTIPLY;
    }

    @Override
    public Tensor chain(int input, Tensor a, Tensor b, Tensor y, Tensor t) {
      return t.mul(input == 0 ? b : a);
    }

    static List<Sample> samples() {
      return on(new Multiply(), -2, 2, Sample.at(new Multiply(), 3, -2, -6, -2, 3));
    }
  }

  record Divide() implements Binary {
    @Override
    public String name() {
      return "div";
    }

    @Override
    public String formula() {
      return "a / b";
    }

    @Override
    public String domain() {
      return "b ≠ 0";
    }

    @Override
    public String derivative(int input) {
      return input == 0 ? "1 / b" : "−a / b²";
    }

    @Override
    public BinaryFunction function() {
      return BinaryFunction.DIVIDE;
    }

    @Override
    public Tensor chain(int input, Tensor a, Tensor b, Tensor y, Tensor t) {
      return input == 0 ? t.div(b) : t.mul(y).div(b).neg();
    }

    static List<Sample> samples() {
      return on(
          new Divide(),
          0.5,
          2,
          Sample.at(new Divide(), 3, 2, 1.5, 0.5, -0.75),
          Sample.at(
              new Divide(),
              1,
              0,
              Double.POSITIVE_INFINITY,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY));
    }
  }

  /// The larger or the smaller of two numbers; at a tie each takes half of the gradient.
  record Extremum(boolean larger) implements Binary {
    @Override
    public String name() {
      return larger ? "maximum" : "minimum";
    }

    @Override
    public String formula() {
      return larger ? "max(a, b)" : "min(a, b)";
    }

    @Override
    public String derivative(int input) {
      String sign = larger ? ">" : "<";
      return (input == 0 ? "1 if a %s b else 0" : "1 if b %s a else 0").formatted(sign);
    }

    @Override
    public BinaryFunction function() {
      return larger ? BinaryFunction.MAXIMUM : BinaryFunction.MINIMUM;
    }

    @Override
    public Tensor chain(int input, Tensor a, Tensor b, Tensor y, Tensor t) {
      return t.mul(larger == (input == 0) ? share(a, b) : share(b, a));
    }

    static List<Sample> samples() {
      double infinity = Double.POSITIVE_INFINITY;
      Extremum larger = new Extremum(true);
      Extremum smaller = new Extremum(false);
      var samples =
          new ArrayList<>(
              apart(
                  larger,
                  Sample.at(larger, 3, 2, 3, 1, 0),
                  Sample.at(larger, 2, 2, 2, 0.5, 0.5),
                  Sample.at(larger, infinity, infinity, infinity, 0.5, 0.5),
                  Sample.at(larger, -infinity, 2, 2, 0, 1),
                  Sample.at(larger, Double.NaN, 2, Double.NaN, Double.NaN, Double.NaN)));
      samples.addAll(
          apart(
              smaller,
              Sample.at(smaller, 3, 2, 2, 0, 1),
              Sample.at(smaller, 2, 2, 2, 0.5, 0.5),
              Sample.at(smaller, -infinity, -infinity, -infinity, 0.5, 0.5),
              Sample.at(smaller, 2, Double.NaN, Double.NaN, Double.NaN, Double.NaN)));
      return samples;
    }
  }

  /// The rectifier that lets a share b of negative numbers through, where b can be learned (He et
  /// al. 2015). At a = 0 the derivative by a is b.
  record Prelu() implements Binary {
    @Override
    public String name() {
      return "prelu";
    }

    @Override
    public String formula() {
      return "max(0, a) + b · min(0, a)";
    }

    @Override
    public String derivative(int input) {
      return input == 0 ? "1 if a > 0 else b" : "0 if a > 0 else a";
    }

    @Override
    public BinaryFunction function() {
      return BinaryFunction.LEAKY_RELU;
    }

    @Override
    public Tensor chain(int input, Tensor a, Tensor b, Tensor y, Tensor t) {
      Tensor positive = a.greater(0);
      return t.mul(
          input == 0
              ? Tensor.where(positive, Tensor.scalar(a.dtype(), 1), b)
              : Tensor.where(positive, Tensor.scalar(a.dtype(), 0), a));
    }

    static List<Sample> samples() {
      return apart(
          new Prelu(),
          Sample.at(new Prelu(), 2, 0.1, 2, 1, 0),
          Sample.at(new Prelu(), -2, 0.1, -0.2, 0.1, -2),
          Sample.at(new Prelu(), -2, -1, 2, -1, -2),
          Sample.at(new Prelu(), 0, 0.1, 0, 0.1, 0),
          Sample.at(new Prelu(), Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY, 1, 0),
          Sample.at(new Prelu(), Double.NaN, 0.1, Double.NaN, 0.1, Double.NaN));
    }
  }

  record Pow() implements Binary {
    @Override
    public String name() {
      return "pow";
    }

    @Override
    public String formula() {
      return "aᵇ";
    }

    @Override
    public String domain() {
      return "a > 0; a = 0 if b ≥ 0; a < 0 if b is whole";
    }

    @Override
    public String derivative(int input) {
      return input == 0 ? "b · aᵇ⁻¹" : "aᵇ · ln a";
    }

    @Override
    public BinaryFunction function() {
      return BinaryFunction.POWER;
    }

    @Override
    public Tensor chain(int input, Tensor a, Tensor b, Tensor y, Tensor t) {
      return t.mul(input == 0 ? byBase(a, b) : byExponent(a, b, y));
    }

    /// b · aᵇ⁻¹, but 0 for the exponent 0, whatever the base.
    private static Tensor byBase(Tensor a, Tensor b) {
      Tensor zero = Tensor.scalar(a.dtype(), 0);
      return Tensor.where(b.equal(0), zero, b.mul(a.pow(b.sub(1))));
    }

    /// y · ln a, but its limit 0 for the base 0 unless the exponent is negative.
    private static Tensor byExponent(Tensor a, Tensor b, Tensor y) {
      Tensor zero = Tensor.scalar(a.dtype(), 0);
      Tensor product = y.mul(a.log());
      Tensor atZero = Tensor.where(b.greaterEqual(0), zero, product);
      return Tensor.where(a.equal(0), atZero, product);
    }

    static List<Sample> samples() {
      return on(
          new Pow(),
          0.5,
          2,
          Sample.at(new Pow(), 2, 3, 8, 12, 8 * Math.log(2)),
          Sample.at(new Pow(), 0, 2, 0, 0, 0),
          Sample.at(new Pow(), 0, 0, 1, 0, 0),
          Sample.at(new Pow(), 0, 1, 0, 1, 0),
          Sample.at(new Pow(), -2, 3, -8, 12, Double.NaN),
          Sample.at(
              new Pow(),
              0,
              -1,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY,
              Double.NEGATIVE_INFINITY));
    }
  }
}
