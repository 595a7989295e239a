package dev.glassbox.labs.course;

import dev.glassbox.data.Generator;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.optim.Sgd;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What becomes of a network that starts in one way or another.
final class InitialisationLab implements Lab {
  private static final int DEPTH = 5;
  private static final int WIDTH = 32;
  private static final int STEPS = 300;

  @Override
  public String name() {
    return "initialisation";
  }

  @Override
  public Chapter chapter() {
    return Chapter.TRAINING;
  }

  @Override
  public String title() {
    return "How weights should start";
  }

  static Map<String, Initializer> ways() {
    Map<String, Initializer> ways = new LinkedHashMap<>();
    ways.put("zeros", Initializer.zeros());
    ways.put("all 0.1", Initializer.constant(0.1));
    ways.put("U(−0.1, 0.1)", Initializer.uniform(-0.1, 0.1));
    ways.put("N(0, 0.01)", Initializer.normal(0, 0.01));
    ways.put("Xavier", Initializer.glorotNormal());
    ways.put("He", Initializer.heNormal());
    return ways;
  }

  /// Five hidden layers of 32 with tanh, and one output.
  record Network(List<Linear> hidden, Linear output) {
    static Network of(Initializer way, Rng rng) {
      List<Linear> hidden = new ArrayList<>();
      for (int layer = 0; layer < DEPTH; layer++) {
        hidden.add(Linear.of(layer == 0 ? 2 : WIDTH, WIDTH, way, DType.FLOAT64, rng));
      }
      return new Network(hidden, Linear.of(WIDTH, 1, way, DType.FLOAT64, rng));
    }

    /// The outputs of every layer, the scores last.
    List<Tensor> outputs(Tensor x) {
      List<Tensor> all = new ArrayList<>();
      Tensor a = x;
      for (Linear layer : hidden) {
        a = layer.apply(a).tanh();
        all.add(a);
      }
      all.add(output.apply(a));
      return all;
    }

    Tensor loss(LabelledPoints points) {
      Tensor targets = points.targets().reshape(points.size(), 1);
      return outputs(points.inputs()).getLast().sigmoidCrossEntropy(targets).mean();
    }

    List<Tensor> parameters() {
      List<Tensor> all = new ArrayList<>(output.parameters());
      hidden.forEach(layer -> all.addAll(layer.parameters()));
      return all;
    }
  }

  /// What was seen of one way to start.
  ///
  /// @param activations the standard deviation of each hidden layer's outputs at the start
  /// @param gradients the root mean square of the gradient of each hidden layer's weights at the
  ///   start
  /// @param losses before each step
  /// @param twins whether all neurons of the second layer are still the same after training
  record Seen(double[] activations, double[] gradients, double[] losses, boolean twins) {}

  static Seen look(Initializer way, LabelledPoints points, Rng rng) {
    Network network = Network.of(way, rng);
    Gradients first = network.loss(points).gradients();
    double[] activations = new double[DEPTH];
    double[] gradients = new double[DEPTH];
    List<Tensor> outputs = network.outputs(points.inputs());
    for (int layer = 0; layer < DEPTH; layer++) {
      activations[layer] = outputs.get(layer).standardDeviation().item();
      gradients[layer] =
          Math.sqrt(first.of(network.hidden().get(layer).weight()).square().mean().item());
    }
    Updater updater = Sgd.of(0.1).withMomentum(0.9).over(network.parameters());
    double[] losses = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      Tensor loss = network.loss(points);
      losses[step] = loss.item();
      updater.step(loss.gradients());
    }
    return new Seen(activations, gradients, losses, areTwins(network.hidden().get(1).weight()));
  }

  private static boolean areTwins(Tensor weight) {
    double[] one = weight.rows(0, 1).toDoubleArray();
    for (int row = 1; row < WIDTH; row++) {
      if (!Arrays.equals(weight.rows(row, row + 1).toDoubleArray(), one)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        Descent needs a start. Here are six, for a network with five hidden layers of 32 neurons with tanh, on 200 noisy moons:

        - all weights **zero**, or all **equal**: then all neurons of a layer compute the same, get the same gradient, and stay twins for ever;
        - **uniform** in ±0.1, or **normal** with a standard deviation of 0.01: different, but small, so that the signal shrinks from layer to layer;
        - **Xavier** (Glorot and Bengio 2010), variance 2/(in + out), and **He** (He et al. 2015), 2/in: made so that the signal keeps its size.
        """);
    LabelledPoints points = MadePoints.of(Generator.MOONS, 200, 0.1, lab.rng(), "lower", "upper");
    TableRows table =
        lab.table(
            "start",
            "activations: layer 1",
            "layer 5",
            "gradients: layer 1",
            "layer 5",
            "loss after 300 steps",
            "twins");
    double[] layers = new Range(1, DEPTH).spaced(DEPTH);
    double[] steps = new Range(0, STEPS - 1).spaced(STEPS);
    Panel signal = Panel.of("layer", "deviation of activations").withLogarithmicY();
    Panel back = Panel.of("layer", "size of gradients").withLogarithmicY();
    Panel losses = Panel.of("step", "loss").withY(0, 0.8);
    Map<String, Seen> all = new LinkedHashMap<>();
    int ink = 0;
    for (var way : ways().entrySet()) {
      lab.progress(way.getKey(), ink / 6.0);
      Seen seen = look(way.getValue(), points, lab.rng());
      all.put(way.getKey(), seen);
      Ink color = Ink.at(ink++);
      table.row(
          way.getKey(),
          seen.activations()[0],
          seen.activations()[DEPTH - 1],
          seen.gradients()[0],
          seen.gradients()[DEPTH - 1],
          seen.losses()[STEPS - 1],
          seen.twins() ? "yes" : "");
      signal = signal.line(way.getKey(), color, layers, seen.activations());
      back = back.line(way.getKey(), color, layers, seen.gradients());
      losses = losses.line(way.getKey(), color, steps, seen.losses());
    }
    Seen zeros = all.getOrDefault("zeros", look(Initializer.zeros(), points, lab.rng()));
    Seen equal = all.getOrDefault("all 0.1", zeros);
    Seen tiny = all.getOrDefault("N(0, 0.01)", zeros);
    Seen xavier = all.getOrDefault("Xavier", zeros);
    Seen he = all.getOrDefault("He", zeros);
    lab.check(
        "from zeros no gradient reaches a hidden weight, and the loss stays at ln 2",
        Arrays.stream(zeros.gradients()).allMatch(g -> g == 0)
            && Math.abs(zeros.losses()[STEPS - 1] - Math.log(2)) < 1e-6);
    lab.check(
        "from equal weights the neurons of a layer are twins to the last bit after training",
        equal.twins());
    lab.check(
        "from N(0, 0.01) the fifth layer's signal is less than a thousandth of the first's",
        tiny.activations()[DEPTH - 1] < 1e-3 * tiny.activations()[0]);
    lab.check(
        "Xavier's and He's fifth layer has more than a quarter of the first's",
        xavier.activations()[DEPTH - 1] > 0.25 * xavier.activations()[0]
            && he.activations()[DEPTH - 1] > 0.25 * he.activations()[0]);
    lab.check(
        "only from Xavier and He the loss falls below 0.1",
        all.values().stream()
            .filter(seen -> seen.losses()[STEPS - 1] < 0.1)
            .toList()
            .equals(List.of(xavier, he)));
    lab.show(
        Picture.of(
                "starts",
                "Only a signal that keeps its size through the layers lets the network learn")
            .inColumns(3, 230, 230)
            .with(signal.titled("forward"))
            .with(back.titled("backward"))
            .with(losses.titled("training")));
    lab.say(
        """
        The rule behind the last two: the variance of a sum of n terms is n times that of one. If each weight has the variance 1/n, a layer keeps the size of what it is given;
        tanh is nearly the identity for small inputs, and a rectifier throws half away, which He's 2 makes up for.
        """);
  }
}
