package dev.glassbox.tensor;

import dev.glassbox.kernel.Kernels;
import dev.glassbox.trace.Recording;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Operations that could be composed of others but are done in one go, for speed or for accuracy.
///
/// The composition is the specification: the contract test asserts that both agree in value and in
/// gradient.
sealed interface Fused extends Op
    permits Fused.Softmax,
        Fused.LogSoftmax,
        Fused.SoftmaxCrossEntropy,
        Fused.SigmoidCrossEntropy,
        CumSum,
        Cholesky,
        TriangularSolve {
  /// The same result by plain operations.
  Tensor composite(Tensor... inputs);

  private static Tensor softmaxOfRows(Tensor x, boolean logarithm) {
    Tensor out = Tensor.allocate(x.dtype(), x.shape());
    int columns = x.shape().length(-1);
    int rows = columns == 0 ? 0 : x.size() / columns;
    Kernels kernels = Recording.kernels();
    switch (x.storage()) {
      case Storage.Floats(float[] from) ->
          kernels.softmax(from, x.offset(), out.floats(), rows, columns, logarithm);
      case Storage.Doubles(double[] from) ->
          kernels.softmax(from, x.offset(), out.doubles(), rows, columns, logarithm);
      case Storage.Longs _, Storage.Booleans _ -> throw x.notFloating("softmax");
    }
    return out;
  }

  private static Shape lastAxis(String name, Tensor x) {
    if (x.shape().rank() == 0) {
      throw new ShapeException(name + ": a single number has no axis to share out over");
    }
    return x.shape();
  }

  /// Softmax along the last axis.
  record Softmax() implements Fused {
    @Override
    public String name() {
      return "softmax";
    }

    @Override
    public String formula() {
      return "eˣ / Σ eˣ";
    }

    @Override
    public String derivative(int input) {
      return "yᵢ(δᵢⱼ − yⱼ)";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      return lastAxis(name(), inputs[0]);
    }

    @Override
    public Tensor value(Tensor... inputs) {
      shape(inputs);
      return softmaxOfRows(inputs[0].requireFloating(name()), false);
    }

    @Override
    public Tensor composite(Tensor... inputs) {
      Tensor power = inputs[0].exp();
      return power.div(power.sumKeeping(-1));
    }

    private static Tensor chain(Tensor y, Tensor t) {
      return y.mul(t.sub(y.mul(t).sumKeeping(-1)));
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return chain(output, upstream);
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      return chain(output, Objects.requireNonNull(tangents[0]));
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new Softmax(), -2, 2, Shape.of(3, 4)),
          Sample.smooth(new Softmax(), -2, 2, Shape.of(5)),
          Sample.smooth(new Softmax(), -2, 2, Shape.of(0, 3)),
          Sample.smooth(new Softmax(), -2, 2, Shape.of(2, 2, 3)),
          Sample.wrong(
              new Softmax(),
              "softmax: a single number has no axis to share out over",
              Tensor.scalar(DType.FLOAT32, 1)));
    }
  }

  /// The natural logarithm of softmax along the last axis, without overflow.
  record LogSoftmax() implements Fused {
    @Override
    public String name() {
      return "logSoftmax";
    }

    @Override
    public String formula() {
      return "x − ln Σ eˣ";
    }

    @Override
    public String derivative(int input) {
      return "δᵢⱼ − softmax(x)ⱼ";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      return lastAxis(name(), inputs[0]);
    }

    @Override
    public Tensor value(Tensor... inputs) {
      shape(inputs);
      return softmaxOfRows(inputs[0].requireFloating(name()), true);
    }

    @Override
    public Tensor composite(Tensor... inputs) {
      return inputs[0].sub(inputs[0].exp().sumKeeping(-1).log());
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return upstream.sub(output.exp().mul(upstream.sumKeeping(-1)));
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      Tensor t = Objects.requireNonNull(tangents[0]);
      return t.sub(output.exp().mul(t).sumKeeping(-1));
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new LogSoftmax(), -2, 2, Shape.of(3, 4)),
          Sample.smooth(new LogSoftmax(), -2, 2, Shape.of(5)),
          Sample.smooth(new LogSoftmax(), -2, 2, Shape.of(3, 0)),
          Sample.wrong(
              new LogSoftmax(),
              "logSoftmax: a single number has no axis to share out over",
              Tensor.scalar(DType.FLOAT32, 1)));
    }
  }

  /// The cross-entropy of each row: −Σ t · logSoftmax(z) for logits z and target probabilities t.
  record SoftmaxCrossEntropy() implements Fused {
    @Override
    public String name() {
      return "softmaxCrossEntropy";
    }

    @Override
    public String formula() {
      return "−Σ b · logSoftmax(a)";
    }

    @Override
    public String derivative(int input) {
      return input == 0 ? "softmax(a) · Σ b − b" : "−logSoftmax(a)";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      Shape logits = inputs[0].shape();
      if (logits.rank() != 2 || !logits.equals(inputs[1].shape())) {
        throw new ShapeException(
            "softmaxCrossEntropy: logits %s and targets %s must both be (rows, classes)"
                .formatted(logits, inputs[1].shape()));
      }
      return Shape.of(logits.length(0));
    }

    @Override
    public Tensor value(Tensor... inputs) {
      Tensor.requireSameFloating(name(), inputs);
      shape(inputs);
      Tensor logarithms = softmaxOfRows(inputs[0], true);
      return logarithms.mul(inputs[1].detach()).sum(1).neg();
    }

    @Override
    public Tensor composite(Tensor... inputs) {
      Tensor z = inputs[0];
      return z.sub(z.exp().sumKeeping(1).log()).mul(inputs[1]).sum(1).neg();
    }

    /// With respect to the logits: softmax(z) · Σt − t, which is p − t when the targets sum to 1.
    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      Tensor perRow = upstream.reshape(upstream.size(), 1);
      return local(input, inputs).mul(perRow);
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      Tensor[] terms = new Tensor[2];
      for (int i = 0; i < 2; i++) {
        Tensor tangent = tangents[i];
        if (tangent != null) {
          terms[i] = local(i, inputs).mul(tangent).sum(1);
        }
      }
      return Op.sum(terms);
    }

    private static Tensor local(int input, Tensor[] inputs) {
      Tensor z = inputs[0];
      Tensor targets = inputs[1];
      return input == 0
          ? z.softmax().mul(targets.sumKeeping(1)).sub(targets)
          : z.logSoftmax().neg();
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new SoftmaxCrossEntropy(), 0.1, 1, Shape.of(3, 4), Shape.of(3, 4)),
          Sample.smooth(new SoftmaxCrossEntropy(), 0.1, 1, Shape.of(0, 4), Shape.of(0, 4)),
          Sample.wrong(
              new SoftmaxCrossEntropy(),
              "softmaxCrossEntropy: logits (3, 4) and targets (3) must both be (rows, classes)",
              Tensor.zeros(Shape.of(3, 4)),
              Tensor.zeros(Shape.of(3))));
    }
  }

  /// The binary cross-entropy of each element: softplus(z) − z · t for logit z and target t in [0,
  /// 1].
  record SigmoidCrossEntropy() implements Fused {
    @Override
    public String name() {
      return "sigmoidCrossEntropy";
    }

    @Override
    public String formula() {
      return "−b ln σ(a) − (1 − b) ln(1 − σ(a))";
    }

    @Override
    public String derivative(int input) {
      return input == 0 ? "σ(a) − b" : "−a";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      if (!inputs[0].shape().equals(inputs[1].shape())) {
        throw new ShapeException(
            "sigmoidCrossEntropy: logits %s and targets %s must have one shape"
                .formatted(inputs[0].shape(), inputs[1].shape()));
      }
      return inputs[0].shape();
    }

    @Override
    public Tensor value(Tensor... inputs) {
      Tensor.requireSameFloating(name(), inputs);
      shape(inputs);
      Tensor z = inputs[0].detach();
      return z.softplus().sub(z.mul(inputs[1].detach()));
    }

    @Override
    public Tensor composite(Tensor... inputs) {
      Tensor p = inputs[0].sigmoid();
      Tensor t = inputs[1];
      Tensor opposite = t.neg().add(1).mul(p.neg().add(1).log());
      return t.mul(p.log()).add(opposite).neg();
    }

    private static Tensor local(int input, Tensor[] inputs) {
      return input == 0 ? inputs[0].sigmoid().sub(inputs[1]) : inputs[0].neg();
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return local(input, inputs).mul(upstream);
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      Tensor[] terms = new Tensor[2];
      for (int i = 0; i < 2; i++) {
        Tensor tangent = tangents[i];
        if (tangent != null) {
          terms[i] = local(i, inputs).mul(tangent);
        }
      }
      return Op.sum(terms);
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new SigmoidCrossEntropy(), 0.1, 0.9, Shape.of(3, 4), Shape.of(3, 4)),
          Sample.smooth(new SigmoidCrossEntropy(), 0.1, 0.9, Shape.of(), Shape.of()),
          Sample.smooth(new SigmoidCrossEntropy(), 0.1, 0.9, Shape.of(0), Shape.of(0)),
          Sample.at(new SigmoidCrossEntropy(), 1000, 0, 1000, 1, -1000),
          Sample.at(new SigmoidCrossEntropy(), -1000, 0, 0, 0, 1000),
          Sample.wrong(
              new SigmoidCrossEntropy(),
              "sigmoidCrossEntropy: logits (3, 1) and targets (3) must have one shape",
              Tensor.zeros(Shape.of(3, 1)),
              Tensor.zeros(Shape.of(3))));
    }
  }
}
