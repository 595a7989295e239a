import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.autodiff.Graph;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Derivatives of linear maps as whole arrays: dy/dx = W for y = Wx, dy/dx = VW for y = VWx, and the
/// three-way array dy/dW, whose element ∂yᵢ/∂w_{kj} is xⱼ if i = k, else 0.
///
///     java -cp core/target/classes examples/LinearMaps.java [folder]
void main(String[] arguments) throws IOException {
  Tensor w = Tensor.of(DType.FLOAT64, 1, 2, 3, 4, 5, 6).reshape(2, 3);
  Tensor v = Tensor.of(DType.FLOAT64, 1, -1, 0, 2).reshape(2, 2);
  Tensor x = Tensor.of(DType.FLOAT64, 7, 8, 9);

  IO.println("W              = " + w);
  IO.println("dy/dx, y = Wx  = " + Autodiff.jacobian(at -> w.matmul(at), x));
  IO.println("VW             = " + v.matmul(w));
  IO.println("dy/dx, y = VWx = " + Autodiff.jacobian(at -> v.matmul(w.matmul(at)), x));

  Tensor byWeights = Autodiff.jacobian(at -> at.matmul(x), w);
  IO.println("dy/dW          = " + byWeights);
  for (int i = 0; i < 2; i++) {
    for (int k = 0; k < 2; k++) {
      for (int j = 0; j < 3; j++) {
        double expected = i == k ? x.at(j) : 0;
        if (byWeights.at(i, k, j) != expected) {
          throw new AssertionError("∂y%d/∂w%d%d is not %s".formatted(i, k, j, expected));
        }
      }
    }
  }
  IO.println("∂yᵢ/∂w_{kj} is xⱼ if i = k, else 0");

  // The same numbers as routes: each element of W reaches one element of y, by one route.
  Tensor weights = w.trainable();
  Tensor column = x.reshape(3, 1);
  Tensor y = weights.matmul(column);
  Graph graph = Graph.of(y).named("W", weights).named("x", column).named("y", y);
  IO.println(graph.routes(weights, List.of(1, 2), y, List.of(1, 0)));
  IO.println(graph.routes(weights, List.of(1, 2), y, List.of(0, 0)));
  Path folder = Path.of(arguments.length > 0 ? arguments[0] : ".");
  Path file = folder.resolve("linear-map.svg");
  Files.writeString(file, graph.toSvg());
  IO.println("The picture: " + file);
}
