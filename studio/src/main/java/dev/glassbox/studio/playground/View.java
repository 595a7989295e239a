package dev.glassbox.studio.playground;

import dev.glassbox.nn.Loss;
import dev.glassbox.program.Program;
import dev.glassbox.studio.run.Measure;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at the network of a run with the weights of any step, by a copy of its own: the run does
/// not notice.
public final class View {
  /// The side of the map of the output, in cells.
  static final int FINE = 100;

  /// The side of the map of a neuron.
  static final int COARSE = 32;

  /// How many places of a curve there are.
  static final int LONG = 240;

  private final Settings settings;
  private final PlanePoints points;
  private final Network network;
  private final Pass fine;
  private final Pass coarse;
  private final Pass rows;
  private final Measure training;
  private final Measure test;

  /// Looks at this run.
  public View(Run run) {
    settings = run.settings();
    points = run.points();
    network = Network.like(settings);
    fine = new Pass(settings.data().inputs() == 1 ? line(LONG) : grid(FINE), false);
    coarse = new Pass(settings.data().inputs() == 1 ? line(COARSE) : grid(COARSE), true);
    rows = new Pass(inputs(), false);
    int classes = settings.data().classes();
    Loss loss = settings.loss().create(classes);
    training = new Measure(network.model(), loss, points.trainingExamples(classes));
    test = new Measure(network.model(), loss, points.testExamples(classes));
  }

  /// What there is to see with the weights of a step.
  ///
  /// @param output over the plane, (outputs, 100, 100), row 0 the lowest: probabilities of the
  ///   second class, or of each of several, or values; of a curve (1, 240)
  /// @param neurons of each hidden neuron, (neurons, 32, 32), or (neurons, 32) for a curve
  /// @param predictions for each training and then each test point, (points, outputs)
  /// @param trainingLoss NaN where there is none
  /// @param testLoss NaN where there is no test point
  public record Seen(
      float[] output, float[] neurons, float[] predictions, double trainingLoss, double testLoss) {}

  Seen see(float[] weights) {
    network.assign(weights);
    List<float[]> hidden = coarse.run();
    return new Seen(
        transposed(fine.run().getLast(), fine.rows()),
        neurons(hidden.subList(0, hidden.size() - 1), coarse.rows()),
        rows.run().getLast(),
        training.measure(),
        test.measure());
  }

  /// What every neuron gives for one input: the hidden layers' outputs and the last numbers.
  List<float[]> at(float[] weights, double x, double y) {
    network.assign(weights);
    float[] place = {(float) x, (float) y};
    int inputs = points.inputs();
    Tensor input = Tensor.of(Shape.of(1, inputs), Arrays.copyOf(place, inputs));
    return Tensor.untracked(() -> network.outputs(input)).stream()
        .map(Tensor::toFloatArray)
        .toList();
  }

  /// The loss of one row alone.
  double lossOf(float[] weights, Examples all, int row) {
    network.assign(weights);
    Examples one = all.rows(row);
    Loss loss = settings.loss().create(settings.data().classes());
    return Tensor.untracked(() -> loss.of(network.model().apply(one.inputs()), one.targets()))
        .item();
  }

  private Tensor inputs() {
    return Tensor.concat(0, points.trainingExamples(0).inputs(), points.testExamples(0).inputs());
  }

  /// The middles of the cells of a square, row by row from below.
  private Tensor grid(int side) {
    double half = settings.data().side();
    float[] places = new float[2 * side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int at = 2 * (row * side + column);
        places[at] = (float) (half * ((2 * column + 1.0) / side - 1));
        places[at + 1] = (float) (half * ((2 * row + 1.0) / side - 1));
      }
    }
    return Tensor.of(Shape.of(side * side, 2), places);
  }

  /// Places from end to end.
  private Tensor line(int count) {
    double half = settings.data().side();
    float[] places = new float[count];
    for (int i = 0; i < count; i++) {
      places[i] = (float) (half * (2.0 * i / (count - 1) - 1));
    }
    return Tensor.of(Shape.of(count, 1), places);
  }

  /// (cells, k) to (k, cells).
  private static float[] transposed(float[] values, int cells) {
    int columns = values.length / cells;
    float[] turned = new float[values.length];
    for (int cell = 0; cell < cells; cell++) {
      for (int c = 0; c < columns; c++) {
        turned[c * cells + cell] = values[cell * columns + c];
      }
    }
    return turned;
  }

  private static float[] neurons(List<float[]> layers, int cells) {
    int size = layers.stream().mapToInt(layer -> layer.length).sum();
    float[] all = new float[size];
    int at = 0;
    for (float[] layer : layers) {
      System.arraycopy(transposed(layer, cells), 0, all, at, layer.length);
      at += layer.length;
    }
    return all;
  }

  /// The network on fixed inputs, recorded the first time.
  private final class Pass {
    private final Tensor inputs;
    private final boolean wantsHidden;
    private final List<Tensor> results = new ArrayList<>();
    private @Nullable Program program;

    Pass(Tensor inputs, boolean wantsHidden) {
      this.inputs = inputs;
      this.wantsHidden = wantsHidden;
    }

    int rows() {
      return inputs.shape().length(0);
    }

    List<float[]> run() {
      if (program == null) {
        Tensor.untracked(() -> network.outputs(inputs)).stream()
            .map(output -> Tensor.zeros(output.shape()).buffer())
            .forEach(results::add);
        program = Program.of(this::assign);
      } else {
        program.run();
      }
      return results.stream().map(Tensor::toFloatArray).toList();
    }

    private void assign() {
      List<Tensor> outputs = Tensor.untracked(() -> network.outputs(inputs));
      int last = outputs.size() - 1;
      for (int i = 0; i < last && wantsHidden; i++) {
        results.get(i).assign(outputs.get(i));
      }
      results.get(last).assign(shown(outputs.get(last)));
    }
  }

  /// Scores as probabilities, values as they are.
  private Tensor shown(Tensor output) {
    int classes = settings.data().classes();
    return classes == 0 ? output : classes == 2 ? output.sigmoid() : output.softmax();
  }
}
