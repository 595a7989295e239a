import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;

/// The gradient of a chain of a million operations on single numbers, in a fresh Java: five times, with the
/// seconds for computing the chain and for walking it back.
///
///     java -cp core/target/classes bench/Chain.java > bench/results/chain.txt
void main() {
  for (int run = 1; run <= 5; run++) {
    long start = System.nanoTime();
    Tensor x = Tensor.scalar(DType.FLOAT64, 1).trainable();
    Tensor y = x;
    for (int i = 0; i < 500_000; i++) {
      y = y.mul(0.999999).add(1e-6);
    }
    long middle = System.nanoTime();
    double gradient = y.gradients().of(x).item();
    long end = System.nanoTime();
    IO.println("run %d: forward %.2f s, backward %.2f s, derivative %.12f".formatted(run, (middle - start) / 1e9, (end - middle) / 1e9, gradient));
  }
}
