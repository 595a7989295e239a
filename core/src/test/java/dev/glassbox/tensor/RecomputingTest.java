package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RecomputingTest {
  private final Tensor w =
      Tensor.normal(Rng.seed(1), Shape.of(4, 4), 0, 1, DType.FLOAT64).trainable();
  private final Tensor x =
      Tensor.normal(Rng.seed(2), Shape.of(3, 4), 0, 1, DType.FLOAT64).trainable();

  private Tensor block(Tensor in) {
    return in.matmul(w).tanh().matmul(w).sigmoid();
  }

  @Test
  void gradientsOfTheInputAndOfCapturedWeightsAreThoseWithoutACheckpoint() {
    Tensor plain = block(block(x)).sum();
    Tensor checked = x.checkpoint(this::block).checkpoint(this::block).sum();
    assertThat(checked.item()).isEqualTo(plain.item());
    for (Tensor leaf : List.of(x, w)) {
      // A weight used in two parts gets its terms in another order.
      Close.assertClose(
          checked.gradients().of(leaf), plain.gradients().of(leaf), 1e-14, "gradient");
    }
  }

  @Test
  void secondDerivativesGoThroughACheckpoint() {
    Tensor one = Tensor.scalar(DType.FLOAT64, 1);
    for (Tensor leaf : List.of(x, w)) {
      Tensor plain = block(x).sum().vjp(one).of(leaf).square().sum();
      Tensor checked = x.checkpoint(this::block).sum().vjp(one).of(leaf).square().sum();
      for (Tensor second : List.of(x, w)) {
        Close.assertClose(
            checked.gradients().of(second), plain.gradients().of(second), 1e-13, "second");
      }
    }
  }

  @Test
  void forwardModeGoesThroughACheckpoint() {
    Tensor tangent = Tensor.normal(Rng.seed(3), Shape.of(3, 4), 0, 1, DType.FLOAT64);
    Linearization plain = Linearization.of(in -> block(in.get(0)), List.of(x));
    Linearization checked = Linearization.of(in -> in.get(0).checkpoint(this::block), List.of(x));
    Close.assertClose(checked.pushforward(tangent), plain.pushforward(tangent), 1e-15, "tangent");
  }

  @Test
  void aVariableOfAnEnclosingDerivativeMayBeCaptured() {
    Tensor outer = Tensor.scalar(DType.FLOAT64, 3).trainable();
    Linearization linear =
        Linearization.of(
            in -> {
              Tensor v = in.get(0);
              return Tensor.scalar(DType.FLOAT64, 2).checkpoint(two -> two.mul(v).mul(v));
            },
            List.of(outer));
    Tensor gradient = linear.pullback(Tensor.scalar(DType.FLOAT64, 1)).get(0);
    assertThat(gradient.item()).isEqualTo(12);
    assertThat(gradient.gradients().of(outer).item()).as("d 4v / dv").isEqualTo(4);
  }

  @Test
  void checkpointsNest() {
    UnaryOperator<Tensor> inner = in -> in.checkpoint(this::block);
    Tensor plain = block(block(x)).sum();
    Tensor nested = x.checkpoint(in -> inner.apply(inner.apply(in))).sum();
    Close.assertClose(nested.gradients().of(w), plain.gradients().of(w), 1e-14, "gradient");
  }

  @Test
  void classNumbersMayBeTheInput() {
    Tensor rows = Tensor.of(Shape.of(2), new long[] {1, 3});
    Tensor plain = w.gather(rows).exp().sum();
    Tensor checked = rows.checkpoint(r -> w.gather(r).exp()).sum();
    assertThat(checked.gradients().of(w).toDoubleArray())
        .containsExactly(plain.gradients().of(w).toDoubleArray());
  }

  @Test
  void whatDependsOnNothingTrackedIsBare() {
    assertThat(x.detach().checkpoint(Tensor::exp).isTracked()).isFalse();
    assertThat(Tensor.untracked(() -> x.checkpoint(this::block)).isTracked()).isFalse();
  }

  @Test
  void aFunctionThatGivesOtherNumbersIsFoundOut() {
    Rng rng = Rng.seed(5);
    Tensor y = x.checkpoint(in -> in.dropout(0.5, rng)).sum();
    assertThatThrownBy(y::gradients)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "checkpoint: run again, the function gave other numbers; let it draw the same random"
                + " numbers each time, and ask for gradients before weights change");
    Tensor steady = x.checkpoint(in -> in.dropout(0.5, Rng.seed(5))).sum();
    assertThat(steady.gradients().of(x).toDoubleArray()).containsOnly(0, 2);
    Tensor before = x.checkpoint(this::block).sum();
    w.assign(w.detach().add(1));
    assertThatThrownBy(before::gradients).isInstanceOf(IllegalStateException.class);
  }

  /// The bytes of all that a result holds on to, each array once.
  private static long retained(Tensor result) {
    Set<Storage> storages = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Tensor node : History.inputsFirst(result)) {
      storages.add(node.storage());
      for (Tensor input : node.originInputs()) {
        storages.add(input.storage());
      }
    }
    return storages.stream().mapToLong(s -> 8L * s.length()).sum();
  }

  @Test
  void aChainOfCheckpointsHoldsOneTensorAPart() {
    Tensor plain = x;
    Tensor checked = x;
    for (int i = 0; i < 50; i++) {
      plain = block(plain);
      checked = checked.checkpoint(this::block);
    }
    long leaves = 8L * (4 * 4 + 3 * 4);
    assertThat(retained(plain)).isEqualTo(leaves + 50 * 4 * 8L * 12);
    assertThat(retained(checked)).isEqualTo(leaves + 50 * 8L * 12);
  }
}
