package dev.glassbox.studio.descent;

import dev.glassbox.data.Generator;
import dev.glassbox.data.NumericColumn;
import dev.glassbox.data.Table;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A network of 33 parameters that learns to tell noisy moons apart, on batches of 32.
final class Moons implements Task {
  static final int ROWS = 256;
  static final double NOISE = 0.2;
  static final int BATCH = 32;
  static final long POINTS_SEED = 42;
  static final long RUN_SEED = 3;

  private final Tensor inputs;
  private final Tensor targets;

  Moons() {
    Table table = Generator.MOONS.generate(ROWS, NOISE, Rng.seed(POINTS_SEED));
    NumericColumn x = (NumericColumn) table.column("x");
    NumericColumn y = (NumericColumn) table.column("y");
    double[] places =
        IntStream.range(0, ROWS)
            .mapToObj(row -> new double[] {x.value(row), y.value(row)})
            .flatMapToDouble(Arrays::stream)
            .toArray();
    double[] upper =
        IntStream.range(0, ROWS)
            .mapToDouble(row -> table.text(row, "class").equals("upper") ? 1 : 0)
            .toArray();
    inputs = Tensor.of(Shape.of(ROWS, 2), places);
    targets = Tensor.of(Shape.of(ROWS, 1), upper);
  }

  @Override
  public State start() {
    return new Run(Rng.seed(RUN_SEED));
  }

  @Override
  public double least() {
    return Double.NaN;
  }

  private final class Run implements State {
    private final Rng rng;
    private final Sequential model;
    private int[] order = new int[0];
    private int used;

    Run(Rng rng) {
      this.rng = rng;
      model =
          Sequential.of(
              Linear.of(2, 8, Initializer.glorotUniform(), DType.FLOAT64, rng),
              Activation.TANH,
              Linear.of(8, 1, Initializer.glorotUniform(), DType.FLOAT64, rng));
    }

    @Override
    public List<Tensor> parameters() {
      return model.parameters();
    }

    @Override
    public Tensor nextLoss() {
      if (used + BATCH > order.length) {
        order = rng.permutation(ROWS);
        used = 0;
      }
      long[] rows = Arrays.stream(order, used, used + BATCH).asLongStream().toArray();
      used += BATCH;
      Tensor batch = Tensor.of(Shape.of(BATCH), rows);
      return loss(inputs.gather(batch), targets.gather(batch));
    }

    private Tensor loss(Tensor x, Tensor t) {
      return model.apply(x).sigmoidCrossEntropy(t).mean();
    }

    /// A weight that is no number is one for ever, and spreads to all.
    @Override
    public boolean isLost() {
      return !Double.isFinite(model.parameters().getFirst().at(0, 0));
    }

    @Override
    public double height() {
      return Tensor.untracked(() -> loss(inputs, targets)).item();
    }
  }
}
