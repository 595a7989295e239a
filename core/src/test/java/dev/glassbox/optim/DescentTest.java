package dev.glassbox.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Plain descent, in float32, on f(x) = (xᵀAx + bᵀx + c)² from (1, 1) at rate 0.001.
///
/// By hand at the start: xᵀAx + bᵀx + c = 4 + 0 − 2 = 2, so f = 4 and ∇f = 2 · 2 · (2Ax + b) = 4 ·
/// ((4, 4)
/// + (−½, ½)) = (14, 18), and the first step leads to (0.986, 0.982).
class DescentTest {
  private static final Tensor A = Tensor.of(Shape.of(2, 2), new float[] {0, 2, 2, 0});
  private static final Tensor B = Tensor.of(-0.5, 0.5);

  private static Tensor f(Tensor x) {
    Tensor ax = A.matmul(x.reshape(2, 1)).reshape(2);
    return x.mul(ax).sum().add(B.mul(x).sum()).sub(2).square();
  }

  private static Tensor after(int steps) {
    Tensor x = Tensor.of(1, 1).trainable();
    Updater updater = Sgd.of(1e-3).over(List.of(x));
    for (int step = 0; step < steps; step++) {
      updater.step(f(x).gradients());
    }
    return x;
  }

  @Test
  void theFirstStepIsThatWorkedByHand() {
    assertThat(f(after(0)).item()).isEqualTo(4);
    Tensor x = after(1);
    assertThat(x.at(0)).isCloseTo(0.986, within(1e-6));
    assertThat(x.at(1)).isCloseTo(0.982, within(1e-6));
    assertThat(f(x).item()).isCloseTo(3.50067, within(5e-6));
  }

  @Test
  void twoHundredStepsLeadToAZero() {
    Tensor x = after(200);
    assertThat(x.at(0)).isCloseTo(0.7663, within(5e-5));
    assertThat(x.at(1)).isCloseTo(0.6687, within(5e-5));
    assertThat(f(x).item()).isBetween(0.0, 1e-6);
  }
}
