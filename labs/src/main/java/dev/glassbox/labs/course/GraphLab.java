package dev.glassbox.labs.course;

import dev.glassbox.autodiff.Derivation;
import dev.glassbox.autodiff.Graph;
import dev.glassbox.autodiff.GraphNode;
import dev.glassbox.autodiff.Route;
import dev.glassbox.autodiff.Routes;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Tensor;
import java.util.stream.Collectors;

/// Derivatives as sums over the routes of a graph.
final class GraphLab implements Lab {
  @Override
  public String name() {
    return "graph";
  }

  @Override
  public Chapter chapter() {
    return Chapter.DERIVATIVES;
  }

  @Override
  public String title() {
    return "Derivatives run along routes";
  }

  private static Tensor weight(double value) {
    return Tensor.scalar(DType.FLOAT64, value).trainable();
  }

  @Override
  public void run(LabContext lab) {
    twoRoutes(lab);
    product(lab);
    neuron(lab);
    logistic(lab);
  }

  private static void twoRoutes(LabContext lab) {
    lab.say(
        """
        Take c = a + b and d = a · c, at a = 4 and b = 3, so c = 7 and d = 28. How much does d move when a does? By two routes: a is a factor of d
        itself, and a is part of c, which is the other factor. Along a route the local derivatives multiply; over all routes the products add up.
        """);
    Tensor a = weight(4);
    Tensor b = weight(3);
    Tensor c = a.add(b);
    Tensor d = a.mul(c);
    Graph graph = Graph.of(d).named("a b c d", a, b, c, d);
    Routes routes = graph.routes(a, d);
    TableRows table = lab.table("route", "local derivatives", "product");
    for (Route route : routes) {
      String factors =
          route.factors().stream()
              .map(f -> Course.text("%.0f", f))
              .collect(Collectors.joining(" · "));
      table.row(route.path(), factors, route.product());
    }
    table.row("all routes", "", routes.sum());
    lab.check("∂d/∂a = 7 + 4 = 11", routes.count().intValue() == 2 && routes.sum() == 11);
    lab.show(
        "routes",
        "d = a(a + b): two routes from a, 7 and 4, add up to 11",
        graph.picture().withRoutes(routes).toSvg());
    lab.heading("Forward and backward");
    lab.say(
        """
        Two orders of work give the same sum. **Forward** carries ∂·/∂a from a upwards through every node; **backward** carries ∂d/∂· from d
        downwards. Forward answers for one input and all nodes at once, backward for one result and all nodes at once. A network has
        one loss and many weights, which is why it learns by the backward pass.
        """);
    lab.table(graph.derivation(a));
    Gradients gradients = d.gradients();
    lab.check("backward gives ∂d/∂a = 11", gradients.of(a).item() == 11);
    lab.check("and in the same pass ∂d/∂b = 4", gradients.of(b).item() == 4);
  }

  private static void product(LabContext lab) {
    lab.heading("L = (x + y) z");
    lab.say(
        "With x = −2, y = 5, z = −4: a sum hands its gradient on to both of its terms, a product"
            + " hands each factor the other one's value.");
    Tensor x = weight(-2);
    Tensor y = weight(5);
    Tensor z = weight(-4);
    Tensor q = x.add(y);
    Tensor loss = q.mul(z);
    Gradients g = loss.gradients();
    lab.table("", "x", "y", "z", "q = x + y", "L = q z")
        .row("value", x, y, z, q, loss)
        .row("∂L/∂", g.of(x), g.of(y), g.of(z), z, 1);
    lab.check(
        "∂L/∂x = ∂L/∂y = −4 and ∂L/∂z = 3",
        g.of(x).item() == -4 && g.of(y).item() == -4 && g.of(z).item() == 3);
  }

  private static void neuron(LabContext lab) {
    lab.heading("A sigmoid neuron");
    lab.say(
        "Now σ(w₁x₁ + w₂x₂ + b) with w = (2, −3), b = −3 and x = (−1, −2), every operation a node"
            + " of its own:");
    Tensor w1 = weight(2);
    Tensor w2 = weight(-3);
    Tensor b = weight(-3);
    Tensor x1 = weight(-1);
    Tensor x2 = weight(-2);
    Tensor z = w1.mul(x1).add(w2.mul(x2)).add(b);
    Tensor denominator = z.neg().exp().add(1);
    Tensor output = Tensor.scalar(DType.FLOAT64, 1).div(denominator);
    Graph graph = Graph.of(output).named("w1 w2 b x1 x2 z σ", w1, w2, b, x1, x2, z, output);
    TableRows table = lab.table("node", "value", "gradient ∂σ/∂node");
    for (GraphNode node : graph.nodes()) {
      if (node.kind() != GraphNode.Kind.CONSTANT) {
        String label = node.isNamed() ? node.name() : node.name() + " = " + node.formula();
        table.row(label, node.value(), graph.backward().of(node.name()));
      }
    }
    double s = output.item();
    double slope = s * (1 - s);
    lab.check("σ(1) is", s, 1 / (1 + Math.exp(-1)), 1e-15);
    lab.check(
        "the chain through −z, exp, + 1 and 1/· gives σ(1 − σ)",
        graph.backward().of(z).item(),
        slope,
        1e-15);
    lab.check("∂σ/∂w₁ = x₁ σ(1 − σ)", graph.backward().of(w1).item(), -slope, 1e-15);
    Tensor whole = w1.mul(x1).add(w2.mul(x2)).add(b).sigmoid();
    lab.show(
        "neuron",
        "The neuron with σ as one operation: values above, gradients below",
        Graph.of(whole).named("w1 w2 b x1 x2 σ", w1, w2, b, x1, x2, whole).toSvg());
  }

  private static void logistic(LabContext lab) {
    lab.heading("The logistic loss, step by step");
    lab.say(
        """
        L = −y ln σ(W X) with W = 3, X = 3 and y = 1. The table carries ∂/∂W forward from the top and ∂L/∂ backward from the bottom; both end
        at the same number, −3e⁻⁹/(1 + e⁻⁹).
        """);
    Tensor w = weight(3);
    Tensor x = Tensor.scalar(DType.FLOAT64, 3);
    Tensor xi1 = w.mul(x);
    Tensor xi2 = xi1.neg();
    Tensor xi3 = xi2.exp();
    Tensor xi4 = xi3.add(1);
    Tensor xi5 = Tensor.scalar(DType.FLOAT64, 1).div(xi4);
    Tensor xi6 = xi5.log();
    Tensor loss = Tensor.scalar(DType.FLOAT64, -1).mul(xi6);
    Graph graph =
        Graph.of(loss).named("W X ξ1 ξ2 ξ3 ξ4 ξ5 ξ6 L", w, x, xi1, xi2, xi3, xi4, xi5, xi6, loss);
    Derivation derivation = graph.derivation(w);
    lab.table(derivation);
    double expected = -3 * Math.exp(-9) / (1 + Math.exp(-9));
    lab.check("forward: ∂L/∂W", derivation.rows().getLast().forward(), expected, 1e-15);
    lab.check("backward: ∂L/∂W", derivation.rows().getFirst().backward(), expected, 1e-15);
    lab.say(
        "It is negative: a larger W makes the loss smaller. But it is tiny, for the answer is"
            + " nearly right already.");
  }
}
