package dev.glassbox.tensor;

import dev.glassbox.kernel.UnaryFunction;
import java.util.List;

/// The functions of angles, in radians.
sealed interface Trigonometric extends Unary {

  record Sin() implements Trigonometric {
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
      return Unary.on(new Sin(), -4, 4, Sample.at(new Sin(), 0, 0, 1));
    }
  }

  record Cos() implements Trigonometric {
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
      return Unary.on(new Cos(), -4, 4, Sample.at(new Cos(), 0, 1, 0));
    }
  }

  record Tan() implements Trigonometric {
    @Override
    public String name() {
      return "tan";
    }

    @Override
    public String formula() {
      return "tan x";
    }

    @Override
    public String domain() {
      return "x ≠ π/2 + nπ";
    }

    @Override
    public String derivative(int input) {
      return "1 + y²";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.TAN, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(y.square().add(1));
    }

    static List<Sample> samples() {
      return Unary.on(
          new Tan(),
          -1,
          1,
          Sample.at(new Tan(), 0, 0, 1),
          Sample.at(new Tan(), Math.PI / 4, 1, 2),
          Sample.at(new Tan(), Double.NaN, Double.NaN, Double.NaN));
    }
  }

  record Atan() implements Trigonometric {
    @Override
    public String name() {
      return "atan";
    }

    @Override
    public String formula() {
      return "arctan x";
    }

    @Override
    public String derivative(int input) {
      return "1 / (1 + x²)";
    }

    @Override
    public Tensor compute(Tensor x) {
      return Elementwise.unary(UnaryFunction.ATAN, x);
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.div(x.square().add(1));
    }

    static List<Sample> samples() {
      return Unary.on(
          new Atan(),
          -3,
          3,
          Sample.at(new Atan(), 0, 0, 1),
          Sample.at(new Atan(), 1, Math.PI / 4, 0.5),
          Sample.at(new Atan(), Double.NEGATIVE_INFINITY, -Math.PI / 2, 0),
          Sample.at(new Atan(), Double.NaN, Double.NaN, Double.NaN));
    }
  }
}
