package dev.glassbox.labs.course;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/// Backpropagation written out, number by number.
final class ByHandLab implements Lab {
  @Override
  public String name() {
    return "by-hand";
  }

  @Override
  public Chapter chapter() {
    return Chapter.DERIVATIVES;
  }

  @Override
  public String title() {
    return "Backpropagation by hand";
  }

  /// One neuron: z = Σⱼ wⱼ aⱼ + b and a = σ(z).
  static final class Node {
    final double[] w;
    double b;
    double a;

    /// δ = ∂L/∂z.
    double delta;

    final double[] dw;

    Node(Tensor weight, Tensor bias, int row) {
      w = weight.rows(row, row + 1).toDoubleArray();
      b = bias.at(row);
      dw = new double[w.length];
    }

    void forward(double[] input) {
      double z = b;
      for (int j = 0; j < w.length; j++) {
        z += w[j] * input[j];
      }
      a = 1 / (1 + Math.exp(-z));
    }

    /// δ = ∂L/∂a · a(1 − a), and ∂L/∂wⱼ = δ aⱼ of the layer before; ∂L/∂b is δ itself.
    void backward(double byOutput, double[] input) {
      delta = byOutput * a * (1 - a);
      for (int j = 0; j < w.length; j++) {
        dw[j] = delta * input[j];
      }
    }
  }

  /// Nodes that see the same input.
  record NodeLayer(Node[] nodes) {
    static NodeLayer of(Linear layer) {
      Node[] nodes = new Node[layer.out()];
      Arrays.setAll(nodes, row -> new Node(layer.weight(), layer.bias(), row));
      return new NodeLayer(nodes);
    }

    double[] forward(double[] input) {
      Arrays.stream(nodes).forEach(node -> node.forward(input));
      return Arrays.stream(nodes).mapToDouble(node -> node.a).toArray();
    }

    /// The layer before is told ∂L/∂aⱼ = Σₖ δₖ wₖⱼ.
    double[] backward(double[] byOutput, double[] input) {
      double[] byInput = new double[input.length];
      for (int k = 0; k < nodes.length; k++) {
        nodes[k].backward(byOutput[k], input);
        for (int j = 0; j < input.length; j++) {
          byInput[j] += nodes[k].delta * nodes[k].w[j];
        }
      }
      return byInput;
    }
  }

  /// Two layers with the loss Σ (a − t)².
  record Network(NodeLayer hidden, NodeLayer output) {
    double loss(double[] x, double[] t) {
      double[] a = output.forward(hidden.forward(x));
      double sum = 0;
      for (int k = 0; k < a.length; k++) {
        sum += (a[k] - t[k]) * (a[k] - t[k]);
      }
      return sum;
    }

    /// Values forward, then derivatives backward.
    void gradients(double[] x, double[] t) {
      double[] h = hidden.forward(x);
      double[] a = output.forward(h);
      double[] byA = new double[a.length];
      Arrays.setAll(byA, k -> 2 * (a[k] - t[k]));
      hidden.backward(output.backward(byA, h), x);
    }
  }

  /// The same network with tensors.
  record Twin(Linear hidden, Linear output) {
    static Twin of(int in, int width, int out, Rng rng) {
      return new Twin(layer(in, width, rng), layer(width, out, rng));
    }

    private static Linear layer(int in, int out, Rng rng) {
      return new Linear(
          Tensor.normal(rng, Shape.of(out, in), 0, 1, DType.FLOAT64),
          Tensor.normal(rng, Shape.of(out), 0, 1, DType.FLOAT64));
    }

    Tensor loss(Tensor x, Tensor t) {
      return Sequential.of(hidden, Activation.SIGMOID, output, Activation.SIGMOID)
          .apply(x)
          .sub(t)
          .square()
          .sum();
    }
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        Before trusting a machine with derivatives, write them out once: classes for a node, a layer and a network, loops and doubles and nothing
        else. With δ = ∂L/∂z of a node, the whole of backpropagation (Rumelhart, Hinton and Williams 1986) is four equations:
        """);
    lab.formula(
        """
        output layer   δₖ = 2(aₖ − tₖ) aₖ(1 − aₖ)
        layer before   δⱼ = (Σₖ δₖ wₖⱼ) aⱼ(1 − aⱼ)
        weights        ∂L/∂wₖⱼ = δₖ aⱼ
        biases         ∂L/∂bₖ = δₖ\
        """);
    Rng rng = lab.rng();
    Twin twin = Twin.of(2, 3, 1, rng);
    Network network = new Network(NodeLayer.of(twin.hidden()), NodeLayer.of(twin.output()));
    double[] x = {0.5, -1};
    double[] t = {1};
    network.gradients(x, t);
    Twin byMachine =
        Autodiff.gradient(
            m -> m.loss(Tensor.of(DType.FLOAT64, x), Tensor.of(DType.FLOAT64, t)), twin);
    lab.say("A 2-3-1 network with random weights, at x = (0.5, −1) with target 1, three ways:");
    TableRows table = lab.table("parameter", "by hand", "automatic", "finite difference");
    double worstMachine = 0;
    double worstDifference = 0;
    for (int layer = 0; layer < 2; layer++) {
      Node[] nodes = layer == 0 ? network.hidden().nodes() : network.output().nodes();
      Linear machine = layer == 0 ? byMachine.hidden() : byMachine.output();
      for (int k = 0; k < nodes.length; k++) {
        Node node = nodes[k];
        for (int j = 0; j <= node.w.length; j++) {
          boolean isBias = j == node.w.length;
          double byHand = isBias ? node.delta : node.dw[j];
          double automatic = isBias ? machine.bias().at(k) : machine.weight().at(k, j);
          double difference = difference(node, j, () -> network.loss(x, t));
          String name = isBias ? "b" + (k + 1) : "w" + (k + 1) + (j + 1);
          table.row(
              (layer == 0 ? "hidden " : "output ") + name,
              six(byHand),
              six(automatic),
              six(difference));
          worstMachine = Math.max(worstMachine, Math.abs(byHand - automatic));
          worstDifference = Math.max(worstDifference, Math.abs(byHand - difference));
        }
      }
    }
    lab.check("by hand and automatic agree within 10⁻¹²", worstMachine < 1e-12);
    lab.check("by hand and finite differences agree within 10⁻⁶", worstDifference < 1e-6);
    cost(lab, rng);
  }

  private static String six(double value) {
    return Course.text("%.8f", value);
  }

  /// (L(w + h) − L(w − h)) / 2h
  private static double difference(Node node, int j, DoubleSupplier loss) {
    double h = 1e-5;
    double up = shifted(node, j, h, loss);
    return (up - shifted(node, j, -h, loss)) / (2 * h);
  }

  private static double shifted(Node node, int j, double by, DoubleSupplier loss) {
    boolean isBias = j == node.w.length;
    double before = isBias ? node.b : node.w[j];
    set(node, j, before + by);
    double value = loss.getAsDouble();
    set(node, j, before);
    return value;
  }

  private static void set(Node node, int j, double value) {
    if (j == node.w.length) {
      node.b = value;
    } else {
      node.w[j] = value;
    }
  }

  /// How often the network must be gone through for all derivatives.
  private static void cost(LabContext lab, Rng rng) {
    lab.heading("What it costs");
    lab.say(
        """
        A finite difference takes two passes for each parameter. Backpropagation takes one pass forward and one backward, about two forward passes' worth, for all
        of them together: with a million parameters that is the difference between a second and days.
        """);
    double[] widths = {1, 3, 10, 30, 100, 300, 1000};
    double[] differences =
        Arrays.stream(widths).map(p -> 2 * (100 * p + p + 10 * p + 10)).toArray();
    double[] backward = Arrays.stream(widths).map(_ -> 3).toArray();
    lab.show(
        Picture.of(
                "passes",
                "Finite differences cost passes in proportion to the parameters, backpropagation"
                    + " does not")
            .inColumns(1, 520, 260)
            .with(
                Panel.of(
                        "hidden neurons, with 100 inputs and 10 outputs",
                        "passes through the network")
                    .withLogarithmicX()
                    .withLogarithmicY()
                    .line("finite differences", Ink.VERMILLION, widths, differences)
                    .line("backpropagation", Ink.BLUE, widths, backward)));
    Twin large = Twin.of(100, 100, 10, rng);
    Network scalar = new Network(NodeLayer.of(large.hidden()), NodeLayer.of(large.output()));
    Tensor x = Tensor.normal(rng, Shape.of(100), 0, 1, DType.FLOAT64);
    Tensor t = Tensor.zeros(Shape.of(10), DType.FLOAT64);
    double[] xs = x.toDoubleArray();
    double[] ts = t.toDoubleArray();
    double hand = micros(() -> scalar.gradients(xs, ts));
    double machine = micros(() -> Autodiff.gradient(m -> m.loss(x, t), large));
    double pass = micros(() -> scalar.loss(xs, ts));
    lab.sayMeasured(
        """
        Measured here on 100-100-10 with 11,110 parameters: by hand %.0f µs, automatic %.0f µs, finite differences %.0f ms (22,220 passes of %.1f µs).
        """,
        hand, machine, pass * 22_220 / 1000, pass);
  }

  private static double micros(Runnable work) {
    long start = 0;
    for (int i = 0; i < 400; i++) {
      if (i == 200) {
        start = System.nanoTime();
      }
      work.run();
    }
    return (System.nanoTime() - start) / 200e3;
  }
}
