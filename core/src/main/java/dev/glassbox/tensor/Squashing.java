package dev.glassbox.tensor;

import dev.glassbox.kernel.UnaryFunction;
import java.util.List;

/// The smooth functions that press any number into a bounded range.
sealed interface Squashing extends Unary {

  record Sigmoid() implements Squashing {
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
      return Unary.on(
          new Sigmoid(),
          -3,
          3,
          Sample.at(new Sigmoid(), 0, 0.5, 0.25),
          Sample.at(new Sigmoid(), -1000, 0, 0),
          Sample.at(new Sigmoid(), 1000, 1, 0));
    }
  }

  record Tanh() implements Squashing {
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
      return Unary.on(
          new Tanh(), -2, 2, Sample.at(new Tanh(), 0, 0, 1), Sample.at(new Tanh(), -1000, -1, 0));
    }
  }

  record Erf() implements Squashing {
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
      return Unary.on(
          new Erf(),
          -3.5,
          3.5,
          Sample.at(new Erf(), 0, 0, 2 / Math.sqrt(Math.PI)),
          Sample.at(new Erf(), 30, 1, 0));
    }
  }
}
