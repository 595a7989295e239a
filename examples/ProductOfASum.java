import dev.glassbox.autodiff.Graph;
import dev.glassbox.autodiff.Sweep;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Two small functions of numbers: L = (x + y)z at (−2, 5, −4), whose derivatives are −4, −4 and 3,
/// and g = xy² − x²y at (2, 5), where ∂g/∂x = y² − 2xy = 5. The backward pass of the first is drawn
/// step by step.
///
///     java -cp core/target/classes examples/ProductOfASum.java [folder]
void main(String[] arguments) throws IOException {
  Path folder = Path.of(arguments.length > 0 ? arguments[0] : ".");
  Tensor x = Tensor.scalar(DType.FLOAT64, -2).trainable();
  Tensor y = Tensor.scalar(DType.FLOAT64, 5).trainable();
  Tensor z = Tensor.scalar(DType.FLOAT64, -4).trainable();
  Tensor q = x.add(y);
  Tensor l = q.mul(z);
  Graph graph =
      Graph.of(l).named("x", x).named("y", y).named("z", z).named("q", q).named("L", l);
  Sweep backward = graph.backward();
  IO.println(graph);
  IO.println("∂L/∂x = %.0f".formatted(backward.of(x).item()));
  IO.println("∂L/∂y = %.0f".formatted(backward.of(y).item()));
  IO.println("∂L/∂z = %.0f".formatted(backward.of(z).item()));
  for (int step = 0; step <= 2; step++) {
    Path file = folder.resolve("product-of-a-sum-%d.svg".formatted(step));
    Files.writeString(file, graph.picture().withSweep(backward, step).toSvg());
    IO.println("After step %d: %s".formatted(step, file));
  }

  Tensor u = Tensor.scalar(DType.FLOAT64, 2).trainable();
  Tensor v = Tensor.scalar(DType.FLOAT64, 5).trainable();
  Tensor g = u.mul(v.square()).sub(u.square().mul(v));
  Graph difference = Graph.of(g).named("x", u).named("y", v).named("g", g);
  IO.println("\ng = xy² − x²y at (2, 5)");
  IO.println(difference.derivation(u));
  Path file = folder.resolve("difference.svg");
  Files.writeString(file, difference.picture().withRoutes(difference.routes(u, g)).toSvg());
  IO.println("The picture: " + file);
}
