package dev.glassbox.tensor;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.autodiff.Flattening;
import dev.glassbox.autodiff.Mode;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The Hessian of a network of 2, 20 and 1 units by its 81 weights, against PyTorch.
class GoldenHessianTest {
  private final Goldens.Case golden = Goldens.read("hessian.txt").getFirst();
  private final Flattening<List<Tensor>> weights = Flattening.of(List.of(golden.all("weight")));

  private Tensor loss(List<Tensor> w) {
    return golden
        .one("input")
        .matmul(w.get(0), false, true)
        .add(w.get(1))
        .tanh()
        .matmul(w.get(2), false, true)
        .add(w.get(3))
        .sub(golden.one("target"))
        .square()
        .mean();
  }

  @Test
  void forwardOverReverseAgrees() {
    Function<Tensor, Tensor> f = vector -> loss(weights.restore(vector));
    Close.assertClose(f.apply(weights.vector()).item(), golden.one("value").item(), 1e-15, "loss");
    Close.assertClose(
        Autodiff.hessian(f, weights.vector()), golden.one("hessian"), 1e-12, "Hessian");
  }

  @Test
  void reverseOverReverseAgrees() {
    Function<Tensor, Tensor> gradient =
        vector -> Autodiff.gradient(v -> loss(weights.restore(v)), vector);
    Close.assertClose(
        Autodiff.jacobian(Mode.REVERSE, gradient, weights.vector()),
        golden.one("hessian"),
        1e-12,
        "Hessian");
  }
}
