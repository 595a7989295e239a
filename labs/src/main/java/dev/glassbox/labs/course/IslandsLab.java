package dev.glassbox.labs.course;

import dev.glassbox.data.Generator;
import dev.glassbox.data.Split;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.BinaryCrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Schedule;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Trainer;
import dev.glassbox.train.TrainingEvent.EpochEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/// A classifier of points whose class is an archipelago.
final class IslandsLab implements Lab {
  private static final int EPOCHS = 400;
  private static final int[][] WIDTHS = {{1}, {4, 1}, {16, 1}, {8, 8, 1}, {16, 16, 1}};
  static final NetworkMaps SEA = new NetworkMaps(new Range(-2, 2), new Range(-2, 2));

  @Override
  public String name() {
    return "islands";
  }

  @Override
  public Chapter chapter() {
    return Chapter.REAL_SHAPES;
  }

  @Override
  public String title() {
    return "A coast that a network draws";
  }

  @Override
  public boolean takesPoints() {
    return true;
  }

  /// A network with hidden layers of tanh, and a watcher who hears of it after every epoch.
  static Sequential learn(
      LabelledPoints points, Rng rng, ObjIntConsumer<Layer> watcher, int... widths) {
    Tensor inputs = points.inputs().to(DType.FLOAT32);
    Tensor targets = points.targets().to(DType.FLOAT32).reshape(points.size(), 1);
    Sequential network = DenseNetwork.of(inputs, Activation.TANH, rng, widths);
    Trainer.of(new BinaryCrossEntropy(), Adam.of(0.01))
        .withSchedule(Schedule.cosine())
        .withEpochs(EPOCHS)
        .withSeed(rng.nextLong())
        .withListener(
            e -> {
              if (e instanceof EpochEnded(var epoch, _)) {
                watcher.accept(network, epoch.number());
              }
            })
        .fit(network, new Examples(inputs, targets));
    return network;
  }

  /// The points on which the network's answer is not the truth.
  static LabelledPoints wrong(Layer network, LabelledPoints points) {
    double[] scores = network.apply(points.inputs().to(DType.FLOAT32)).toDoubleArray();
    return points.rows(
        IntStream.range(0, scores.length)
            .filter(i -> (scores[i] > 0 ? 1 : 0) != points.points().get(i).label())
            .toArray());
  }

  static double accuracy(Layer network, LabelledPoints points) {
    return 1 - (double) wrong(network, points).size() / points.size();
  }

  @Override
  public void run(LabContext lab) {
    boolean made = lab.points().isEmpty();
    Rng rng = lab.rng();
    LabelledPoints points =
        lab.points()
            .map(Course::twoClasses)
            .orElseGet(() -> MadePoints.of(Generator.ISLANDS, 5000, rng.split(), "water", "land"));
    Split split = Split.shuffled(points.size(), 0, made ? 0.8 : 0.25, rng.split());
    LabelledPoints training = points.rows(split.train());
    LabelledPoints fresh = points.rows(split.test());
    lab.say(
        """
        Four islands lie in the sea. The lab `polynomial-perceptron` drew their coasts after it had been handed 66 products of powers of x₁ and x₂. A network is handed x₁ and x₂
        and nothing else: it finds its own features. Each neuron of the first layer sees on which side of a line a point lies, and how far from it; each neuron of the second
        weighs such lines together into a region; the last weighs the regions. A sigmoid makes its score a probability, and the loss is the cross-entropy.
        """);
    lab.formula("h₁ = tanh(W₁x + b₁)    h₂ = tanh(W₂h₁ + b₂)    P(land) = σ(w₃ · h₂ + b₃)");
    lab.say(
        """
        There are %,d points to learn from and %,d fresh ones to be judged by; training takes %d epochs of Adam in batches of 32, and its rate falls from 0.01 to 0 along half
        a cosine. How large must the network be? Here 2-16-16-1 means 2 inputs, two hidden layers of 16 neurons, and 1 output.
        """,
        training.size(), fresh.size(), EPOCHS);
    NetworkMaps maps = made ? SEA : NetworkMaps.of(points);
    TableRows table = lab.table("network", "parameters", "right in training", "right when fresh");
    List<Panel> growth = new ArrayList<>();
    double[] right = new double[WIDTHS.length];
    Sequential network = Sequential.of();
    for (int i = 0; i < WIDTHS.length; i++) {
      String name = DenseNetwork.name(2, WIDTHS[i]);
      lab.progress(name, (double) i / WIDTHS.length);
      growth.clear();
      ObjIntConsumer<Layer> watcher =
          (model, epoch) -> {
            if (List.of(1, 5, 10, 20, 50, EPOCHS).contains(epoch)) {
              growth.add(maps.probability(model, "the coast").titled("after epoch " + epoch));
            }
          };
      network = learn(training, rng.split(), watcher, WIDTHS[i]);
      right[i] = accuracy(network, fresh);
      table.row(name, network.parameterCount(), accuracy(network, training), right[i]);
    }
    LabelledPoints wrong = wrong(network, fresh);
    if (made) {
      lab.check("without a hidden layer at most 70 % are right", right[0] <= 0.7);
      lab.check("four lines do not make four coasts: at most 85 %", right[1] <= 0.85);
      lab.check("2-16-16-1 has at least 98 % of the fresh points right", right[4] >= 0.98);
      lab.check(
          "its land is as large within 3 % as four discs, π(0.7² + 0.5² + 0.75² + 0.55²) = 5.042",
          SEA.area(network), 5.042, 0.15);
    }
    lab.show(
        Picture.of(
                "map",
                "%,d of %,d fresh points are on their side of the coast"
                    .formatted(fresh.size() - wrong.size(), fresh.size()))
            .inColumns(1, 400, 400)
            .with(
                maps.probability(network, "the coast, probability ½")
                    .rimmedPoints("land to learn from", Ink.BLUE, training.xs(1), training.ys(1))
                    .rimmedPoints("water", Ink.VERMILLION, training.xs(0), training.ys(0))
                    .points(wrong.size() > 0 ? "wrong" : "", Ink.BLACK, wrong.xs(), wrong.ys())));
    lab.show(
        Picture.of("growth", "From a line to four coasts: land takes shape as the epochs pass")
            .inColumns(3, 180, 180)
            .withSharedAxes()
            .with(growth));
    lab.say(
        "Open the box: four neurons of each hidden layer, those with the largest weights after"
            + " them. In the first each is a step along a line, and can be nothing else. In the"
            + " second the steps bend and close, put together from such lines.");
    lab.show(
        Picture.of("neurons", "Neurons of the first layer see lines, those of the second regions")
            .inColumns(4, 150, 150)
            .withSharedAxes()
            .with(maps.neurons(network, 1))
            .with(maps.neurons(network, 2)));
    lab.say(
        """
        **To try:** leave out the second layer but give the first 32 neurons; give the network relu in place of tanh and look at the corners of the coast; or run the lab on points of
        your own with `--data FILE`.
        """);
  }
}
