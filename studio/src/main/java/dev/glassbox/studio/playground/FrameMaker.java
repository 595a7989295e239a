package dev.glassbox.studio.playground;

import dev.glassbox.studio.run.Timeline;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Frame.Values;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.ClassificationScores;
import dev.glassbox.train.RegressionScores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes what the tabs see of one step.
public final class FrameMaker {
  private final Run run;
  private final View view;
  private final float[] weights;
  private final Source data;
  private final PlanePoints points;
  private final int outputs;
  private final View.Seen seen;

  /// @param position of the step among those that are kept
  public FrameMaker(Run run, View view, int position) {
    this.run = run;
    this.view = view;
    weights = run.weights().value(position);
    data = run.settings().data();
    points = run.points();
    outputs = run.settings().outputs();
    seen = view.see(weights);
  }

  Frame frame(ObjectNode header) {
    plane(header);
    header.put("parameters", weights.length);
    scores(header);
    sample(header);
    Map<String, Values> arrays = new LinkedHashMap<>();
    arrays.put("output", output());
    int neurons = run.settings().hidden().stream().mapToInt(Integer::intValue).sum();
    arrays.put("neurons", values(seen.neurons(), neurons, View.COARSE));
    arrays.put("weights", new Values(weights, weights.length));
    arrays.put("points", points());
    arrays.put("predictions", new Values(seen.predictions(), points.numbers().length, outputs));
    float[] steps = run.weights().steps();
    arrays.put("steps", new Values(steps, steps.length));
    arrays.putAll(losses());
    return new Frame(header, arrays);
  }

  /// What the plane is, and its classes.
  public void plane(ObjectNode header) {
    header.put("side", data.side()).put("inputs", data.inputs()).put("classes", data.classes());
    header.set("labels", Json.texts(data.labels()));
    ArrayNode axes = header.putArray("axes");
    data.axes().forEach(axis -> axis.write(axes.addObject()));
    data.value().write(header.putObject("value"));
    if (data instanceof TablePoints rows) {
      header.put("complete", rows.complete());
    }
  }

  /// The losses, and how well the network does.
  public void scores(ObjectNode header) {
    header.put("trainLoss", seen.trainingLoss()).put("testLoss", seen.testLoss());
    int training = points.training().size();
    header.set("train", scores(points.training(), seen.predictions(), 0));
    header.set("test", scores(points.test(), seen.predictions(), training));
  }

  /// What the network gives over the plane, or the curve.
  public Values output() {
    return values(seen.output(), outputs, View.FINE);
  }

  /// Maps over the plane, or curves.
  private Values values(float[] values, int maps, int side) {
    return data.inputs() == 1
        ? new Values(values, maps, 1, maps == 0 ? 0 : values.length / maps)
        : new Values(values, maps, side, side);
  }

  /// Each point as x, y, target, number, and 1 if it is for tests.
  public Values points() {
    float[] rows = new float[5 * points.numbers().length];
    int at = 0;
    for (List<Point> part : List.of(points.training(), points.test())) {
      for (Point point : part) {
        rows[5 * at] = (float) point.x();
        rows[5 * at + 1] = (float) point.y();
        rows[5 * at + 2] = (float) point.target();
        rows[5 * at + 3] = points.numbers()[at];
        rows[5 * at + 4] = at < points.training().size() ? 0 : 1;
        at++;
      }
    }
    return new Values(rows, points.numbers().length, 5);
  }

  /// The losses so far, and after which steps they were measured.
  public Map<String, Values> losses() {
    Map<String, Values> arrays = new LinkedHashMap<>();
    Timeline<Run.Losses> losses = run.losses();
    float[] training = new float[losses.size()];
    float[] test = new float[losses.size()];
    for (int i = 0; i < training.length; i++) {
      training[i] = (float) losses.value(i).training();
      test[i] = (float) losses.value(i).test();
    }
    arrays.put("lossSteps", new Values(losses.steps(), training.length));
    arrays.put("trainLosses", new Values(training, training.length));
    arrays.put("testLosses", new Values(test, training.length));
    return arrays;
  }

  /// The point of the batch that is looked at, and what it costs.
  private void sample(ObjectNode header) {
    int sample = run.sample();
    if (sample < 0) {
      return;
    }
    int row = run.batches().row(sample);
    Point point = points.training().get(row);
    ObjectNode shown = header.putObject("sample");
    shown
        .put("row", row)
        .put("place", sample + 1)
        .put("of", run.batches().rows())
        .put("x", point.x())
        .put("y", point.y())
        .put("target", point.target())
        .put("loss", view.lossOf(weights, points.trainingExamples(data.classes()), row));
  }

  /// Accuracy and confusion matrix, or R², of some of the points.
  ///
  /// @param from where their predictions begin
  private ObjectNode scores(List<Point> some, float[] predictions, int from) {
    ObjectNode scores = Json.object().put("points", some.size());
    if (some.isEmpty()) {
      return scores;
    }
    if (data.classes() == 0) {
      double[] predicted = new double[some.size()];
      double[] actual = new double[some.size()];
      for (int i = 0; i < predicted.length; i++) {
        predicted[i] = data.value().value(predictions[from + i]);
        actual[i] = data.value().value(some.get(i).target());
      }
      RegressionScores result = RegressionScores.of(predicted, actual);
      return scores.put("r2", result.r2()).put("rmse", result.rmse());
    }
    double[] probabilities = new double[some.size() * data.classes()];
    int[] actual = new int[some.size()];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = (int) some.get(i).target();
      for (int c = 0; c < data.classes(); c++) {
        probabilities[i * data.classes() + c] = probability(predictions, from + i, c);
      }
    }
    ClassificationScores result =
        ClassificationScores.of(
            Tensor.of(Shape.of(actual.length, data.classes()), probabilities), actual);
    scores.put("accuracy", result.accuracy());
    ArrayNode matrix = scores.putArray("confusion");
    for (long[] counts : result.confusion()) {
      ArrayNode row = matrix.addArray();
      for (long count : counts) {
        row.add(count);
      }
    }
    return scores;
  }

  private double probability(float[] predictions, int row, int c) {
    if (data.classes() > 2) {
      return predictions[row * outputs + c];
    }
    return c == 1 ? predictions[row] : 1 - predictions[row];
  }
}
