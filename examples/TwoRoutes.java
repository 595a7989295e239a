import dev.glassbox.autodiff.Graph;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// d = a(a + b) at (4, 3). The number a reaches d by two routes, directly and through c = a + b, and
/// ∂d/∂a = 11 is the sum of both.
///
/// Run, with a folder for the picture if you want it elsewhere:
///
///     java -cp core/target/classes examples/TwoRoutes.java [folder]
void main(String[] arguments) throws IOException {
  Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
  Tensor b = Tensor.scalar(DType.FLOAT64, 3).trainable();
  Tensor c = a.add(b);
  Tensor d = a.mul(c);
  Graph graph = Graph.of(d).named("a", a).named("b", b).named("c", c).named("d", d);

  IO.println("The graph");
  IO.println(graph);
  IO.println("From a to d");
  IO.println(graph.routes(a, d));
  IO.println("\nFrom b to d");
  IO.println(graph.routes(b, d));
  IO.println("\nFrom a to c");
  IO.println(graph.routes(a, c));
  IO.println("\nThe derivation of ∂d/∂a");
  IO.println(graph.derivation(a));
  IO.println("The backward pass, one operation a step");
  graph.backward().forEach(IO::println);

  Path folder = Path.of(arguments.length > 0 ? arguments[0] : ".");
  Path file = folder.resolve("two-routes.svg");
  Files.writeString(file, graph.picture().withRoutes(graph.routes(a, d)).toSvg());
  IO.println("\nThe picture: " + file);
}
