package dev.glassbox.tensor;

import static dev.glassbox.tensor.Close.assertClose;
import static dev.glassbox.tensor.Close.dot;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What must hold for an operation around inputs where it is smooth.
///
/// Derivatives are checked along one random direction v: with h = ∛ε the central difference (f(x +
/// hv) − f(x − hv)) / 2h is off by about h² ≈ 4·10⁻¹¹ of the function's third derivative, so 10⁻⁸
/// leaves room for that and finds any wrong rule.
record SmoothContract(Sample.Smooth sample) {
  private static final double STEP = Math.cbrt(Math.ulp(1.0));
  private static final double BY_DIFFERENCE = 1e-8;
  private static final double BY_ALGEBRA = 1e-12;
  private static final double SINGLE_PRECISION = 2e-5;

  private Op op() {
    return sample.op();
  }

  private Tensor[] inputs() {
    return sample.inputs().toArray(Tensor[]::new);
  }

  /// The numbers of the inputs that can vary.
  private int[] varying() {
    return IntStream.range(0, inputs().length)
        .filter(i -> inputs()[i].dtype().isFloating())
        .toArray();
  }

  private Tensor random(int seed, Shape shape) {
    return Tensor.uniform(Rng.seed(seed), shape, -1, 1, DType.FLOAT64);
  }

  /// A direction for input i, chosen once for this sample.
  private Tensor direction(int i) {
    return random(100 + i, inputs()[i].shape());
  }

  /// The upstream gradient, chosen once for this sample.
  private Tensor upstream() {
    return random(99, op().shape(inputs()));
  }

  /// The inputs, with input `moved` shifted by h times its direction.
  private Tensor[] shifted(int moved, double h) {
    Tensor[] inputs = inputs();
    inputs[moved] = inputs[moved].add(direction(moved).mul(h));
    return inputs;
  }

  void theShapeRuleTellsTheShapeOfTheValue() {
    assertThat(op().value(inputs()).shape()).isEqualTo(op().shape(inputs()));
  }

  void theSameInputsGiveTheSameBits() {
    assertThat(op().value(inputs()).toDoubleArray())
        .isEqualTo(op().value(inputs()).toDoubleArray());
  }

  void theValueRemembersNothing() {
    Tensor[] leaves = leaves();
    assertThat(op().value(leaves).isTracked()).as("a bare value is tracked").isFalse();
  }

  void itReadsInputsThatBeginInTheMiddleOfAnArray() {
    Tensor[] views = inputs();
    for (int i = 0; i < views.length; i++) {
      Tensor flat = views[i].reshape(views[i].size());
      Tensor longer = Tensor.concat(0, Tensor.zeros(Shape.of(3), flat.dtype()), flat, flat);
      views[i] = longer.slice(0, 3, 3 + flat.size()).reshape(views[i].shape());
    }
    assertThat(op().value(views).toDoubleArray()).isEqualTo(op().value(inputs()).toDoubleArray());
    if (op().differentiable()) {
      for (int i : varying()) {
        assertClose(vjp(i, views), vjp(i, inputs()), 0, "gradient for input " + i + " of a view");
      }
    }
  }

  void noGradientPassesWhereItIsNotDifferentiable() {
    Tensor[] leaves = leaves();
    Tensor output = Tensor.apply(op(), leaves);
    assertThat(output.isTracked()).as("the result is tracked").isFalse();
    for (int i : varying()) {
      assertThat(vjp(i, inputs()).toDoubleArray()).as("vjp for input %d", i).containsOnly(zeros(i));
      assertThat(vjp(i, inputs()).shape()).isEqualTo(inputs()[i].shape());
      assertThat(jvp(i).toDoubleArray())
          .as("jvp for input %d", i)
          .isEqualTo(new double[output.size()]);
    }
  }

  private double[] zeros(int input) {
    return new double[inputs()[input].size()];
  }

  void reverseModeFollowsTheFiniteDifference() {
    for (int i : varying()) {
      Tensor gradient = vjp(i, inputs());
      assertThat(gradient.shape()).as("gradient's shape").isEqualTo(inputs()[i].shape());
      assertThat(gradient.dtype()).as("gradient's type").isEqualTo(inputs()[i].dtype());
      double numeric =
          (dot(upstream(), op().value(shifted(i, STEP)))
                  - dot(upstream(), op().value(shifted(i, -STEP))))
              / (2 * STEP);
      assertClose(dot(gradient, direction(i)), numeric, BY_DIFFERENCE, "derivative by input " + i);
    }
  }

  void forwardModeIsTheTransposeOfReverseMode() {
    double reverse = 0;
    @Nullable Tensor[] tangents = new Tensor[inputs().length];
    for (int i : varying()) {
      double one = dot(vjp(i, inputs()), direction(i));
      assertClose(dot(upstream(), jvp(i)), one, BY_ALGEBRA, "⟨Jv, u⟩ against ⟨v, Jᵀu⟩, input " + i);
      tangents[i] = direction(i);
      reverse += one;
    }
    Tensor[] inputs = inputs();
    Tensor forward = op().jvp(inputs, op().value(inputs), tangents);
    assertThat(forward.shape()).as("tangent's shape").isEqualTo(op().shape(inputs));
    assertClose(dot(upstream(), forward), reverse, BY_ALGEBRA, "all inputs together");
  }

  private Tensor vjp(int input, Tensor[] inputs) {
    return op().vjp(input, inputs, op().value(inputs), upstream());
  }

  private Tensor jvp(int input) {
    @Nullable Tensor[] tangents = new Tensor[inputs().length];
    tangents[input] = direction(input);
    return op().jvp(inputs(), op().value(inputs()), tangents);
  }

  /// Differentiates s(x, u) = Σᵢ ⟨Jᵢᵀu, vᵢ⟩ through the graph and by finite differences, and then
  /// forward mode's ⟨u, Jv⟩, which is the same number, through the graph.
  void theDerivativeHasTheRightDerivative() {
    Tensor[] leaves = leaves();
    Tensor upstream = upstream().trainable();
    Tensor output = Tensor.apply(op(), leaves);
    Gradients first = output.vjp(upstream, varyingOf(leaves));
    List<Tensor> terms = new ArrayList<>();
    @Nullable Tensor[] directions = new Tensor[leaves.length];
    for (int i : varying()) {
      terms.add(first.of(leaves[i]).mul(direction(i)).sum());
      directions[i] = direction(i);
    }
    Tensor reverse = Op.sum(terms.toArray(Tensor[]::new));
    Tensor forward = op().jvp(leaves, output, directions).mul(upstream).sum();
    Gradients byReverse = Gradients.reverse(reverse, reverse.onesLike(), false);
    Gradients byForward = Gradients.reverse(forward, forward.onesLike(), false);
    for (int i : varying()) {
      double numeric = (slope(i, STEP) - slope(i, -STEP)) / (2 * STEP);
      Tensor second = byReverse.of(leaves[i]);
      assertClose(
          dot(second, direction(i)), numeric, BY_DIFFERENCE, "second derivative by input " + i);
      assertClose(byForward.of(leaves[i]), second, BY_ALGEBRA, "forward then reverse, input " + i);
    }
    assertClose(
        byReverse.of(upstream),
        op().jvp(inputs(), op().value(inputs()), directions),
        BY_ALGEBRA,
        "derivative by the upstream gradient");
  }

  /// s at inputs of which one is shifted.
  private double slope(int moved, double h) {
    Tensor[] inputs = shifted(moved, h);
    return IntStream.of(varying()).mapToDouble(i -> dot(vjp(i, inputs), direction(i))).sum();
  }

  private Tensor[] leaves() {
    Tensor[] leaves = inputs();
    for (int i : varying()) {
      leaves[i] = leaves[i].trainable();
    }
    return leaves;
  }

  private Tensor[] varyingOf(Tensor[] leaves) {
    return IntStream.of(varying()).mapToObj(i -> leaves[i]).toArray(Tensor[]::new);
  }

  void singlePrecisionAgreesWithDouble() {
    Tensor[] single = inputs();
    for (int i : varying()) {
      single[i] = single[i].to(DType.FLOAT32);
    }
    Tensor output = op().value(single);
    assertClose(output, op().value(inputs()), SINGLE_PRECISION, "value in FLOAT32");
    if (op().differentiable()) {
      for (int i : varying()) {
        Tensor gradient = op().vjp(i, single, output, upstream().to(output.dtype()));
        assertClose(
            gradient, vjp(i, inputs()), SINGLE_PRECISION, "gradient in FLOAT32, input " + i);
      }
    }
  }

  void fusedAgreesWithItsComposite(Fused fused) {
    Tensor[] leaves = leaves();
    Tensor composite = fused.composite(leaves);
    assertClose(fused.value(inputs()), composite, BY_ALGEBRA, "value");
    Gradients gradients = composite.vjp(upstream(), varyingOf(leaves));
    for (int i : varying()) {
      assertClose(vjp(i, inputs()), gradients.of(leaves[i]), BY_ALGEBRA, "gradient, input " + i);
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.stream(inputs()).map(t -> t.dtype() + "" + t.shape()).toArray());
  }
}
