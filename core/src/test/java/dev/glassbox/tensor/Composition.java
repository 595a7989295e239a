package dev.glassbox.tensor;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A function of tensors written as a list of steps `operation(arguments) operands`. Operands are
/// numbered: first the inputs, then the steps; the last step is the result.
record Composition(List<Step> steps) {
  private static final Pattern STEP = Pattern.compile("([A-Za-z0-9]+)\\((.*)\\) ([0-9 ]+)");

  /// One operation on earlier values.
  record Step(String operation, Arguments arguments, int[] operands) {}

  /// What stands in the brackets.
  record Arguments(String text) {
    private String[] words() {
      return text.isEmpty() ? new String[0] : text.split(",");
    }

    double number(int i) {
      return Double.parseDouble(words()[i]);
    }

    int whole(int i) {
      return Integer.parseInt(words()[i]);
    }

    int[] wholes() {
      return Arrays.stream(words()).mapToInt(Integer::parseInt).toArray();
    }
  }

  private static final Map<String, BiFunction<Tensor[], Arguments, Tensor>> OPERATIONS =
      Map.ofEntries(
          // Elementwise, with one operand.
          entry("abs", (x, a) -> x[0].abs()),
          entry("atan", (x, a) -> x[0].atan()),
          entry("celu", (x, a) -> x[0].celu(a.number(0))),
          entry("clip", (x, a) -> x[0].clip(a.number(0), a.number(1))),
          entry("cos", (x, a) -> x[0].cos()),
          entry("elu", (x, a) -> x[0].elu(a.number(0))),
          entry("erf", (x, a) -> x[0].erf()),
          entry("exp", (x, a) -> x[0].exp()),
          entry("expm1", (x, a) -> x[0].expm1()),
          entry("gelu", (x, a) -> x[0].gelu()),
          entry("hardSigmoid", (x, a) -> x[0].hardSigmoid()),
          entry("hardSwish", (x, a) -> x[0].hardSwish()),
          entry("hardTanh", (x, a) -> x[0].hardTanh()),
          entry("leakyRelu", (x, a) -> x[0].leakyRelu(a.number(0))),
          entry("log", (x, a) -> x[0].log()),
          entry("log1p", (x, a) -> x[0].log1p()),
          entry("mish", (x, a) -> x[0].mish()),
          entry("neg", (x, a) -> x[0].neg()),
          entry("plus", (x, a) -> x[0].add(a.number(0))),
          entry("power", (x, a) -> x[0].pow(a.number(0))),
          entry("relu", (x, a) -> x[0].relu()),
          entry("selu", (x, a) -> x[0].selu()),
          entry("sigmoid", (x, a) -> x[0].sigmoid()),
          entry("silu", (x, a) -> x[0].silu()),
          entry("sin", (x, a) -> x[0].sin()),
          entry("softplus", (x, a) -> x[0].softplus()),
          entry("softsign", (x, a) -> x[0].softsign()),
          entry("sqrt", (x, a) -> x[0].sqrt()),
          entry("square", (x, a) -> x[0].square()),
          entry("tan", (x, a) -> x[0].tan()),
          entry("tanh", (x, a) -> x[0].tanh()),
          entry("times", (x, a) -> x[0].mul(a.number(0))),
          // Elementwise, with two operands.
          entry("add", (x, a) -> x[0].add(x[1])),
          entry("div", (x, a) -> x[0].div(x[1])),
          entry("maximum", (x, a) -> x[0].maximum(x[1])),
          entry("minimum", (x, a) -> x[0].minimum(x[1])),
          entry("mul", (x, a) -> x[0].mul(x[1])),
          entry("pow", (x, a) -> x[0].pow(x[1])),
          entry("prelu", (x, a) -> x[0].prelu(x[1])),
          entry("sub", (x, a) -> x[0].sub(x[1])),
          entry("whereAbove", (x, a) -> Tensor.where(x[0].greater(a.number(0)), x[0], x[1])),
          // Along an axis.
          entry("cumprod", (x, a) -> x[0].cumprod(a.whole(0))),
          entry("cumsum", (x, a) -> x[0].cumsum(a.whole(0))),
          entry("logSoftmax", (x, a) -> x[0].logSoftmax(a.whole(0))),
          entry("logSumExp", (x, a) -> x[0].logSumExp(a.whole(0))),
          entry("max", (x, a) -> x[0].max(a.whole(0))),
          entry("mean", (x, a) -> x[0].mean(a.whole(0))),
          entry("min", (x, a) -> x[0].min(a.whole(0))),
          entry("norm", (x, a) -> x[0].norm(a.whole(0))),
          entry("prod", (x, a) -> x[0].prod(a.whole(0))),
          entry("sampleStandardDeviation", (x, a) -> x[0].sampleStandardDeviation(a.whole(0))),
          entry("softmax", (x, a) -> x[0].softmax(a.whole(0))),
          entry("sort", (x, a) -> x[0].sort(a.whole(0)).values()),
          entry("sum", (x, a) -> x[0].sum(a.whole(0))),
          entry("topK", (x, a) -> x[0].topK(a.whole(0), a.whole(1)).values()),
          entry("variance", (x, a) -> x[0].variance(a.whole(0))),
          // Arrangement.
          entry("broadcastTo", (x, a) -> x[0].broadcastTo(Shape.of(a.wholes()))),
          entry("concat", (x, a) -> Tensor.concat(a.whole(0), x)),
          entry("gather", (x, a) -> x[0].gather(places(a.wholes()))),
          entry("pad", (x, a) -> x[0].pad(a.whole(0), a.whole(1), a.whole(2))),
          entry("reshape", (x, a) -> x[0].reshape(Shape.of(a.wholes()))),
          entry("slice", (x, a) -> x[0].slice(a.whole(0), a.whole(1), a.whole(2))),
          entry("transpose", (x, a) -> x[0].transpose(a.wholes())),
          // Products.
          entry("cholesky", (x, a) -> x[0].cholesky()),
          entry("einsum", (x, a) -> Tensor.einsum(a.text(), x)),
          entry("gram", (x, a) -> x[0].matmul(x[0], false, true).add(identity(x[0]))),
          entry("matmul", (x, a) -> x[0].matmul(x[1])),
          entry("matmulTransposed", (x, a) -> x[0].matmul(x[1], false, true)),
          entry("outer", (x, a) -> x[0].outer(x[1])),
          entry("solvePositiveDefinite", (x, a) -> x[0].solvePositiveDefinite(x[1])),
          entry(
              "solveTriangular", (x, a) -> x[0].solveTriangular(Triangle.valueOf(a.text()), x[1])));

  /// Reads the lines of a golden.
  static Composition of(List<String> lines) {
    return new Composition(lines.stream().map(Composition::step).toList());
  }

  private static Step step(String line) {
    Matcher parts = STEP.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no step: " + line);
    }
    int[] operands = Arrays.stream(parts.group(3).split(" ")).mapToInt(Integer::parseInt).toArray();
    return new Step(parts.group(1), new Arguments(parts.group(2)), operands);
  }

  /// Takes all steps.
  Tensor apply(Tensor... inputs) {
    List<Tensor> values = new ArrayList<>(List.of(inputs));
    for (Step step : steps) {
      Tensor[] operands = IntStream.of(step.operands).mapToObj(values::get).toArray(Tensor[]::new);
      values.add(
          Objects.requireNonNull(OPERATIONS.get(step.operation), step.operation)
              .apply(operands, step.arguments));
    }
    return values.getLast();
  }

  private static Tensor places(int... rows) {
    return Tensor.of(Shape.of(rows.length), IntStream.of(rows).asLongStream().toArray());
  }

  private static Tensor identity(Tensor like) {
    int n = like.shape().length(0);
    return places(IntStream.range(0, n).toArray()).oneHot(n, like.dtype());
  }
}
