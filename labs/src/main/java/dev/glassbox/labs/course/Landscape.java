package dev.glassbox.labs.course;

import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A function of two numbers with its start and its least value.
enum Landscape {
  /// ½(x² + 50y²), fifty times as steep across as along.
  VALLEY(0, -8, 1) {
    @Override
    Tensor at(Tensor x, Tensor y) {
      return x.square().add(y.square().mul(50)).mul(0.5);
    }
  },
  /// ½x² + ¼y⁴ − ½y², with a saddle at 0 and minima at (0, ±1).
  SADDLE(-0.25, 2, 0.001) {
    @Override
    Tensor at(Tensor x, Tensor y) {
      return x.square().mul(0.5).add(y.pow(4).mul(0.25)).sub(y.square().mul(0.5));
    }
  },
  /// Beale's function, flat with steep walls, and its minimum at (3, 0.5).
  BEALE(0, 1, 1.5) {
    @Override
    Tensor at(Tensor x, Tensor y) {
      Tensor sum = Tensor.zeros(x.shape(), DType.FLOAT64);
      double[] constants = {1.5, 2.25, 2.625};
      for (int i = 0; i < 3; i++) {
        sum = sum.add(x.mul(y.pow(i + 1)).sub(x).add(constants[i]).square());
      }
      return sum;
    }
  };

  /// The steps of a run.
  static final int STEPS = 200;

  private final double least;
  private final double startX;
  private final double startY;

  Landscape(double least, double startX, double startY) {
    this.least = least;
    this.startX = startX;
    this.startY = startY;
  }

  abstract Tensor at(Tensor x, Tensor y);

  double height(double x, double y) {
    return at(Tensor.of(DType.FLOAT64, x), Tensor.of(DType.FLOAT64, y)).item();
  }

  /// The points of a run.
  List<double[]> run(Optimizer optimizer) {
    Tensor p = Tensor.of(DType.FLOAT64, startX, startY).trainable();
    Updater updater = optimizer.over(List.of(p));
    List<double[]> path = new ArrayList<>(List.of(p.toDoubleArray()));
    for (int step = 0; step < STEPS; step++) {
      updater.step(at(p.slice(0, 0, 1), p.slice(0, 1, 2)).sum().gradients());
      path.add(p.toDoubleArray());
      if (!(Math.abs(p.at(0)) + Math.abs(p.at(1)) < 1e6)) {
        break;
      }
    }
    return path;
  }

  /// After how many steps no more than a hundredth of the height over the minimum is left, for
  /// good; STEPS + 1 if never.
  int stepsToFinish(List<double[]> path) {
    double goal = (height(startX, startY) - least) / 100;
    int step = path.size();
    while (step > 0 && height(path.get(step - 1)[0], path.get(step - 1)[1]) - least <= goal) {
      step--;
    }
    return step == path.size() ? STEPS + 1 : step;
  }
}
