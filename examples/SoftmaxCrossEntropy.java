import dev.glassbox.autodiff.Graph;
import dev.glassbox.autodiff.GraphEdge;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Softmax with cross-entropy: whatever the logits, the gradient that comes back to them is p − y,
/// what was predicted less what was right.
///
///     java -cp core/target/classes examples/SoftmaxCrossEntropy.java [folder]
void main(String[] arguments) throws IOException {
  Tensor z = Tensor.of(DType.FLOAT64, 2, 1, 0.1).trainable();
  Tensor y = Tensor.of(DType.FLOAT64, 0, 1, 0);
  Tensor p = z.softmax();
  Tensor loss = y.mul(p.log()).sum().neg();
  Graph graph = Graph.of(loss).named("z", z).named("y", y).named("p", p).named("loss", loss);
  IO.println(graph);
  IO.println("∂loss/∂z = " + graph.backward().of(z));
  IO.println("p − y    = " + p.sub(y));
  GraphEdge softmax = graph.edges().getFirst();
  IO.println("\nThe Jacobian of the softmax, ∂pᵢ/∂zⱼ = " + softmax.derivative());
  IO.println(softmax.jacobian());
  Path folder = Path.of(arguments.length > 0 ? arguments[0] : ".");
  Path file = folder.resolve("softmax-cross-entropy.svg");
  Files.writeString(file, graph.toSvg());
  IO.println("\nThe picture: " + file);
}
