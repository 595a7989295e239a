package dev.glassbox.studio.layers;

import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.optim.Adam;
import dev.glassbox.studio.run.Recipe;
import dev.glassbox.studio.run.Rows;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The same network on the same batches from four kinds of first weights.
///
/// Matrices start anew, biases at 0, and all else, such as the factors of a normalisation, as it
/// was at step 0.
final class Starts {
  /// How weights start.
  enum Start {
    ZERO("Zero"),
    CONSTANT("Constant"),
    XAVIER("Xavier"),
    HE("He");

    private final String title;

    Start(String title) {
      this.title = title;
    }

    Initializer initializer() {
      return switch (this) {
        case ZERO -> Initializer.zeros();
        case CONSTANT -> Initializer.constant(0.5);
        case XAVIER -> Initializer.glorotUniform();
        case HE -> Initializer.heNormal();
      };
    }

    String title() {
      return title;
    }
  }

  /// What a training takes where nothing else is known.
  static final Recipe USUAL = new Recipe(Adam.of(0.01), 32, 42);

  /// Rows that are trained on, at most.
  static final int MOST_ROWS = 4096;

  private static final double LOSSES_EACH_DOUBLING = 4;

  /// One of the four.
  ///
  /// @param start how it started
  /// @param losses on the rows looked at, after each of the measured steps
  /// @param before the layers' figures at step 0
  /// @param after the same after the last step
  record Trained(Start start, double[] losses, List<Figures> before, List<Figures> after) {}

  /// All four.
  ///
  /// @param measured the steps after which the loss was measured, from 0 to the last
  record Comparison(int[] measured, List<Trained> trained) {}

  private Starts() {}

  /// Why a network cannot start anew, or empty if it can.
  static String obstacle(Subject subject) {
    boolean hasMatrix =
        subject.network().parameters().stream().anyMatch(weight -> weight.shape().rank() >= 2);
    return hasMatrix ? "" : "this network has no weight matrix that could start anew";
  }

  /// Trains all four for so many steps.
  static Comparison of(Subject subject, Recipe recipe, int steps) {
    int[] measured = measured(steps);
    Examples training = Rows.some(subject.training(), MOST_ROWS);
    List<Trained> trained = new ArrayList<>();
    for (Start start : Start.values()) {
      trained.add(train(subject, training, recipe, start, measured));
    }
    return new Comparison(measured, trained);
  }

  private static int[] measured(int steps) {
    List<Integer> measured = new ArrayList<>(List.of(0));
    for (int k = 0; measured.getLast() < steps; k++) {
      int next = (int) Math.min(steps, Math.ceil(Math.pow(2, k / LOSSES_EACH_DOUBLING)));
      if (next > measured.getLast()) {
        measured.add(next);
      }
    }
    return measured.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Trained train(
      Subject subject, Examples training, Recipe recipe, Start start, int[] measured) {
    Layer network = started(subject.network(), start, Rng.seed(recipe.seed()));
    Loss loss = subject.loss();
    Gaze gaze = new Gaze(network, loss, Rows.some(subject.training(), Gaze.MOST_ROWS));
    TrainingStep step = TrainingStep.of(network, loss, recipe.optimizer());
    Order order = new Order(training.rows(), recipe);
    List<Figures> before = gaze.figures(gaze.now(), new float[0]);
    double[] losses = new double[measured.length];
    for (int i = 0; i < measured.length; i++) {
      for (int at = i == 0 ? 0 : measured[i - 1]; at < measured[i]; at++) {
        Examples batch = training.rows(order.next());
        step.take(batch.inputs(), batch.targets());
      }
      losses[i] = gaze.now().loss();
    }
    return new Trained(start, losses, before, gaze.figures(gaze.now(), new float[0]));
  }

  /// A copy of a network that starts anew.
  static Layer started(Layer network, Start start, Rng rng) {
    Layer copy = Layer.copy(network);
    for (NamedLayer layer : NamedLayer.of(copy)) {
      Tensor weight = layer.weight();
      if (weight.shape().rank() < 2) {
        continue;
      }
      for (Tensor tensor : layer.parameters()) {
        if (tensor.shape().rank() >= 2) {
          tensor.assign(start.initializer().create(rng.split(), tensor.shape(), tensor.dtype()));
        } else {
          tensor.assign(0);
        }
      }
    }
    return copy;
  }

  /// The numbers of the rows of one batch after the other; every row once an epoch.
  private static final class Order {
    private final Rng rng;
    private final int size;
    private int[] order;
    private int at;

    Order(int rows, Recipe recipe) {
      rng = Rng.seed(recipe.seed());
      size = Math.min(rows, recipe.batch());
      order = rng.permutation(rows);
    }

    int[] next() {
      if (at + size > order.length) {
        order = rng.permutation(order.length);
        at = 0;
      }
      at += size;
      return Arrays.copyOfRange(order, at - size, at);
    }
  }
}
