package dev.glassbox.tensor;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Operations that treat every element alike and alone.
///
/// Each states one thing about its derivative: [#chain], a tangent times dy/dx. Both modes follow.
sealed interface Unary extends Op {
  Tensor compute(Tensor x);

  /// t · dy/dx.
  Tensor chain(Tensor x, Tensor y, Tensor t);

  @Override
  default Shape shape(Tensor... inputs) {
    return inputs[0].shape();
  }

  @Override
  default Tensor value(Tensor... inputs) {
    return compute(inputs[0].requireFloating(name()));
  }

  @Override
  default Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
    return chain(inputs[0], output, upstream);
  }

  @Override
  default Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    return chain(inputs[0], output, Objects.requireNonNull(tangents[0]));
  }

  /// The shapes that elementwise operations are sampled on: a matrix, a number, an empty batch.
  private static List<Sample> on(Op op, double low, double high, Sample... points) {
    var samples = new ArrayList<Sample>();
    for (Shape shape : List.of(Shape.of(3, 4), Shape.of(), Shape.of(0, 2))) {
      samples.add(Sample.smooth(op, low, high, shape));
    }
    samples.addAll(List.of(points));
    samples.add(
        Sample.wrong(
            op,
            op.name() + ": needs floating-point numbers, not INT64; cast with to(DType.FLOAT32)",
            Tensor.of(Shape.of(1), new long[] {1})));
    return samples;
  }

  record Negate() implements Unary {
    @Override
    public String name() {
      return "neg";
    }

    @Override
    public String formula() {
      return "−x";
    }

    @Override
    public String derivative(int input) {
      return "−1";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.NEGATE, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.neg();
    }

    static List<Sample> samples() {
      return on(new Negate(), -2, 2, Sample.at(new Negate(), 0, -0.0, -1));
    }
  }

  record Abs() implements Unary {
    @Override
    public String name() {
      return "abs";
    }

    @Override
    public String formula() {
      return "|x|";
    }

    @Override
    public String derivative(int input) {
      return "sign x";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.ABS, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(x.sign());
    }

    static List<Sample> samples() {
      return on(new Abs(), 0.5, 2, Sample.at(new Abs(), 0, 0, 0), Sample.at(new Abs(), -3, 3, -1));
    }
  }

  record Sign() implements Unary {
    @Override
    public String name() {
      return "sign";
    }

    @Override
    public String formula() {
      return "sign x";
    }

    @Override
    public String derivative(int input) {
      return "0";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.SIGN, x);
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.zerosLike();
    }

    static List<Sample> samples() {
      return on(
          new Sign(), 0.5, 2, Sample.at(new Sign(), 0, 0, 0), Sample.at(new Sign(), -3, -1, 0));
    }
  }

  record Step() implements Unary {
    @Override
    public String name() {
      return "step";
    }

    @Override
    public String formula() {
      return "1 if x > 0 else 0";
    }

    @Override
    public String derivative(int input) {
      return "0";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.STEP, x);
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.zerosLike();
    }

    static List<Sample> samples() {
      return on(
          new Step(),
          0.5,
          2,
          Sample.at(new Step(), 0, 0, 0),
          Sample.at(new Step(), 3, 1, 0),
          Sample.at(new Step(), Double.NaN, Double.NaN, 0));
    }
  }

  record Square() implements Unary {
    @Override
    public String name() {
      return "square";
    }

    @Override
    public String formula() {
      return "x²";
    }

    @Override
    public String derivative(int input) {
      return "2x";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.SQUARE, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(x).mul(2);
    }

    static List<Sample> samples() {
      return on(new Square(), -2, 2, Sample.at(new Square(), -3, 9, -6));
    }
  }

  record Sqrt() implements Unary {
    @Override
    public String name() {
      return "sqrt";
    }

    @Override
    public String formula() {
      return "√x";
    }

    @Override
    public String derivative(int input) {
      return "1 / 2y";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.SQRT, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.div(y.mul(2));
    }

    static List<Sample> samples() {
      return on(
          new Sqrt(),
          0.5,
          4,
          Sample.at(new Sqrt(), 4, 2, 0.25),
          Sample.at(new Sqrt(), 0, 0, Double.POSITIVE_INFINITY),
          Sample.at(new Sqrt(), -1, Double.NaN, Double.NaN));
    }
  }

  record Exp() implements Unary {
    @Override
    public String name() {
      return "exp";
    }

    @Override
    public String formula() {
      return "eˣ";
    }

    @Override
    public String derivative(int input) {
      return "eˣ";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.EXP, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(y);
    }

    static List<Sample> samples() {
      return on(
          new Exp(),
          -2,
          2,
          Sample.at(new Exp(), 0, 1, 1),
          Sample.at(new Exp(), -1000, 0, 0),
          Sample.at(new Exp(), Double.NaN, Double.NaN, Double.NaN));
    }
  }

  record Log() implements Unary {
    @Override
    public String name() {
      return "log";
    }

    @Override
    public String formula() {
      return "ln x";
    }

    @Override
    public String derivative(int input) {
      return "1 / x";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.LOG, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.div(x);
    }

    static List<Sample> samples() {
      return on(
          new Log(),
          0.5,
          4,
          Sample.at(new Log(), 1, 0, 1),
          Sample.at(new Log(), 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
          Sample.at(new Log(), -1, Double.NaN, -1));
    }
  }

  record Relu() implements Unary {
    @Override
    public String name() {
      return "relu";
    }

    @Override
    public String formula() {
      return "max(x, 0)";
    }

    @Override
    public String derivative(int input) {
      return "1 if x > 0 else 0";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.RELU, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(x.step());
    }

    static List<Sample> samples() {
      return on(
          new Relu(),
          0.5,
          2,
          Sample.at(new Relu(), 0, 0, 0),
          Sample.at(new Relu(), -3, 0, 0),
          Sample.at(new Relu(), Double.NaN, Double.NaN, Double.NaN));
    }
  }

  record Sigmoid() implements Unary {
    @Override
    public String name() {
      return "sigmoid";
    }

    @Override
    public String formula() {
      return "1 / (1 + e⁻ˣ)";
    }

    @Override
    public String derivative(int input) {
      return "y(1 − y)";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.SIGMOID, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(y.mul(y.neg().add(1)));
    }

    static List<Sample> samples() {
      return on(
          new Sigmoid(),
          -3,
          3,
          Sample.at(new Sigmoid(), 0, 0.5, 0.25),
          Sample.at(new Sigmoid(), -1000, 0, 0),
          Sample.at(new Sigmoid(), 1000, 1, 0));
    }
  }

  record Tanh() implements Unary {
    @Override
    public String name() {
      return "tanh";
    }

    @Override
    public String formula() {
      return "tanh x";
    }

    @Override
    public String derivative(int input) {
      return "1 − y²";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.TANH, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(y.square().neg().add(1));
    }

    static List<Sample> samples() {
      return on(
          new Tanh(), -2, 2, Sample.at(new Tanh(), 0, 0, 1), Sample.at(new Tanh(), -1000, -1, 0));
    }
  }

  record Softplus() implements Unary {
    @Override
    public String name() {
      return "softplus";
    }

    @Override
    public String formula() {
      return "ln(1 + eˣ)";
    }

    @Override
    public String derivative(int input) {
      return "1 / (1 + e⁻ˣ)";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.SOFTPLUS, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(x.sigmoid());
    }

    static List<Sample> samples() {
      return on(
          new Softplus(),
          -3,
          3,
          Sample.at(new Softplus(), 0, Math.log(2), 0.5),
          Sample.at(new Softplus(), -1000, 0, 0),
          Sample.at(new Softplus(), 1000, 1000, 1));
    }
  }

  record Erf() implements Unary {
    @Override
    public String name() {
      return "erf";
    }

    @Override
    public String formula() {
      return "erf x = 2/√π ∫₀ˣ e^(−t²) dt";
    }

    @Override
    public String derivative(int input) {
      return "2/√π · e^(−x²)";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.ERF, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(x.square().neg().exp()).mul(2 / Math.sqrt(Math.PI));
    }

    static List<Sample> samples() {
      return on(
          new Erf(),
          -3.5,
          3.5,
          Sample.at(new Erf(), 0, 0, 2 / Math.sqrt(Math.PI)),
          Sample.at(new Erf(), 30, 1, 0));
    }
  }

  record Sin() implements Unary {
    @Override
    public String name() {
      return "sin";
    }

    @Override
    public String formula() {
      return "sin x";
    }

    @Override
    public String derivative(int input) {
      return "cos x";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.SIN, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(x.cos());
    }

    static List<Sample> samples() {
      return on(new Sin(), -4, 4, Sample.at(new Sin(), 0, 0, 1));
    }
  }

  record Cos() implements Unary {
    @Override
    public String name() {
      return "cos";
    }

    @Override
    public String formula() {
      return "cos x";
    }

    @Override
    public String derivative(int input) {
      return "−sin x";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.COS, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(x.sin()).neg();
    }

    static List<Sample> samples() {
      return on(new Cos(), -4, 4, Sample.at(new Cos(), 0, 1, 0));
    }
  }

  /// Raises to a constant power p.
  record Power(double exponent) implements Unary {
    @Override
    public String name() {
      return "pow";
    }

    @Override
    public String formula() {
      return "x^p";
    }

    @Override
    public String derivative(int input) {
      return "p · x^(p − 1)";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.binary(
          BinaryFunction.POWER, x, Tensor.scalar(x.dtype(), exponent), x.shape());
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      if (exponent == 0) {
        return t.zerosLike();
      }
      return t.mul(exponent == 2 ? x : x.pow(exponent - 1)).mul(exponent);
    }

    static List<Sample> samples() {
      return on(
          new Power(1.5),
          0.5,
          3,
          Sample.at(new Power(3), -2, -8, 12),
          Sample.at(new Power(0), 0, 1, 0),
          Sample.at(new Power(-1), 2, 0.5, -0.25));
    }
  }

  /// The rectifier that lets a little through below 0.
  record LeakyRelu(double slope) implements Unary {
    @Override
    public String name() {
      return "leakyRelu";
    }

    @Override
    public String formula() {
      return "x if x > 0 else slope · x";
    }

    @Override
    public String derivative(int input) {
      return "1 if x > 0 else slope";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.binary(
          BinaryFunction.LEAKY_RELU, x, Tensor.scalar(x.dtype(), slope), x.shape());
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(x.step().mul(1 - slope).add(slope));
    }

    static List<Sample> samples() {
      return on(
          new LeakyRelu(0.01),
          0.5,
          2,
          Sample.at(new LeakyRelu(0.1), 0, 0, 0.1),
          Sample.at(new LeakyRelu(0.1), -3, -0.3, 0.1));
    }
  }

  /// The exponential linear unit (Clevert, Unterthiner and Hochreiter 2016).
  record Elu(double alpha) implements Unary {
    @Override
    public String name() {
      return "elu";
    }

    @Override
    public String formula() {
      return "x if x > 0 else α(eˣ − 1)";
    }

    @Override
    public String derivative(int input) {
      return "1 if x > 0 else y + α";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.binary(BinaryFunction.ELU, x, Tensor.scalar(x.dtype(), alpha), x.shape());
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(Tensor.where(x.greater(0), y.onesLike(), y.add(alpha)));
    }

    static List<Sample> samples() {
      return on(
          new Elu(1.5),
          -2,
          -0.1,
          Sample.at(new Elu(1), 0, 0, 1),
          Sample.at(new Elu(1), 2, 2, 1),
          Sample.at(new Elu(2), -1000, -2, 0));
    }
  }
}
