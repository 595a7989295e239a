package dev.glassbox.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.BatchNorm;
import dev.glassbox.nn.BinaryCrossEntropy;
import dev.glassbox.nn.Checkpoint;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Dropout;
import dev.glassbox.nn.Embedding;
import dev.glassbox.nn.Huber;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.LayerNorm;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.MeanAbsoluteError;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adadelta;
import dev.glassbox.optim.Adagrad;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.AdamW;
import dev.glassbox.optim.GradientClip;
import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.RmsProp;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A training by programs must give the bits of the same training operation by operation: every
/// loss, every weight and every buffer after every step.
class RecordedTrainingTest {
  private static final int STEPS = 12;
  private static final Loss CLASSES = CrossEntropy.smoothed(0.1);

  private static Linear linear(int in, int out, DType dtype, Rng rng) {
    return Linear.of(in, out, Initializer.heNormal(), dtype, rng);
  }

  private static Layer network(DType dtype) {
    Rng rng = Rng.seed(5);
    return Sequential.of(linear(6, 9, dtype, rng), Activation.RELU, linear(9, 3, dtype, rng));
  }

  static Stream<Arguments> optimizers() {
    return Stream.of(
            Sgd.of(0.1),
            Sgd.of(0.1).withWeightDecay(0.01),
            Sgd.of(0.1).withMomentum(0.9),
            Sgd.of(0.1).withMomentum(new Sgd.HeavyBall(0.9, 0.5)),
            Sgd.of(0.1).withNesterov(0.9).withWeightDecay(0.01),
            Sgd.of(0.1).withAveraging(0.9),
            Adam.of(0.01),
            Adam.of(0.01).withWeightDecay(0.1),
            AdamW.of(0.01),
            RmsProp.of(0.01),
            RmsProp.of(0.01).withCentered(true).withMomentum(0.5),
            Adagrad.of(0.1).withLearningRateDecay(0.01),
            Adadelta.of(1).withWeightDecay(0.01))
        .flatMap(
            optimizer ->
                Stream.of(
                    Arguments.of(optimizer, DType.FLOAT32),
                    Arguments.of(optimizer, DType.FLOAT64)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimiserTakesTheSameWay(Optimizer optimizer, DType dtype) {
    assertSameWay(
        optimizer, GradientClip.none(), CLASSES, () -> network(dtype), batches(dtype, true));
  }

  static Stream<GradientClip> clips() {
    return Stream.of(GradientClip.byNorm(0.1), GradientClip.byNorm(50), GradientClip.byValue(0.02));
  }

  @ParameterizedTest
  @MethodSource("clips")
  void limitedGradientsTakeTheSameWay(GradientClip clip) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      assertSameWay(Adam.of(0.01), clip, CLASSES, () -> network(dtype), batches(dtype, true));
    }
  }

  static Stream<Loss> losses() {
    return Stream.of(
        new MeanSquaredError(),
        new MeanAbsoluteError(),
        new Huber(0.3),
        new BinaryCrossEntropy(),
        new BinaryCrossEntropy(3, 0.1));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void everyLossOfNumbersTakesTheSameWay(Loss loss) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      assertSameWay(
          Adam.of(0.01), GradientClip.none(), loss, () -> network(dtype), batches(dtype, false));
    }
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("dropout", (Function<DType, Layer>) RecordedTrainingTest::dropout),
        Arguments.of("batch norm", (Function<DType, Layer>) RecordedTrainingTest::batchNorm),
        Arguments.of("layer norm", (Function<DType, Layer>) RecordedTrainingTest::layerNorm),
        Arguments.of("frozen", (Function<DType, Layer>) RecordedTrainingTest::frozen),
        Arguments.of("one layer twice", (Function<DType, Layer>) RecordedTrainingTest::shared),
        Arguments.of("an idle layer", (Function<DType, Layer>) RecordedTrainingTest::idle),
        Arguments.of("checkpoint", (Function<DType, Layer>) RecordedTrainingTest::checkpoint));
  }

  private static Layer dropout(DType dtype) {
    Rng rng = Rng.seed(6);
    return Sequential.of(
        new Dropout(0.2),
        linear(6, 9, dtype, rng),
        Activation.SILU,
        new Dropout(0.5),
        linear(9, 3, dtype, rng));
  }

  private static Layer batchNorm(DType dtype) {
    Rng rng = Rng.seed(7);
    BatchNorm norm = BatchNorm.of(9, dtype);
    return Sequential.of(
        linear(6, 9, dtype, rng), norm, Activation.TANH, norm, linear(9, 3, dtype, rng));
  }

  private static Layer layerNorm(DType dtype) {
    Rng rng = Rng.seed(8);
    return Sequential.of(
        linear(6, 9, dtype, rng),
        LayerNorm.of(9, dtype),
        Activation.GELU,
        linear(9, 3, dtype, rng));
  }

  private static Layer frozen(DType dtype) {
    Rng rng = Rng.seed(9);
    return Sequential.of(
        Layer.frozen(Sequential.of(linear(6, 9, dtype, rng), BatchNorm.of(9, dtype))),
        Activation.RELU,
        linear(9, 3, dtype, rng));
  }

  private static Layer shared(DType dtype) {
    Rng rng = Rng.seed(10);
    Linear twice = linear(6, 6, dtype, rng);
    return Sequential.of(twice, Activation.TANH, twice, linear(6, 3, dtype, rng));
  }

  /// A layer that has no part in the loss.
  private record Idle(Layer used, Layer idle) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return used.apply(x);
    }
  }

  private static Layer idle(DType dtype) {
    return new Idle(network(dtype), linear(3, 3, dtype, Rng.seed(11)));
  }

  /// This cannot be recorded, and what was drawn before that is found out must be drawn again.
  private static Layer checkpoint(DType dtype) {
    return Sequential.of(new Dropout(0.3), new Checkpoint(dropout(dtype)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void everyKindOfLayerTakesTheSameWay(String name, Function<DType, Layer> model) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      assertSameWay(
          AdamW.of(0.01),
          GradientClip.byNorm(1),
          new CrossEntropy().withClassWeights(1, 2, 0.5),
          () -> model.apply(dtype),
          batches(dtype, true));
    }
  }

  /// Numbers for codes, three a row.
  private record Codes(Embedding embedding, Linear scores) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return scores.apply(embedding.apply(x).reshape(x.shape().length(0), 6));
    }
  }

  private static Layer codes() {
    return new Codes(Embedding.of(5, 2, Rng.seed(1)), Linear.of(6, 3, Rng.seed(2)));
  }

  @Test
  void embeddingsTakeTheSameWay() {
    List<Examples> batches =
        IntStream.range(0, STEPS)
            .mapToObj(i -> new Examples(whole(3, 5, i).reshape(rows(i), 3), whole(1, 3, i)))
            .toList();
    assertSameWay(
        Adam.of(0.1), GradientClip.byNorm(1), CLASSES, RecordedTrainingTest::codes, batches);
  }

  /// Every fourth batch is a smaller one.
  private static int rows(int batch) {
    return batch % 4 == 3 ? 3 : 8;
  }

  /// So many whole numbers a row, below a bound.
  private static Tensor whole(int aRow, int bound, int batch) {
    Rng rng = Rng.seed(100 + batch);
    long[] numbers =
        IntStream.range(0, rows(batch) * aRow).mapToLong(i -> rng.nextInt(bound)).toArray();
    return Tensor.of(Shape.of(numbers.length), numbers);
  }

  private static List<Examples> batches(DType dtype, boolean classes) {
    return IntStream.range(0, STEPS)
        .mapToObj(
            i -> {
              Rng rng = Rng.seed(i);
              Tensor inputs = Tensor.normal(rng, Shape.of(rows(i), 6), 0, 1, dtype);
              Tensor targets =
                  classes ? whole(1, 3, i) : Tensor.uniform(rng, Shape.of(rows(i), 3), 0, 1, dtype);
              return new Examples(inputs, targets);
            })
        .toList();
  }

  private static void assertSameWay(
      Optimizer optimizer,
      GradientClip clip,
      Loss loss,
      Supplier<Layer> model,
      List<Examples> batches) {
    Layer recorded = model.get();
    Layer plain = model.get();
    TrainingStep byProgram = TrainingStep.of(recorded, loss, optimizer).withClip(clip);
    TrainingStep byOperation =
        TrainingStep.of(plain, loss, optimizer).withClip(clip).withoutPrograms();
    for (int i = 0; i < batches.size(); i++) {
      Tensor inputs = batches.get(i).inputs();
      Tensor targets = batches.get(i).targets();
      double rate = optimizer.learningRate() / (1 + i / 3);
      double expected = byOperation.take(inputs, targets, rate);
      assertThat(byProgram.take(inputs, targets, rate)).as("loss %d", i).isEqualTo(expected);
      assertThat(byProgram.gradientNorm()).isEqualTo(byOperation.gradientNorm());
      assertThat(numbers(recorded)).as("after step %d", i).isEqualTo(numbers(plain));
    }
  }

  private static Map<String, List<Double>> numbers(Layer model) {
    Map<String, List<Double>> numbers = new LinkedHashMap<>();
    model
        .state()
        .forEach(
            (name, tensor) ->
                numbers.put(name, Arrays.stream(tensor.toDoubleArray()).boxed().toList()));
    return numbers;
  }
}
