package dev.glassbox.labs.course;

import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Dropout;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How a network with tanh is fitted to points about a sine.
///
/// @param width neurons a hidden layer
/// @param depth hidden layers
/// @param dropout the share of neurons left out in each training step
/// @param l1 what a weight costs by its size
/// @param l2 what a weight costs by its square
/// @param stopsEarly whether the epoch with the least validation error is kept, not the last
record SineFit(int width, int depth, double dropout, double l1, double l2, boolean stopsEarly) {
  static final int EPOCHS = 2000;
  static final double NOISE = 0.3;
  static final Range SIDE = new Range(-1.5 * Math.PI, 1.5 * Math.PI);

  /// Without any remedy.
  static SineFit of(int width, int depth) {
    return new SineFit(width, depth, 0, 0, 0, false);
  }

  SineFit withDropout(double share) {
    return new SineFit(width, depth, share, l1, l2, stopsEarly);
  }

  SineFit withL1(double cost) {
    return new SineFit(width, depth, dropout, cost, l2, stopsEarly);
  }

  SineFit withL2(double cost) {
    return new SineFit(width, depth, dropout, l1, cost, stopsEarly);
  }

  SineFit withEarlyStopping() {
    return new SineFit(width, depth, dropout, l1, l2, true);
  }

  /// Evenly spaced points of sin(waves · x) with noise of this deviation.
  static Examples points(int rows, double waves, double noise, Rng rng) {
    double[] x = SIDE.spaced(rows);
    double[] y = new double[rows];
    Arrays.setAll(y, i -> StrictMath.sin(waves * x[i]) + noise * rng.nextGaussian());
    return new Examples(column(x), column(y));
  }

  private static Tensor column(double... numbers) {
    return Tensor.of(Shape.of(numbers.length, 1), numbers).to(DType.FLOAT32);
  }

  Sequential model(Rng rng) {
    Initializer xavier = Initializer.glorotNormal();
    List<Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < depth; layer++) {
      layers.add(Linear.of(layer == 0 ? 1 : width, width, xavier, DType.FLOAT32, rng));
      layers.add(Activation.TANH);
      layers.add(new Dropout(dropout));
    }
    layers.add(Linear.of(width, 1, xavier, DType.FLOAT32, rng));
    return new Sequential(layers);
  }

  /// The mean squared error plus λ₁ Σ|w| + λ₂ Σw² over all weights but the biases.
  record Penalised(Sequential model, double l1, double l2) implements Loss {
    @Override
    public Tensor of(Tensor output, Tensor target) {
      Tensor loss = output.sub(target).square().mean();
      for (Tensor w : model.parameters()) {
        if (w.shape().rank() == 2) {
          loss = loss.add(w.abs().sum().mul(l1)).add(w.square().sum().mul(l2));
        }
      }
      return loss;
    }

    @Override
    public String name() {
      return "penalised squared error";
    }
  }

  /// A model and how it was trained.
  record Fitted(Sequential model, Outcome outcome) {
    double[] at(double... x) {
      return model.apply(column(x)).toDoubleArray();
    }

    double error(Examples points) {
      return new MeanSquaredError().of(model.apply(points.inputs()), points.targets()).item();
    }

    /// The curve, with the points it was learnt from and the sine they lie about.
    Panel panel(String title, Examples points) {
      double[] x = SIDE.spaced(200);
      double[] sine = Arrays.stream(x).map(StrictMath::sin).toArray();
      double[] px = points.inputs().toDoubleArray();
      return Panel.of("x", "y")
          .titled(title)
          .withY(-2, 2)
          .dashed("sine", Ink.GRAY, x, sine)
          .line("network", Ink.BLUE, x, at(x))
          .smallPoints("training points", Ink.VERMILLION, px, points.targets().toDoubleArray());
    }

    /// The share of weights that are smaller than a hundredth.
    double nearZero() {
      double[] weights =
          model.parameters().stream()
              .filter(p -> p.shape().rank() == 2)
              .flatMapToDouble(p -> Arrays.stream(p.toDoubleArray()))
              .toArray();
      return (double) Arrays.stream(weights).filter(w -> Math.abs(w) < 0.01).count()
          / weights.length;
    }
  }

  /// The training and the fresh error, as means over three draws of points.
  double[] errors(int rows, double waves, double noise, Rng rng) {
    double[] errors = new double[2];
    for (int draw = 0; draw < 3; draw++) {
      Examples training = points(rows, waves, noise, rng);
      Examples fresh = points(1000, waves, noise, rng);
      Fitted fitted = fit(training, fresh, rng);
      errors[0] += fitted.error(training) / 3;
      errors[1] += fitted.error(fresh) / 3;
    }
    return errors;
  }

  /// Trains by Adam on all points at once.
  Fitted fit(Examples training, Examples validation, Rng rng) {
    Sequential model = model(rng);
    Loss loss = l1 + l2 > 0 ? new Penalised(model, l1, l2) : new MeanSquaredError();
    Trainer trainer =
        Trainer.of(loss, Adam.of(0.01))
            .withBatchSize(training.rows())
            .withEpochs(EPOCHS)
            .withSeed(rng.nextLong())
            .withValidationLoss(new MeanSquaredError());
    Outcome outcome =
        stopsEarly ? trainer.fit(model, training, validation) : trainer.fit(model, training);
    return new Fitted(model, outcome);
  }
}
