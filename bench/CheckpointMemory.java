import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Checkpoint;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Three gradients of a network of 64 layers of 64 units on 8,192 rows, with or without a checkpoint
/// around every eight layers. Prints the seconds of the last.
void main(String[] arguments) {
  boolean checkpoints = arguments[0].equals("checkpoints");
  Rng rng = Rng.seed(1);
  List<Layer> parts = new ArrayList<>();
  for (int part = 0; part < 8; part++) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      layers.add(Linear.of(64, 64, Initializer.heNormal(), rng.split()));
      layers.add(Activation.TANH);
    }
    Sequential sequence = new Sequential(layers);
    parts.add(checkpoints ? new Checkpoint(sequence) : sequence);
  }
  Sequential model = new Sequential(parts);
  Tensor x = Tensor.normal(rng, Shape.of(8192, 64), 0, 1);
  for (int run = 0; run < 3; run++) {
    long start = System.nanoTime();
    Gradients gradients = model.apply(x).square().mean().gradients();
    double sum = gradients.of(model.parameters().getFirst()).square().sum().item();
    if (run == 2) {
      IO.println("%.2f s, sum of squares of the first gradient %.6g".formatted((System.nanoTime() - start) / 1e9, sum));
    }
  }
}
