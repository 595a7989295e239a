package dev.glassbox.studio.perceptron;

import static dev.glassbox.studio.screen.Json.array;

import dev.glassbox.nn.Perceptron;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The perceptron. Its command `learn` takes the points as the lists `x`, `y` and `labels` (−1 and
/// 1), the `learningRate` and the most `epochs`, and answers with every correction up to a
/// thousand; `java` takes the same and answers with a program that prints them.
public final class PerceptronScreen implements Screen {
  private static final int MOST_POINTS = 200;
  private static final int MOST_EPOCHS = 500;
  private static final int MOST_LISTED = 1000;
  private static final double FARTHEST = 1e6;

  @Override
  public String name() {
    return "perceptron";
  }

  @Override
  public JsonNode command(String command, JsonNode arguments) {
    if (!command.equals("learn") && !command.equals("java")) {
      throw MistakeException.unknownCommand(this, command, "learn and java");
    }
    Arguments given = new Arguments(arguments);
    double[] x = given.numbers("x", MOST_POINTS, -FARTHEST, FARTHEST);
    double[] y = given.numbers("y", MOST_POINTS, -FARTHEST, FARTHEST);
    double[] labels = given.numbers("labels", MOST_POINTS, -1, 1);
    if (x.length == 0) {
      throw new MistakeException("there are no points; add one of each class");
    }
    if (y.length != x.length || labels.length != x.length) {
      throw new MistakeException(
          "x, y and labels must be lists of the same length, were %d, %d and %d"
              .formatted(x.length, y.length, labels.length));
    }
    if (Arrays.stream(labels).anyMatch(label -> Math.abs(label) != 1)) {
      throw new MistakeException("labels must be -1 or 1, nothing between");
    }
    double rate = given.number("learningRate", 1e-6, 1e6);
    int epochs = given.integer("epochs", 1, MOST_EPOCHS);
    return command.equals("java")
        ? Json.object().put("java", program(x, y, labels, rate, epochs))
        : json(Learning.of(x, y, labels, rate, epochs));
  }

  private static String program(double[] x, double[] y, double[] labels, double rate, int epochs) {
    String rows =
        IntStream.range(0, x.length)
            .mapToObj(i -> "    {%s, %s, %d},\n".formatted(x[i], y[i], (int) labels[i]))
            .collect(Collectors.joining());
    return """
    import dev.glassbox.nn.Perceptron;
    import dev.glassbox.tensor.*;

    /// Lets a perceptron learn these points and prints every correction.
    void main() {
      double[][] points = { // x, y and the class, -1 or 1
    %s  };
      Tensor all = Tensor.of(points);
      Perceptron.Learnt learnt =
          new Perceptron(%s, %d).learn(all.slice(1, 0, 2), all.slice(1, 2, 3).reshape(points.length));
      for (Perceptron.Update update : learnt.updates()) {
        IO.println(
            "epoch %%d, point %%d: w = (%%s, %%s), b = %%s"
                .formatted(
                    update.epoch(),
                    update.row() + 1,
                    update.weight().at(0),
                    update.weight().at(1),
                    update.bias()));
      }
      IO.println(learnt.summary());
    }
    """
        .formatted(rows, rate, epochs);
  }

  private static ObjectNode json(Learning learning) {
    Perceptron.Learnt learnt = learning.learnt();
    ObjectNode json = Json.object();
    json.put("separated", learnt.separated());
    json.put("summary", learnt.summary());
    json.put("bound", learnt.updateBound());
    json.put("count", learning.mistakes().size());
    ArrayNode epochs = json.putArray("epochs");
    learnt.mistakes().forEach(epochs::add);
    json.set("line", line(learning.line()));
    Learning.Cycle cycle = learning.cycle();
    if (cycle != null) {
      ObjectNode one = json.putObject("cycle");
      one.put("firstEpoch", cycle.firstEpoch());
      one.put("epochs", cycle.epochs());
      one.put("mistakes", cycle.mistakes());
    }
    ArrayNode list = json.putArray("mistakes");
    for (Learning.Mistake mistake :
        learning.mistakes().subList(0, Math.min(MOST_LISTED, learning.mistakes().size()))) {
      ObjectNode one = list.addObject();
      one.put("epoch", mistake.epoch());
      one.put("row", mistake.row());
      one.set("before", line(mistake.before()));
      one.put("score", mistake.score());
      one.set("after", line(mistake.after()));
    }
    return json;
  }

  private static ArrayNode line(Learning.Line line) {
    return array(line.w1(), line.w2(), line.bias());
  }
}
