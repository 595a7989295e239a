package dev.glassbox.tensor;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.UnaryFunction;
import java.util.List;
import java.util.stream.Stream;

/// The functions made of straight pieces; what happens where two pieces meet is stated.
sealed interface Piecewise extends Unary {

  record Abs() implements Piecewise {
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
      return Unary.on(
          new Abs(), 0.5, 2, Sample.at(new Abs(), 0, 0, 0), Sample.at(new Abs(), -3, 3, -1));
    }
  }

  record Sign() implements Piecewise {
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
      return Unary.on(
          new Sign(), 0.5, 2, Sample.at(new Sign(), 0, 0, 0), Sample.at(new Sign(), -3, -1, 0));
    }
  }

  record Step() implements Piecewise {
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
      return Unary.on(
          new Step(),
          0.5,
          2,
          Sample.at(new Step(), 0, 0, 0),
          Sample.at(new Step(), 3, 1, 0),
          Sample.at(new Step(), Double.NaN, Double.NaN, 0));
    }
  }

  /// Numbers below the low bound or above the high one are moved to that bound. At a bound itself
  /// the derivative is 0, as that of the rectifier is. The numbers themselves, which must lie
  /// within bounds: a check that a program makes anew in each run.
  record Within(double low, double high, String what) implements Piecewise, Filling {
    @Override
    public String name() {
      return "within";
    }

    @Override
    public String formula() {
      return "x";
    }

    @Override
    public String derivative(int input) {
      return "1";
    }

    @Override
    public String domain() {
      return "low ≤ x ≤ high";
    }

    @Override
    public Tensor compute(Tensor x) {
      Tensor out = x.zerosLike();
      fill(new Tensor[] {x}, out);
      return out;
    }

    @Override
    public void fill(Tensor[] inputs, Tensor out) {
      Tensor x = inputs[0];
      Storage numbers = x.storage();
      for (int i = x.offset(); i < x.offset() + x.size(); i++) {
        double number = numbers.at(i);
        if (!(number >= low && number <= high)) {
          throw new IllegalArgumentException(
              "%s must lie in [%s, %s], but number %d was %s"
                  .formatted(what, low, high, i - x.offset(), number));
        }
      }
      out.storage().copyStrided(out.offset(), numbers, x.offset(), 1, x.size());
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t;
    }

    static List<Sample> samples() {
      Within within = new Within(-4, 4, "test: numbers");
      return Stream.concat(
              Unary.on(within, -2, 2, Sample.at(within, 4, 4, 1)).stream(),
              Stream.of(
                  Sample.wrong(
                      within,
                      "test: numbers must lie in [-4.0, 4.0], but number 1 was NaN",
                      Tensor.of(4, Double.NaN))))
          .toList();
    }
  }

  record Clip(double low, double high) implements Piecewise {
    public Clip {
      if (!(low <= high)) {
        throw new IllegalArgumentException(
            "clip: the low bound %s must not lie above the high one, %s".formatted(low, high));
      }
    }

    @Override
    public String name() {
      return "clip";
    }

    @Override
    public String formula() {
      return "min(max(x, low), high)";
    }

    @Override
    public String derivative(int input) {
      return "1 if low < x < high else 0";
    }

    @Override
    public Tensor compute(Tensor x) {
      Tensor raised = bounded(BinaryFunction.MAXIMUM, x, low);
      return bounded(BinaryFunction.MINIMUM, raised, high);
    }

    private static Tensor bounded(BinaryFunction f, Tensor x, double bound) {
      return Elementwise.binary(f, x, Tensor.scalar(x.dtype(), bound), x.shape());
    }

    @Override
    public Tensor chain(Tensor x, Tensor y, Tensor t) {
      return t.mul(x.sub(low).step().mul(x.neg().add(high).step()));
    }

    static List<Sample> samples() {
      Clip clip = new Clip(-1, 2);
      return Unary.on(
          clip,
          -0.9,
          1.9,
          Sample.at(clip, -1, -1, 0),
          Sample.at(clip, 2, 2, 0),
          Sample.at(clip, -3, -1, 0),
          Sample.at(clip, 3, 2, 0),
          Sample.at(clip, Double.POSITIVE_INFINITY, 2, 0),
          Sample.at(clip, Double.NaN, Double.NaN, Double.NaN),
          Sample.at(new Clip(0, Double.POSITIVE_INFINITY), 3, 3, 1),
          Sample.at(new Clip(1, 1), 1, 1, 0));
    }
  }
}
