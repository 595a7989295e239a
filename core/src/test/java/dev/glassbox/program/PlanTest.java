package dev.glassbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the planner makes of what it is given.
class PlanTest {
  private static Tensor numbers(int... lengths) {
    return Tensor.uniform(Rng.seed(5), Shape.of(lengths), -1, 1);
  }

  private static Tensor room(int... lengths) {
    return Tensor.zeros(Shape.of(lengths)).buffer();
  }

  @Test
  void aLayerIsOneCallAndWritesWhereItsResultIsWanted() {
    Linear layer = Linear.of(30, 20, Rng.seed(1));
    Tensor x = numbers(40, 30).buffer();
    Tensor y = room(40, 20);
    Program program = Program.of(() -> y.assign(layer.apply(x).sigmoid()));
    assertThat(program).hasToString("matmul 40 × 30 × 20 + bias, sigmoid");
  }

  @Test
  void whatNobodyReadsIsNotComputed() {
    Tensor x = numbers(50).buffer();
    Tensor y = room(50);
    Program program =
        Program.of(
            () -> {
              Tensor unused = x.exp().sum();
              y.assign(x.add(unused.mul(0).detach().shape().rank()));
            });
    assertThat(program).hasToString("add of 1 × 50");
  }

  @Test
  void aStepOfAdamIsOneChain() {
    Tensor w = numbers(3000).trainable();
    Updater.Part part = Adam.of(0.1).over(List.of(w)).part(w.square().sum().gradients());
    Tensor gradient = numbers(3000).buffer();
    part.advance(0.1);
    Program program = Program.of(() -> part.move(List.of(gradient)));
    assertThat(program.toString())
        .startsWith("chain of 3000, multiply, multiply, add, ")
        .doesNotContain("\n");
  }

  @Test
  void aNumberOrARowIsRepeatedWithoutACopy() {
    Tensor x = numbers(60, 50).buffer();
    Tensor y = room(60, 50);
    Tensor row = numbers(50).buffer();
    Tensor column = numbers(60, 1).buffer();
    Program program =
        Program.of(
            () ->
                y.assign(
                    x.mul(row.broadcastTo(x.shape())).add(column.broadcastTo(x.shape())).mul(2)));
    assertThat(program).hasToString("chain of 3000, multiply, add, multiply");
    assertThat(y.toFloatArray()).containsExactly(x.mul(row).add(column).mul(2).toFloatArray());
  }

  @Test
  void aWeightThatIsReadLaterIsNotOverwrittenTooEarly() {
    Tensor w = numbers(2000).trainable();
    Tensor y = room(2000);
    float[] before = w.toFloatArray();
    Program program =
        Program.of(
            () -> {
              Tensor old = w.detach();
              w.assign(old.mul(2));
              y.assign(old.add(1));
            });
    assertThat(y.toFloatArray())
        .containsExactly(Tensor.of(Shape.of(2000), before).add(1).toFloatArray());
    program.run();
    assertThat(y.toFloatArray())
        .containsExactly(Tensor.of(Shape.of(2000), before).mul(2).add(1).toFloatArray());
  }

  @Test
  void twoWeightsCanChangePlaces() {
    Tensor a = numbers(2000).trainable();
    Tensor b = numbers(2000).neg().add(3).trainable();
    float[] first = a.toFloatArray();
    float[] second = b.toFloatArray();
    Program program =
        Program.of(
            () -> {
              Tensor old = a.detach();
              a.assign(b.detach());
              b.assign(old);
            });
    assertThat(a.toFloatArray()).containsExactly(second);
    program.run();
    assertThat(a.toFloatArray()).containsExactly(first);
    assertThat(b.toFloatArray()).containsExactly(second);
  }

  @Test
  void aProgramOfDoublesGivesTheBitsOfTheCode() {
    Tensor w = numbers(70, 40).to(DType.FLOAT64).trainable();
    Tensor x = numbers(30, 70).to(DType.FLOAT64);
    Tensor twin = w.detach().trainable();
    Program program = Program.of(() -> descend(w, x));
    descend(twin, x);
    for (int i = 0; i < 5; i++) {
      program.run();
      descend(twin, x);
    }
    assertThat(w.toDoubleArray()).containsExactly(twin.toDoubleArray());
  }

  private static void descend(Tensor w, Tensor x) {
    Tensor loss = x.matmul(w).tanh().square().mean();
    w.assign(w.detach().sub(loss.gradients().of(w).mul(0.1)));
  }

  @Test
  void aTinyNetworkIsStraightCodeWithTheBitsOfTheOperations() {
    Rng rng = Rng.seed(3);
    Sequential model =
        Sequential.of(
            Linear.of(2, 3, rng.split()),
            Activation.TANH,
            Linear.of(3, 1, rng.split()),
            Activation.SIGMOID);
    List<Tensor> copies = model.parameters().stream().map(p -> p.detach().trainable()).toList();
    Sequential twin =
        Sequential.of(
            new Linear(copies.get(0), copies.get(1)),
            Activation.TANH,
            new Linear(copies.get(2), copies.get(3)),
            Activation.SIGMOID);
    Program program = Program.of(() -> rounds(model));
    rounds(twin);
    assertThat(program.isStraight()).isTrue();
    for (int i = 0; i < 200; i++) {
      program.run();
      rounds(twin);
    }
    for (int i = 0; i < copies.size(); i++) {
      assertThat(model.parameters().get(i).toFloatArray())
          .containsExactly(copies.get(i).toFloatArray());
    }
  }

  /// A step on each of the four samples of XOR.
  private static void rounds(Sequential model) {
    for (int i = 0; i < 4; i++) {
      Tensor x = Tensor.of(i & 1, i >> 1).reshape(1, 2);
      Tensor t = Tensor.of((i & 1) ^ (i >> 1)).reshape(1, 1);
      var gradients = new MeanSquaredError().of(model.apply(x), t).gradients();
      for (Tensor p : model.parameters()) {
        p.assign(p.sub(gradients.of(p).mul(0.5)));
      }
    }
  }
}
