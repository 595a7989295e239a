package dev.glassbox.tensor;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.UnaryFunction;
import java.util.List;

/// Arithmetic of one number: its negative, powers, exponentials and logarithms.
sealed interface Elementary extends Unary {

  record Negate() implements Elementary {
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
      return Unary.on(new Negate(), -2, 2, Sample.at(new Negate(), 0, -0.0, -1));
    }
  }

  record Square() implements Elementary {
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
      return Unary.on(new Square(), -2, 2, Sample.at(new Square(), -3, 9, -6));
    }
  }

  record Sqrt() implements Elementary {
    @Override
    public String name() {
      return "sqrt";
    }

    @Override
    public String formula() {
      return "√x";
    }

    @Override
    public String domain() {
      return "x ≥ 0";
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
      return Unary.on(
          new Sqrt(),
          0.5,
          4,
          Sample.at(new Sqrt(), 4, 2, 0.25),
          Sample.at(new Sqrt(), 0, 0, Double.POSITIVE_INFINITY),
          Sample.at(new Sqrt(), -1, Double.NaN, Double.NaN));
    }
  }

  record Exp() implements Elementary {
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
      return Unary.on(
          new Exp(),
          -2,
          2,
          Sample.at(new Exp(), 0, 1, 1),
          Sample.at(new Exp(), -1000, 0, 0),
          Sample.at(new Exp(), Double.NaN, Double.NaN, Double.NaN));
    }
  }

  record Log() implements Elementary {
    @Override
    public String name() {
      return "log";
    }

    @Override
    public String formula() {
      return "ln x";
    }

    @Override
    public String domain() {
      return "x > 0";
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
      return Unary.on(
          new Log(),
          0.5,
          4,
          Sample.at(new Log(), 1, 0, 1),
          Sample.at(new Log(), 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
          Sample.at(new Log(), -1, Double.NaN, -1));
    }
  }

  /// Raises to a constant power p.
  record Power(double exponent) implements Elementary {
    @Override
    public String name() {
      return "pow";
    }

    @Override
    public String formula() {
      return "x^p";
    }

    @Override
    public String domain() {
      return exponent == Math.rint(exponent)
          ? (exponent < 0 ? "x ≠ 0" : "everywhere")
          : (exponent < 0 ? "x > 0" : "x ≥ 0");
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
      return Unary.on(
          new Power(1.5),
          0.5,
          3,
          Sample.at(new Power(3), -2, -8, 12),
          Sample.at(new Power(0), 0, 1, 0),
          Sample.at(new Power(-1), 2, 0.5, -0.25));
    }
  }

  /// eˣ − 1 without the loss of digits near 0.
  record Expm1() implements Elementary {
    @Override
    public String name() {
      return "expm1";
    }

    @Override
    public String formula() {
      return "eˣ − 1";
    }

    @Override
    public String derivative(int input) {
      return "eˣ";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.EXPM1, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(x.exp());
    }

    static List<Sample> samples() {
      return Unary.on(
          new Expm1(),
          -2,
          2,
          Sample.at(new Expm1(), 0, 0, 1),
          Sample.at(new Expm1(), 1e-20, 1e-20, 1),
          Sample.at(new Expm1(), -1000, -1, 0),
          Sample.at(new Expm1(), Double.NaN, Double.NaN, Double.NaN));
    }
  }

  /// ln(1 + x) without the loss of digits near 0.
  record Log1p() implements Elementary {
    @Override
    public String name() {
      return "log1p";
    }

    @Override
    public String formula() {
      return "ln(1 + x)";
    }

    @Override
    public String domain() {
      return "x > −1";
    }

    @Override
    public String derivative(int input) {
      return "1 / (1 + x)";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.LOG1P, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.div(x.add(1));
    }

    static List<Sample> samples() {
      return Unary.on(
          new Log1p(),
          -0.5,
          3,
          Sample.at(new Log1p(), 0, 0, 1),
          Sample.at(new Log1p(), 1e-20, 1e-20, 1),
          Sample.at(new Log1p(), -1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
          Sample.at(new Log1p(), -2, Double.NaN, -1));
    }
  }
}
