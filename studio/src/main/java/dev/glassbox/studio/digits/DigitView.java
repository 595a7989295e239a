package dev.glassbox.studio.digits;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.studio.run.Measure;
import dev.glassbox.studio.run.Twin;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.tensor.Tensor;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Looks at the network of a run with the weights of any step, by a copy of its own: the run does
/// not notice.
final class DigitView {
  private final Twin twin;
  private final Measure trainingLoss;
  private final Measure testLoss;
  private final Reading reading;

  DigitView(DigitRun run) {
    twin = new Twin(run.beginning());
    trainingLoss = new Measure(twin.network(), DigitRun.LOSS, run.training());
    testLoss = new Measure(twin.network(), DigitRun.LOSS, run.test());
    reading = new Reading(twin.network(), run.test());
  }

  /// @param read what the network takes the test pictures for
  record Seen(double trainingLoss, double testLoss, Reading.Read read) {}

  Seen see(float[] weights) {
    twin.assign(weights);
    return new Seen(trainingLoss.measure(), testLoss.measure(), reading.read());
  }

  /// What a picture makes of every layer: for the hidden ones `products` W·x, `biases`, and
  /// `values`, which come out; `scores`, the `sum` of their exponentials, and `probabilities`.
  ObjectNode look(float[] weights, int[] grays) {
    twin.assign(weights);
    ObjectNode answer = Json.object();
    ArrayNode pixels = answer.putArray("pixels");
    IntStream.of(grays).forEach(pixels::add);
    ArrayNode layers = answer.putArray("layers");
    return Tensor.untracked(
        () -> {
          Tensor y = DigitImages.inputs(grays);
          for (Layer layer : ((Sequential) twin.network()).layers()) {
            Tensor x = y;
            y = layer.apply(x);
            if (layer instanceof Linear linear) {
              ObjectNode hidden = layers.addObject();
              Tensor bias = linear.bias();
              hidden.set("products", numbers(bias == null ? y : y.sub(bias)));
              hidden.set("biases", numbers(bias == null ? y.mul(0) : bias));
              hidden.set("values", numbers(y));
            } else {
              ((ObjectNode) layers.get(layers.size() - 1)).set("values", numbers(y));
            }
          }
          answer.set("scores", numbers(y));
          answer.put("sum", y.exp().sum().item());
          answer.set("probabilities", numbers(y.softmax()));
          return answer;
        });
  }

  private static ArrayNode numbers(Tensor tensor) {
    ArrayNode list = Json.array();
    for (float value : tensor.toFloatArray()) {
      list.add(value);
    }
    return list;
  }
}
