package dev.glassbox.labs.course;

import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.BinaryCrossEntropy;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Schedule;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.TrainingStep;
import java.util.ArrayList;
import java.util.List;

/// The settings of a training of a network 2-16-16-1 on points of two classes.
///
/// @param name what it is called
/// @param rate the learning rate
/// @param batch rows a step
/// @param start how the weights start
/// @param schedule how the rate changes over the steps
record MoonsRun(String name, double rate, int batch, Initializer start, Schedule schedule) {
  /// With Xavier's start and a constant rate.
  static MoonsRun of(String name, double rate, int batch) {
    return new MoonsRun(name, rate, batch, Initializer.glorotNormal(), Schedule.constant());
  }

  MoonsRun withStart(Initializer other) {
    return new MoonsRun(name, rate, batch, other, schedule);
  }

  MoonsRun withSchedule(Schedule other) {
    return new MoonsRun(name, rate, batch, start, other);
  }

  Sequential model(Rng rng) {
    return Sequential.of(
        Linear.of(2, 16, start, DType.FLOAT64, rng),
        Activation.TANH,
        Linear.of(16, 16, start, DType.FLOAT64, rng),
        Activation.TANH,
        Linear.of(16, 1, start, DType.FLOAT64, rng));
  }

  /// Trains, and keeps the loss of each step's batch.
  LossCurve curve(LabelledPoints points, int steps, Rng rng) {
    TrainingStep step = TrainingStep.of(model(rng), new BinaryCrossEntropy(), Sgd.of(rate));
    Schedule.Run rates = schedule.start(rate, steps, points.size() / batch);
    List<int[]> batches = new ArrayList<>();
    double[] losses = new double[steps];
    for (int i = 0; i < steps; i++) {
      if (i == batches.size()) {
        batches.addAll(BatchesLab.batches(points.size(), batch, true, rng));
      }
      Tensor rows = Tensor.indices(batches.get(i));
      Tensor targets = points.targets().gather(rows);
      losses[i] = step.take(points.inputs().gather(rows), targets, rates.rate(i));
    }
    return new LossCurve(losses);
  }
}
