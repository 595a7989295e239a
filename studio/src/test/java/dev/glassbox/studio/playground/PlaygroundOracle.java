package dev.glassbox.studio.playground;

import dev.glassbox.train.Examples;
import java.util.List;

/// What the engine says, for tests of the page in other packages.
public final class PlaygroundOracle {
  private final Run run;
  private final View view;

  /// A run of these settings after so many steps.
  public PlaygroundOracle(String settings, int steps) {
    run = new Run(RunTest.settings(settings));
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

  /// How many points there are to train on.
  public int trainingPoints() {
    return run.points().training().size();
  }

  /// The points to train on.
  public Examples training() {
    return run.points().trainingExamples(run.settings().data().classes());
  }
}
