package dev.glassbox.studio.playground;

import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the engine says, for tests of the page in other packages.
public final class PlaygroundOracle {
  private final Run run;
  private final View view;

  /// A run of these settings after so many steps.
  public PlaygroundOracle(String settings, int steps) {
    this(settings, null, steps);
  }

  /// A run of these settings with a table after so many steps.
  public PlaygroundOracle(String settings, @Nullable OwnTable own, int steps) {
    run = new Run(RunTest.settings(settings, own));
    while (run.steps() < steps) {
      run.next();
    }
    view = new View(run);
  }

  /// All weights and biases.
  public float[] weights() {
    return run.weights().value(run.weights().size() - 1);
  }

  /// The mean loss on the training points.
  public double trainingLoss() {
    return view.see(weights()).trainingLoss();
  }

  /// The mean loss on the test points.
  public double testLoss() {
    return view.see(weights()).testLoss();
  }

  /// R² on the test points, computed from its definition, in the target's own unit.
  public double testR2() {
    double[][] both = tested();
    double mean = java.util.Arrays.stream(both[1]).average().orElseThrow();
    double total = 0;
    for (double value : both[1]) {
      total += (value - mean) * (value - mean);
    }
    return 1 - squares(both) / total;
  }

  /// The root of the mean square error on the test points, in the target's own unit.
  public double testRmse() {
    double[][] both = tested();
    return Math.sqrt(squares(both) / both[0].length);
  }

  private static double squares(double[][] both) {
    double sum = 0;
    for (int i = 0; i < both[0].length; i++) {
      sum += (both[0][i] - both[1][i]) * (both[0][i] - both[1][i]);
    }
    return sum;
  }

  /// What is predicted for the test points, and what is true.
  private double[][] tested() {
    Axis value = run.settings().data().value();
    float[] predictions = view.see(weights()).predictions();
    int from = run.points().training().size();
    double[][] both = new double[2][run.points().test().size()];
    for (int i = 0; i < both[0].length; i++) {
      both[0][i] = value.middle() + value.scale() * predictions[from + i];
      both[1][i] = value.middle() + value.scale() * run.points().test().get(i).target();
    }
    return both;
  }

  /// What each layer gives at a place.
  public List<float[]> at(double x, double y) {
    return view.at(weights(), x, y);
  }

  /// For the training points: how many of each class (first index) were taken for each.
  public int[][] confusion() {
    float[] predictions = view.see(weights()).predictions();
    int[][] counts = new int[2][2];
    for (int i = 0; i < run.points().training().size(); i++) {
      counts[(int) run.points().training().get(i).target()][predictions[i] > 0.5 ? 1 : 0]++;
    }
    return counts;
  }

  /// What the microscope gets for a point.
  public String sample(int row) {
    Player player = new Player(run.settings());
    while (player.run().steps() < run.steps()) {
      player.step(Player.Unit.BATCH);
    }
    return player.sample(row);
  }

  /// The loss of one point alone.
  public double lossOf(int row) {
    return loss(row).item();
  }

  /// Its derivative by every weight and bias, in order.
  public float[] gradientOf(int row) {
    Gradients gradients = loss(row).gradients();
    float[] all = new float[weights().length];
    int at = 0;
    for (Tensor parameter : network().model().parameters()) {
      float[] some = gradients.of(parameter).toFloatArray();
      System.arraycopy(some, 0, all, at, some.length);
      at += some.length;
    }
    return all;
  }

  private @Nullable Network network;

  private Network network() {
    if (network == null) {
      network = Network.like(run.settings());
      network.assign(weights());
    }
    return network;
  }

  private Tensor loss(int row) {
    int classes = run.settings().data().classes();
    int training = run.points().training().size();
    Examples one =
        row < training
            ? run.points().trainingExamples(classes).rows(row)
            : run.points().testExamples(classes).rows(row - training);
    return run.settings()
        .loss()
        .create(classes)
        .of(network().model().apply(one.inputs()), one.targets());
  }

  /// How many points there are to train on.
  public int trainingPoints() {
    return run.points().training().size();
  }

  /// The points to train on.
  public Examples training() {
    return run.points().trainingExamples(run.settings().data().classes());
  }
}
