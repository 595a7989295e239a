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
    Graph graph = Graph.of(d).named("a", a).named("b", b).named("c", c).named("d", d);
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
    derivation(lab, graph.derivation(a));
    Gradients gradients = d.gradients();
    lab.check("backward gives ∂d/∂a = 11", gradients.of(a).item() == 11);
    lab.check("and in the same pass ∂d/∂b = 4", gradients.of(b).item() == 4);
  }

  /// The derivation as a table: each node with its value and what both directions carry.
  private static void derivation(LabContext lab, Derivation derivation) {
    String by = derivation.variable().name();
    String of = derivation.result().name();
    TableRows table =
        lab.table(
            "node", "formula", "value", "local derivatives", "∂node/∂" + by, "∂" + of + "/∂node");
    for (Derivation.Row row : derivation.rows()) {
      table.row(
          row.variable(),
          row.expression(),
          row.value(),
          row.locals().stream().map(Object::toString).collect(Collectors.joining(", ")),
          row.forward(),
          row.backward());
    }
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
        .row("value", -2, 5, -4, q.item(), loss.item())
        .row("∂L/∂", g.of(x).item(), g.of(y).item(), g.of(z).item(), z.item(), 1);
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
    Graph graph =
        Graph.of(output)
            .named("w1", w1)
            .named("w2", w2)
            .named("b", b)
            .named("x1", x1)
            .named("x2", x2)
            .named("z", z)
            .named("σ", output);
    TableRows table = lab.table("node", "value", "gradient ∂σ/∂node");
    for (GraphNode node : graph.nodes()) {
      if (node.kind() != GraphNode.Kind.CONSTANT) {
        table.row(
            node.isNamed() ? node.name() : node.name() + " = " + node.formula(),
            node.value().item(),
            graph.backward().of(node.name()).item());
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
    Graph fused =
        Graph.of(whole)
            .named("w1", w1)
            .named("w2", w2)
            .named("b", b)
            .named("x1", x1)
            .named("x2", x2)
            .named("σ", whole);
    lab.show(
        "neuron",
        "The neuron with σ as one operation: values above, gradients below",
        fused.toSvg());
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
    Tensor product = w.mul(x);
    Tensor opposite = product.neg();
    Tensor power = opposite.exp();
    Tensor denominator = power.add(1);
    Tensor sigmoid = Tensor.scalar(DType.FLOAT64, 1).div(denominator);
    Tensor logarithm = sigmoid.log();
    Tensor loss = Tensor.scalar(DType.FLOAT64, -1).mul(logarithm);
    Graph graph =
        Graph.of(loss)
            .named("W", w)
            .named("X", x)
            .named("ξ1", product)
            .named("ξ2", opposite)
            .named("ξ3", power)
            .named("ξ4", denominator)
            .named("ξ5", sigmoid)
            .named("ξ6", logarithm)
            .named("L", loss);
    Derivation derivation = graph.derivation(w);
    derivation(lab, derivation);
    double expected = -3 * Math.exp(-9) / (1 + Math.exp(-9));
    lab.check("forward: ∂L/∂W", derivation.rows().getLast().forward(), expected, 1e-15);
    lab.check("backward: ∂L/∂W", derivation.rows().getFirst().backward(), expected, 1e-15);
    lab.say(
        "It is negative: a larger W makes the loss smaller. But it is tiny, for the answer is"
            + " nearly right already.");
  }
}
