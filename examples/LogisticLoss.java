import dev.glassbox.autodiff.Derivation;
import dev.glassbox.autodiff.Graph;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The logistic loss L = −y ln σ(WX) at X = 3, y = 1, W = 3, with σ(z) = 1 / (1 + e^(−z)) written
/// out, so that the table has a row for every elementary operation.
///
/// The derivative is ∂L/∂W = −3e⁻⁹ / (1 + e⁻⁹) = −0.00037018…: making W larger makes the loss
/// smaller. A table of this example that is known from lectures drops the minus of
/// ∂(1/ξ)/∂ξ = −1/ξ², so its result has the right magnitude and the wrong sign.
///
///     java -cp core/target/classes examples/LogisticLoss.java [folder]
void main(String[] arguments) throws IOException {
  Tensor w = Tensor.scalar(DType.FLOAT64, 3).trainable();
  Tensor x = Tensor.scalar(DType.FLOAT64, 3);
  Tensor y = Tensor.scalar(DType.FLOAT64, 1);
  Tensor product = w.mul(x);
  Tensor opposite = product.neg();
  Tensor power = opposite.exp();
  Tensor denominator = power.add(1);
  Tensor sigmoid = Tensor.scalar(DType.FLOAT64, 1).div(denominator);
  Tensor logarithm = sigmoid.log();
  Tensor minusY = y.neg();
  Tensor loss = minusY.mul(logarithm);
  Graph graph =
      Graph.of(loss)
          .named("W", w)
          .named("X", x)
          .named("−y", minusY)
          .named("ξ1", product)
          .named("ξ2", opposite)
          .named("ξ3", power)
          .named("ξ4", denominator)
          .named("ξ5", sigmoid)
          .named("ξ6", logarithm)
          .named("L", loss);

  Derivation derivation = graph.derivation(w);
  IO.println(derivation);
  double small = Math.exp(-9);
  IO.println(line("forward mode", derivation.rows().getLast().forward()));
  IO.println(line("backward mode", derivation.rows().getFirst().backward()));
  IO.println(line("−3e⁻⁹ / (1 + e⁻⁹)", -3 * small / (1 + small)));

  Path folder = Path.of(arguments.length > 0 ? arguments[0] : ".");
  Path file = folder.resolve("logistic-loss.svg");
  Files.writeString(file, graph.toSvg());
  IO.println("The picture: " + file);
}

String line(String name, double value) {
  return String.format(Locale.ROOT, "%-18s %.14f", name, value);
}
