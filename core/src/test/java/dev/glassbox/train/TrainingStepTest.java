package dev.glassbox.train;

import static dev.glassbox.train.Probes.bits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.GradientClip;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Probes.MeanOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrainingStepTest {
  /// One weight, y = w x, and how often it was applied.
  private record Counted(Tensor weight, AtomicInteger calls) implements Layer {
    static Counted of(double weight) {
      return new Counted(Tensor.of(weight).trainable(), new AtomicInteger());
    }

    @Override
    public Tensor apply(Tensor x) {
      calls.incrementAndGet();
      return x.mul(weight);
    }
  }

  private static Tensor column(double... numbers) {
    return Tensor.of(numbers).reshape(numbers.length, 1);
  }

  @Test
  void aStepGoesDownTheGradientAndTellsTheLossBefore() {
    Counted model = Counted.of(3);
    TrainingStep step = TrainingStep.of(model, new MeanSquaredError(), Sgd.of(0.25));

    // The loss is (w − 1)², whose gradient is 2 (w − 1).
    assertThat(step.take(column(1), column(1))).isEqualTo(4);
    assertThat(model.weight().item()).isEqualTo(2);
    assertThat(step.take(column(1), column(1))).isEqualTo(1);
    assertThat(step.take(column(1), column(1), 0.125)).isEqualTo(0.25);
    assertThat(step.take(column(1), column(0))).isEqualTo(1.375 * 1.375);
    assertThat(step.steps()).isEqualTo(4);
  }

  @Test
  void fromTheThirdBatchOfAShapeOnTheModelIsNotCalledAgain() {
    Counted model = Counted.of(3);
    TrainingStep step = TrainingStep.of(model, new MeanOutput(), Sgd.of(0.25));
    for (int i = 0; i < 10; i++) {
      step.take(column(i), column(0));
      step.take(column(1, 2), column(0, 0));
    }
    assertThat(model.calls()).hasValue(4);
    assertThat(step.steps()).isEqualTo(20);
  }

  @Test
  void withoutProgramsTheModelIsCalledForEveryStep() {
    Counted model = Counted.of(3);
    TrainingStep step = TrainingStep.of(model, new MeanOutput(), Sgd.of(0.25)).withoutPrograms();
    for (int i = 0; i < 10; i++) {
      step.take(column(i), column(0));
    }
    assertThat(model.calls()).hasValue(10);
  }

  @Test
  void batchesOfEverNewShapesAreNotAllKept() {
    Counted model = Counted.of(1);
    TrainingStep step = TrainingStep.of(model, new MeanOutput(), Sgd.of(0));
    for (int round = 0; round < 3; round++) {
      for (int rows = 1; rows <= 10; rows++) {
        step.take(column(new double[rows]), column(new double[rows]));
      }
    }
    assertThat(model.calls()).hasValue(10 + 10 + 2);
  }

  @Test
  void aBufferIsReadWhereItLies() {
    Counted model = Counted.of(3);
    TrainingStep step = TrainingStep.of(model, new MeanOutput(), Sgd.of(0));
    Tensor inputs = column(1).buffer();
    Tensor targets = column(0);
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      inputs.assign(i);
      losses.add(step.take(inputs, targets));
    }
    assertThat(losses).containsExactly(0.0, 3.0, 6.0, 9.0);

    step.take(column(7), targets);
    step.take(column(7), targets);
    assertThat(step.take(column(8), targets)).isEqualTo(24);
    assertThat(inputs.item()).as("the caller's buffer").isEqualTo(3);
    assertThat(step.take(inputs, targets)).isEqualTo(9);
  }

  @Test
  void aLossThatIsNoNumberMovesNothing() {
    Counted model = Counted.of(3);
    TrainingStep step = TrainingStep.of(model, new MeanSquaredError(), Adam.of(0.25));
    for (double input : new double[] {1, Double.NaN, 1, Double.NaN, 1, Double.POSITIVE_INFINITY}) {
      double before = model.weight().item();
      double loss = step.take(column(input), column(1));
      assertThat(Double.isFinite(loss)).isEqualTo(input == 1);
      assertThat(model.weight().item() == before).isEqualTo(input != 1);
    }
    assertThat(step.steps()).isEqualTo(3);
  }

  @Test
  void snapshotsKeepTheirNumbersAndTheModelItsLeaves() {
    Counted model = Counted.of(3);
    TrainingStep step = TrainingStep.of(model, new MeanOutput(), Sgd.of(0.25));
    List<Tensor> snapshots = new ArrayList<>();
    Tensor probe = column(2);
    List<Double> outputs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      step.take(column(1), column(0));
      snapshots.add(model.parameters().getFirst().detach());
      outputs.add(model.apply(probe).item());
    }
    assertThat(snapshots.stream().map(Tensor::item)).containsExactly(2.75, 2.5, 2.25, 2.0);
    assertThat(outputs).containsExactly(5.5, 5.0, 4.5, 4.0);
  }

  @Test
  void weightsThatAreSetBetweenStepsAreTrainedOn() {
    Counted model = Counted.of(3);
    TrainingStep step = TrainingStep.of(model, new MeanOutput(), Sgd.of(0.25));
    for (int i = 0; i < 3; i++) {
      step.take(column(1), column(0));
    }
    model.weight().assign(Tensor.of(100));
    assertThat(step.take(column(1), column(0))).isEqualTo(100);
    assertThat(model.weight().item()).isEqualTo(99.75);
  }

  /// A layer that decides by its numbers, which a program cannot.
  private record Looking(Tensor weight) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x.sum().item() > 2 ? x.mul(weight) : x.mul(weight).neg();
    }
  }

  @Test
  void whatLooksAtNumbersIsTrainedOperationByOperation() {
    Looking model = new Looking(Tensor.of(1).trainable());
    TrainingStep step = TrainingStep.of(model, new MeanOutput(), Sgd.of(1));
    List<Double> losses = new ArrayList<>();
    for (double input : new double[] {1, 3, 1, 3}) {
      losses.add(step.take(column(input), column(0)));
    }
    // The gradient is −1, 3, −1, 3, so w = 1, 2, −1, 0.
    assertThat(losses).containsExactly(-1.0, 6.0, 1.0, 0.0);
    assertThat(model.weight().item()).isEqualTo(-3);
    assertThat(step.steps()).isEqualTo(4);
  }

  @Test
  void theNormOfTheGradientsIsTold() {
    TrainingStep step =
        TrainingStep.of(Counted.of(1), new MeanOutput(), Sgd.of(1))
            .withClip(GradientClip.byNorm(0.5));
    assertThat(step.gradientNorm()).isEmpty();
    for (double input : new double[] {3, 4, 5}) {
      step.take(column(input), column(0));
      assertThat(step.gradientNorm()).hasValue(input);
    }
  }

  @Test
  void aClassOutOfRangeIsRefusedInAProgramToo() {
    Linear model = Linear.of(1, 2, Rng.seed(1));
    TrainingStep step = TrainingStep.of(model, new CrossEntropy(), Sgd.of(1));
    Tensor good = Tensor.of(Shape.of(2), new long[] {0, 1});
    for (int i = 0; i < 3; i++) {
      step.take(column(1, 2), good);
    }
    Map<String, List<Integer>> before = bits(model);
    assertThatThrownBy(() -> step.take(column(1, 2), Tensor.of(Shape.of(2), new long[] {0, 2})))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("oneHot: class 2 at place 1, but there are 2 classes, counted from 0");
    assertThat(bits(model)).isEqualTo(before);
  }

  @Test
  void aRateThatIsNoNumberMovesNothing() {
    Counted model = Counted.of(3);
    TrainingStep step = TrainingStep.of(model, new MeanOutput(), Sgd.of(1));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> step.take(column(1), column(0), Double.NaN))
          .hasMessage("step: learningRate must be 0 or more, was NaN");
    }
    assertThat(model.weight().item()).isEqualTo(3);
    assertThat(step.steps()).isZero();
  }

  @Test
  void anotherTypeIsAnotherProgram() {
    Rng rng = Rng.seed(1);
    Tensor weight = Tensor.normal(rng, Shape.of(1, 1), 0, 1, DType.FLOAT64).trainable();
    Sequential model =
        Sequential.of(
            new Linear(weight, Tensor.zeros(Shape.of(1), DType.FLOAT64).trainable()),
            Activation.TANH);
    TrainingStep step = TrainingStep.of(model, new MeanSquaredError(), Sgd.of(0));
    Tensor inputs = column(0.5).to(DType.FLOAT64);
    double loss = step.take(inputs, column(1).to(DType.FLOAT64));
    for (int i = 0; i < 3; i++) {
      assertThat(step.take(inputs, Tensor.of(Shape.of(1), new long[] {1}))).isEqualTo(loss);
      assertThat(step.take(inputs, column(1).to(DType.FLOAT64))).isEqualTo(loss);
    }
  }
}
