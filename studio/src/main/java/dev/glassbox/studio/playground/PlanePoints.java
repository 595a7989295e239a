package dev.glassbox.studio.playground;

import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The points of a run: those to train on, in order, and those to test on.
///
/// @param training points to train on
/// @param test points to test on
/// @param numbers for each training and then each test point its number: that of the made point, or
///   −1, −2, … for the user's own, in order
/// @param inputs how many numbers of a point there are to learn from
public record PlanePoints(List<Point> training, List<Point> test, int[] numbers, int inputs) {
  /// Makes the points of these settings. A random part of those that are made is for tests, whether
  /// or not some of them are left out; the user's own are all trained on.
  static PlanePoints of(Settings settings, Rng rng) {
    List<Point> made = settings.data().points(settings.points(), settings.noise(), rng.split());
    int[] order = rng.split().permutation(made.size());
    int tested = (int) Math.round(made.size() * settings.testShare());
    Set<Integer> removed = new HashSet<>(settings.removed());
    List<Point> training = new ArrayList<>();
    List<Point> test = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int i = tested; i < order.length; i++) {
      if (!removed.contains(order[i])) {
        training.add(made.get(order[i]));
        numbers.add(order[i]);
      }
    }
    for (int i = 0; i < settings.added().size(); i++) {
      training.add(settings.added().get(i));
      numbers.add(-1 - i);
    }
    for (int i = 0; i < tested; i++) {
      if (!removed.contains(order[i])) {
        test.add(made.get(order[i]));
        numbers.add(order[i]);
      }
    }
    return new PlanePoints(
        List.copyOf(training),
        List.copyOf(test),
        numbers.stream().mapToInt(Integer::intValue).toArray(),
        settings.data().inputs());
  }

  /// The points to train on, as a trainer takes them.
  public Examples trainingExamples(int classes) {
    return examples(training, classes);
  }

  Examples testExamples(int classes) {
    return examples(test, classes);
  }

  /// Rows for the engine. Two classes are the numbers 0 and 1, more are indices.
  private Examples examples(List<Point> points, int classes) {
    float[] columns = new float[inputs * points.size()];
    float[] values = new float[points.size()];
    long[] indices = new long[points.size()];
    for (int i = 0; i < points.size(); i++) {
      columns[inputs * i] = (float) points.get(i).x();
      if (inputs > 1) {
        columns[inputs * i + 1] = (float) points.get(i).y();
      }
      values[i] = (float) points.get(i).target();
      indices[i] = (long) points.get(i).target();
    }
    Shape rows = Shape.of(points.size());
    return new Examples(
        Tensor.of(Shape.of(points.size(), inputs), columns),
        classes > 2 ? Tensor.of(rows, indices) : Tensor.of(rows, values));
  }
}
