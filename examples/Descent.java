// Plain gradient descent, in float32, on f(x) = (xᵀAx + bᵀx + c)² with
// A = [[0, 2], [2, 0]], b = (−0.5, 0.5), c = −2, from (1, 1) at rate 0.001; and L-BFGS from there,
// which ends elsewhere on the curve where f is 0.
//
//     java -cp core/target/classes examples/Descent.java

import dev.glassbox.optim.Lbfgs;
import dev.glassbox.optim.Minimum;
import dev.glassbox.optim.Sgd;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;

Tensor a = Tensor.of(Shape.of(2, 2), new float[] {0, 2, 2, 0});
Tensor b = Tensor.of(-0.5, 0.5);

Tensor f(Tensor x) {
  return x.matmul(a.matmul(x)).add(b.matmul(x)).sub(2).square();
}

void show(int step, Tensor x) {
  IO.println("%4d  (%.4f, %.4f)  %.6g".formatted(step, x.at(0), x.at(1), f(x).item()));
}

void main() {
  Tensor x = Tensor.of(1, 1).trainable();
  Updater descent = Sgd.of(1e-3).over(List.of(x));
  IO.println("step  x                 f(x)");
  show(0, x);
  for (int step = 1; step <= 200; step++) {
    descent.step(f(x).gradients());
    if (step == 1 || step % 50 == 0) {
      show(step, x);
    }
  }

  Minimum<Tensor> minimum = Lbfgs.defaults().minimize(this::f, Tensor.of(1, 1));
  IO.println("L-BFGS: %d iterations, %s".formatted(minimum.iterations(), minimum.stop()));
  show(minimum.iterations(), minimum.at());
}
