package dev.glassbox.tensor;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation against PyTorch: value, both modes and second order.
class GoldenOpsTest {
  private static final Map<String, Function<Tensor[], Tensor>> OPERATIONS =
      Map.ofEntries(
          entry("neg", x -> x[0].neg()),
          entry("abs", x -> x[0].abs()),
          entry("sign", x -> x[0].sign()),
          entry("step", x -> x[0].step()),
          entry("square", x -> x[0].square()),
          entry("sqrt", x -> x[0].sqrt()),
          entry("exp", x -> x[0].exp()),
          entry("expm1", x -> x[0].expm1()),
          entry("log", x -> x[0].log()),
          entry("log1p", x -> x[0].log1p()),
          entry("erf", x -> x[0].erf()),
          entry("sin", x -> x[0].sin()),
          entry("cos", x -> x[0].cos()),
          entry("tan", x -> x[0].tan()),
          entry("atan", x -> x[0].atan()),
          entry("relu", x -> x[0].relu()),
          entry("selu", x -> x[0].selu()),
          entry("sigmoid", x -> x[0].sigmoid()),
          entry("hardSigmoid", x -> x[0].hardSigmoid()),
          entry("tanh", x -> x[0].tanh()),
          entry("hardTanh", x -> x[0].hardTanh()),
          entry("softsign", x -> x[0].softsign()),
          entry("softplus", x -> x[0].softplus()),
          entry("silu", x -> x[0].silu()),
          entry("hardSwish", x -> x[0].hardSwish()),
          entry("mish", x -> x[0].mish()),
          entry("gelu", x -> x[0].gelu()),
          entry("clip", x -> x[0].clip(-1, 0.5)),
          entry("leakyRelu", x -> x[0].leakyRelu(0.125)),
          entry("generalizedRelu", x -> x[0].generalizedRelu(-0.5)),
          entry("elu", x -> x[0].elu(1.5)),
          entry("celu", x -> x[0].celu(1.5)),
          entry("power", x -> x[0].pow(2.5)),
          entry("cube", x -> x[0].pow(3)),
          entry("piecewiseLinear", x -> x[0].piecewiseLinear(x[1], x[2])),
          entry("prelu", x -> x[0].prelu(x[1])),
          entry("add", x -> x[0].add(x[1])),
          entry("sub", x -> x[0].sub(x[1])),
          entry("mul", x -> x[0].mul(x[1])),
          entry("div", x -> x[0].div(x[1])),
          entry("pow", x -> x[0].pow(x[1])),
          entry("maximum", x -> x[0].maximum(x[1])),
          entry("minimum", x -> x[0].minimum(x[1])),
          entry("greater", x -> x[0].greater(x[1])),
          entry("greaterEqual", x -> x[0].greaterEqual(x[1])),
          entry("less", x -> x[0].less(x[1])),
          entry("lessEqual", x -> x[0].lessEqual(x[1])),
          entry("equal", x -> x[0].equal(x[1])),
          entry("notEqual", x -> x[0].notEqual(x[1])),
          entry("outer", x -> x[0].outer(x[1])),
          entry("matmul", x -> x[0].matmul(x[1])),
          entry("solvePositiveDefinite", x -> x[0].solvePositiveDefinite(x[1])),
          entry("softmaxCrossEntropy", x -> x[0].softmaxCrossEntropy(x[1])),
          entry("sigmoidCrossEntropy", x -> x[0].sigmoidCrossEntropy(x[1])),
          entry("gather", x -> x[0].gather(x[1])),
          entry("maximumOfTies", x -> x[0].maximum(x[1])),
          entry("where", x -> Tensor.where(x[0], x[1], x[2])),
          entry("sum", x -> x[0].sum(0, 2)),
          entry("sumOfAll", x -> x[0].sum()),
          entry("mean", x -> x[0].mean(1)),
          entry("max", x -> x[0].max(1)),
          entry("maxOfTies", x -> x[0].max()),
          entry("min", x -> x[0].min(1, 2)),
          entry("maxout", x -> x[0].maxout(3)),
          entry("argmax", x -> x[0].argmax(1)),
          entry("prod", x -> x[0].prod(1)),
          entry("prodOfAll", x -> x[0].prod()),
          entry("prodWithZeros", x -> x[0].prod(1)),
          entry("cumsum", x -> x[0].cumsum(1)),
          entry("cumprod", x -> x[0].cumprod(1)),
          entry("cumprodWithZeros", x -> x[0].cumprod(1)),
          entry("variance", x -> x[0].variance(0, 2)),
          entry("sampleVariance", x -> x[0].sampleVariance()),
          entry("standardDeviation", x -> x[0].standardDeviation(1)),
          entry("sampleStandardDeviation", x -> x[0].sampleStandardDeviation(1)),
          entry("norm", x -> x[0].norm(0, 2)),
          entry("pNormOfOne", x -> x[0].pNorm(1, 1)),
          entry("pNormOfThree", x -> x[0].pNorm(3, 1)),
          entry("pNormOfInfinity", x -> x[0].pNorm(Double.POSITIVE_INFINITY, 1)),
          entry("logSumExp", x -> x[0].logSumExp(0, 2)),
          entry("softmax", x -> x[0].softmax()),
          entry("softmaxOfFirstAxis", x -> x[0].softmax(0)),
          entry("logSoftmax", x -> x[0].logSoftmax()),
          entry("matmulTransposed", x -> x[0].matmul(x[1], true, true)),
          entry("matmulOfBatches", x -> x[0].matmul(x[1])),
          entry("cholesky", x -> x[0].cholesky()),
          entry("choleskyOfBatches", x -> x[0].cholesky()),
          entry("solveTriangularLower", x -> x[0].solveTriangular(Triangle.LOWER, x[1])),
          entry("solveTriangularUpper", x -> x[0].solveTriangular(Triangle.UPPER, x[1])),
          entry("solveTriangularTransposed", x -> x[0].solveTriangular(Triangle.LOWER, true, x[1])),
          entry("reshape", x -> x[0].reshape(2, 6)),
          entry("transpose", x -> x[0].transpose(2, 0, 1)),
          entry("broadcastTo", x -> x[0].broadcastTo(Shape.of(2, 3, 4))),
          entry("slice", x -> x[0].slice(1, 1, 3)),
          entry("pad", x -> x[0].pad(1, 1, 2)),
          entry("concat", x -> Tensor.concat(1, x)),
          entry("to", x -> x[0].to(DType.FLOAT32).to(DType.FLOAT64)),
          entry("scatter", x -> Tensor.apply(new Indexing.Scatter(4), x[0], x[1])),
          entry("oneHot", x -> x[0].oneHot(4, DType.FLOAT64)),
          entry("argsort", x -> x[0].argsort(0)),
          entry("argsortOfTies", x -> x[0].argsort(0, true)),
          entry("sort", x -> x[0].sort(1).values()),
          entry("sortDescending", x -> x[0].sort(0, true).values()),
          entry("topK", x -> x[0].topK(2, 1).values()),
          entry("topKIndices", x -> x[0].topK(2, 0).indices()));

  /// Dropout is drawn by chance, so there is nothing to compare. The identity and a checkpoint
  /// compute nothing of their own.
  private static final Set<String> WITHOUT_GOLDEN =
      Set.of("dropout", "identity", "checkpoint", "within");

  /// Methods of a tensor that compute nothing, or under another name what has a golden.
  private static final Set<String> NO_OPERATION =
      Set.of("trainable", "buffer", "detach", "rows", "sumKeeping", "meanKeeping", "requireWithin");

  private static Function<Tensor[], Tensor> operation(Goldens.Case golden) {
    String name = golden.name();
    if (name.startsWith("einsum ")) {
      return x -> Tensor.einsum(name.substring("einsum ".length()), x);
    }
    return Objects.requireNonNull(OPERATIONS.get(name), name);
  }

  static List<Goldens.Case> cases() {
    return Goldens.read("ops.txt");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesInDoublePrecision(Goldens.Case golden) {
    new Oracle(golden, operation(golden), DType.FLOAT64).check(1e-10);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesInSinglePrecision(Goldens.Case golden) {
    new Oracle(golden, operation(golden), DType.FLOAT32).check(1e-5);
  }

  @Test
  void everyOperationHasAGolden() {
    Set<String> compared =
        cases().stream()
            .map(golden -> operation(golden).apply(tracked(golden)))
            .flatMap(result -> result.op().stream())
            .map(Op::name)
            .collect(Collectors.toSet());
    compared.addAll(cases().stream().map(Goldens.Case::name).toList());
    Set<String> all =
        Operations.all().stream()
            .flatMap(operation -> Operations.samples(operation).stream())
            .map(sample -> sample.op().name())
            .collect(Collectors.toSet());
    all.removeAll(WITHOUT_GOLDEN);
    assertThat(compared).containsAll(all);
  }

  @Test
  void everyMethodOfATensorThatComputesHasAGolden() {
    List<String> cases = cases().stream().map(Goldens.Case::name).toList();
    List<String> without =
        Arrays.stream(Tensor.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()) && isComputed(method))
            .map(Method::getName)
            .distinct()
            .filter(name -> !WITHOUT_GOLDEN.contains(name) && !NO_OPERATION.contains(name))
            .filter(name -> cases.stream().noneMatch(golden -> golden.startsWith(name)))
            .toList();
    assertThat(without).isEmpty();
  }

  /// Whether a tensor comes out and a tensor goes in.
  private static boolean isComputed(Method method) {
    boolean gives =
        method.getReturnType() == Tensor.class || method.getReturnType() == Sorted.class;
    boolean takes =
        !Modifier.isStatic(method.getModifiers())
            || Arrays.stream(method.getParameterTypes())
                .anyMatch(type -> type == Tensor.class || type == Tensor[].class);
    return gives && takes;
  }

  private static Tensor[] tracked(Goldens.Case golden) {
    Tensor[] inputs = golden.all("input");
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i].dtype().isFloating()) {
        inputs[i] = inputs[i].trainable();
      }
    }
    return inputs;
  }
}
