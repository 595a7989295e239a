package dev.glassbox.tensor;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.UnaryFunction;
import java.util.List;

/// The functions that let positive numbers through and hold negative ones back.
sealed interface Rectifier extends Unary {

  record Relu() implements Rectifier {
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
      // The step of y is that of x, which then need not be kept.
      return t.mul(y.step());
    }

    static List<Sample> samples() {
      return Unary.on(
          new Relu(),
          0.5,
          2,
          Sample.at(new Relu(), 0, 0, 0),
          Sample.at(new Relu(), -3, 0, 0),
          Sample.at(new Relu(), Double.NaN, Double.NaN, Double.NaN));
    }
  }

  /// The rectifier that lets a little through below 0.
  record LeakyRelu(double slope) implements Rectifier {
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
      return Unary.on(
          new LeakyRelu(0.01),
          0.5,
          2,
          Sample.at(new LeakyRelu(0.1), 0, 0, 0.1),
          Sample.at(new LeakyRelu(0.1), -3, -0.3, 0.1));
    }
  }

  /// The exponential linear unit (Clevert, Unterthiner and Hochreiter 2016).
  record Elu(double alpha) implements Rectifier {
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
      return Unary.on(
          new Elu(1.5),
          -2,
          -0.1,
          Sample.at(new Elu(1), 0, 0, 1),
          Sample.at(new Elu(1), 2, 2, 1),
          Sample.at(new Elu(2), -1000, -2, 0));
    }
  }

  record Softplus() implements Rectifier {
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
      return Unary.on(
          new Softplus(),
          -3,
          3,
          Sample.at(new Softplus(), 0, Math.log(2), 0.5),
          Sample.at(new Softplus(), -1000, 0, 0),
          Sample.at(new Softplus(), 1000, 1000, 1));
    }
  }
}
