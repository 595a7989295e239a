package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearizationTest {
  private static final Tensor ONE = Tensor.scalar(DType.FLOAT64, 1);

  private static Tensor number(double value) {
    return Tensor.scalar(DType.FLOAT64, value);
  }

  @Test
  void itIsAppliedForwardAndBackwardOftenFromOneRun() {
    Linearization product =
        Linearization.of(in -> in.get(0).mul(in.get(1)), List.of(number(3), number(5)));
    assertThat(product.value().item()).isEqualTo(15);
    assertThat(product.pushforward(ONE, number(0)).item()).isEqualTo(5);
    assertThat(product.pushforward(number(0), ONE).item()).isEqualTo(3);
    assertThat(product.pullback(number(2)).stream().map(Tensor::item)).containsExactly(10.0, 6.0);
    assertThat(product.value().isTracked()).isFalse();
  }

  @Test
  void itReachesFurtherOnlyWhereSomethingElseIsTracked() {
    Tensor w = number(4).trainable();
    Linearization bare = Linearization.of(in -> in.get(0).square(), List.of(number(3)));
    assertThat(bare.pullback(ONE).get(0).isTracked()).isFalse();
    Linearization captured = Linearization.of(in -> in.get(0).square().mul(w), List.of(number(3)));
    assertThat(captured.pullback(ONE).get(0).gradients().of(w).item()).isEqualTo(6);
    assertThat(captured.value().gradients().of(w).item()).isEqualTo(9);
    assertThat(Tensor.untracked(() -> captured.pullback(ONE).get(0)).isTracked()).isFalse();
    assertThat(Tensor.untracked(captured::value).isTracked()).isFalse();
  }

  @Test
  void whatWasComputedFromTheSameTensorBeforeIsAConstant() {
    Tensor x = number(3).trainable();
    Tensor before = x.square();
    Linearization linear = Linearization.of(in -> in.get(0).mul(before), List.of(x));
    assertThat(linear.pullback(ONE).get(0).item()).isEqualTo(9);
    assertThat(linear.value().gradients().of(x).item()).as("through both").isEqualTo(27);
  }

  @Test
  void inputsOfOtherTypesDoNotVary() {
    Tensor rows = Tensor.of(Shape.of(1), new long[] {1});
    Tensor table = Tensor.of(DType.FLOAT64, 1, 2).reshape(2, 1);
    Linearization linear =
        Linearization.of(in -> in.get(0).gather(in.get(1)).exp(), List.of(table, rows));
    List<Tensor> back = linear.pullback(Tensor.of(DType.FLOAT64, 1).reshape(1, 1));
    assertThat(back.get(0).toDoubleArray()).containsExactly(0, Math.exp(2));
    assertThat(back.get(1).toLongArray()).containsExactly(0);
  }

  @Test
  void theNumberOfTangentsMustBeThatOfTheInputs() {
    Linearization linear = Linearization.of(in -> in.get(0), List.of(number(3)));
    assertThatThrownBy(() -> linear.pushforward(ONE, ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jvp: 2 tangents for 1 inputs");
  }
}
