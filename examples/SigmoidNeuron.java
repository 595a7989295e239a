import dev.glassbox.autodiff.Graph;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A neuron with two inputs, σ(w₁x₁ + w₂x₂ + b), as values above and adjoints below its graph.
///
///     java -cp core/target/classes examples/SigmoidNeuron.java [folder]
void main(String[] arguments) throws IOException {
  Tensor w1 = Tensor.scalar(DType.FLOAT64, 2).trainable();
  Tensor w2 = Tensor.scalar(DType.FLOAT64, -3).trainable();
  Tensor b = Tensor.scalar(DType.FLOAT64, -3).trainable();
  Tensor x1 = Tensor.scalar(DType.FLOAT64, -1);
  Tensor x2 = Tensor.scalar(DType.FLOAT64, -2);
  Tensor z = w1.mul(x1).add(w2.mul(x2)).add(b);
  Tensor output = z.sigmoid();
  Graph graph =
      Graph.of(output)
          .named("w1", w1)
          .named("w2", w2)
          .named("b", b)
          .named("x1", x1)
          .named("x2", x2)
          .named("z", z)
          .named("σ", output);
  IO.println(graph);
  graph.edges().forEach(IO::println);
  Path folder = Path.of(arguments.length > 0 ? arguments[0] : ".");
  Path file = folder.resolve("sigmoid-neuron.svg");
  Files.writeString(file, graph.toSvg());
  IO.println("The picture: " + file);
}
