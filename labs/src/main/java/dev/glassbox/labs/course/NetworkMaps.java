package dev.glassbox.labs.course;

import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.picture.ColorScale;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.DType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Pictures of networks over a piece of the plane.
record NetworkMaps(Range xs, Range ys) {
  private static final ColorScale CHANCE =
      new ColorScale(0, 1, ColorScale.Colors.DIVERGING, 8, "probability");
  private static final int POINTS = 41;

  static NetworkMaps of(LabelledPoints points) {
    return new NetworkMaps(Range.around(points.xs()), Range.around(points.ys()));
  }

  /// The area on which a network of one score says yes.
  double area(Layer network) {
    double[] scores = Field.of(xs, ys, 5 * POINTS, DType.FLOAT32, network::apply).values();
    double all = (xs.high() - xs.low()) * (ys.high() - ys.low());
    return all * Arrays.stream(scores).map(s -> s > 0 ? 1 : 0).average().orElseThrow();
  }

  /// The probability by a network of one score, and the line where it is a half.
  ///
  /// @param line what the line is, for the legend
  Panel probability(Layer network, String line) {
    Field score = Field.of(xs, ys, 2 * POINTS, DType.FLOAT32, network::apply);
    Field chance = Field.of(xs, ys, POINTS, DType.FLOAT32, x -> network.apply(x).sigmoid());
    return Panel.of("x₁", "x₂")
        .over(xs, ys)
        .heat(chance, CHANCE)
        .decision(line, Ink.BLACK, score, 0);
  }

  /// The four neurons of a hidden layer that have the largest weights after them.
  ///
  /// @param layer counted from 1
  List<Panel> neurons(Sequential network, int layer) {
    Linear next = (Linear) network.layers().get(1 + 2 * layer);
    double[] sizes = next.weight().square().sum(0).toDoubleArray();
    return IntStream.range(0, sizes.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -sizes[i]))
        .limit(4)
        .map(i -> neuron(network, layer, i))
        .toList();
  }

  private Panel neuron(Sequential network, int layer, int neuron) {
    Layer front = new Sequential(network.layers().subList(0, 1 + 2 * layer));
    Field output =
        Field.of(xs, ys, POINTS, DType.FLOAT32, x -> front.apply(x).slice(1, neuron, neuron + 1));
    return Panel.of("x₁", "x₂")
        .titled("layer %d, neuron %d".formatted(layer, neuron + 1))
        .heat(output, ColorScale.diverging(-1, 1, "output of the neuron"));
  }
}
