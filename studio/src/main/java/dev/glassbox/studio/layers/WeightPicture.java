package dev.glassbox.studio.layers;

import dev.glassbox.studio.screen.Json;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The weights of a layer as something to see: of the first one as images where the input is an
/// image, and as lines where it is a point of the plane; of others as a matrix.
final class WeightPicture {
  private static final int LEAST_IMAGE = 16;
  private static final int MOST_PIXELS = 30_000;
  private static final int MOST_UNITS = 64;
  private static final double MARGIN = 0.1;

  private WeightPicture() {}

  /// @param isFirst whether the layer is given the input
  static ObjectNode of(NamedLayer layer, boolean isFirst, Examples rows) {
    Shape shape = layer.weight().shape();
    ObjectNode json = Json.object();
    if (shape.rank() != 2) {
      return json.put("kind", "none");
    }
    int units = shape.length(0);
    int inputs = shape.length(1);
    boolean takesInput =
        isFirst && rows.inputs().shape().rank() == 2 && rows.inputs().shape().length(1) == inputs;
    int side = (int) Math.sqrt(inputs);
    if (takesInput && inputs == 2) {
      return lines(json.put("kind", "lines"), layer, rows);
    }
    boolean isImage = takesInput && inputs >= LEAST_IMAGE && side * side == inputs;
    int width = Math.min(inputs, MOST_PIXELS / 4);
    int height = Math.min(units, Math.min(MOST_PIXELS / width, isImage ? MOST_UNITS : units));
    json.put("kind", isImage ? "images" : "matrix")
        .put("units", units)
        .put("inputs", inputs)
        .put("rows", height)
        .put("columns", width);
    float[] all = layer.weight().toFloatArray();
    ArrayNode values = json.putArray("values");
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        values.add(all[row * inputs + column]);
      }
    }
    return json;
  }

  /// For each unit the line on which it is given 0, w₁x + w₂y + b = 0, within the square of the
  /// points.
  private static ObjectNode lines(ObjectNode json, NamedLayer layer, Examples rows) {
    float[] points = rows.inputs().toFloatArray();
    double bound = 0;
    for (float place : points) {
      bound = Float.isFinite(place) ? Math.max(bound, Math.abs(place)) : bound;
    }
    bound = bound == 0 ? 1 : bound * (1 + MARGIN);
    json.put("bound", bound);
    float[] weight = layer.weight().toFloatArray();
    int units = weight.length / 2;
    float[] bias = bias(layer, units);
    ArrayNode lines = json.putArray("lines");
    for (int unit = 0; unit < units; unit++) {
      double a = weight[2 * unit];
      double b = weight[2 * unit + 1];
      ObjectNode line = lines.addObject().put("a", a).put("b", b).put("c", bias[unit]);
      List<double[]> ends = ends(a, b, bias[unit], bound);
      ArrayNode list = line.putArray("ends");
      ends.forEach(end -> list.add(Json.array(end)));
    }
    float[] targets = rows.targets().toFloatArray();
    ArrayNode list = json.putArray("points");
    int outputs = targets.length / rows.rows();
    for (int row = 0; row < rows.rows(); row++) {
      list.add(Json.array(points[2 * row], points[2 * row + 1], targets[row * outputs]));
    }
    return json;
  }

  private static float[] bias(NamedLayer layer, int units) {
    for (Tensor parameter : layer.parameters()) {
      if (parameter.shape().equals(Shape.of(units))) {
        return parameter.toFloatArray();
      }
    }
    return new float[units];
  }

  /// Where a x + b y + c = 0 enters and leaves the square of ±bound; empty if it does not.
  static List<double[]> ends(double a, double b, double c, double bound) {
    List<double[]> ends = new ArrayList<>();
    for (double at : new double[] {-bound, bound}) {
      double y = -(a * at + c) / b;
      if (Math.abs(y) <= bound) {
        ends.add(new double[] {at, y});
      }
      double x = -(b * at + c) / a;
      if (Math.abs(x) < bound) {
        ends.add(new double[] {x, at});
      }
    }
    return ends.size() < 2 ? List.of() : List.of(ends.getFirst(), ends.getLast());
  }
}
