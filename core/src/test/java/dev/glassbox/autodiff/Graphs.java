package dev.glassbox.autodiff;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Small graphs that several tests look at.
final class Graphs {
  private Graphs() {}

  static Tensor variable(double value) {
    return Tensor.scalar(DType.FLOAT64, value).trainable();
  }

  static Tensor constant(double value) {
    return Tensor.scalar(DType.FLOAT64, value);
  }

  /// d = a(a + b) at (4, 3).
  record TwoRoutes(Tensor a, Tensor b, Tensor c, Tensor d, Graph graph) {
    static TwoRoutes make() {
      Tensor a = variable(4);
      Tensor b = variable(3);
      Tensor c = a.add(b);
      Tensor d = a.mul(c);
      Graph graph = Graph.of(d).named("a", a).named("b", b).named("c", c).named("d", d);
      return new TwoRoutes(a, b, c, d, graph);
    }
  }

  /// L = −y ln σ(WX) at X = 3, y = 1, W = 3, with the sigmoid written out.
  record LogisticLoss(Tensor w, Tensor loss, Graph graph) {
    static LogisticLoss make() {
      Tensor w = variable(3);
      Tensor x = constant(3);
      Tensor y = constant(1);
      List<Tensor> steps = new ArrayList<>();
      steps.add(w.mul(x));
      steps.add(steps.getLast().neg());
      steps.add(steps.getLast().exp());
      steps.add(steps.getLast().add(1));
      steps.add(constant(1).div(steps.getLast()));
      steps.add(steps.getLast().log());
      Tensor loss = y.neg().mul(steps.getLast());
      Graph graph = Graph.of(loss).named("W", w).named("X", x).named("L", loss);
      for (int i = 0; i < steps.size(); i++) {
        graph = graph.named("ξ" + (i + 1), steps.get(i));
      }
      return new LogisticLoss(w, loss, graph);
    }
  }

  /// A random graph of single numbers: some leaves, then operations on those before, added up.
  static Tensor random(long seed, List<Tensor> leaves, int operations) {
    var random = new Random(seed);
    List<Tensor> all = new ArrayList<>(leaves);
    while (all.size() < leaves.size() + operations) {
      Tensor p = all.get(random.nextInt(all.size()));
      Tensor q = all.get(random.nextInt(Math.max(0, all.size() - 4), all.size()));
      all.add(
          switch (random.nextInt(6)) {
            case 0 -> p.add(q);
            case 1 -> p.sub(q);
            case 2 -> p.mul(q).tanh();
            case 3 -> q.sigmoid();
            case 4 -> q.square().add(1).log();
            default -> q.mul(0.5).sub(p);
          });
    }
    Tensor sum = all.getLast();
    for (Tensor tensor : all.subList(all.size() - 4, all.size() - 1)) {
      sum = sum.add(tensor);
    }
    return sum;
  }
}
