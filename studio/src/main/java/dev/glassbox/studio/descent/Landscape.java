package dev.glassbox.studio.descent;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;

/// A function of two numbers to walk down on, with its minimum, a start, and the part worth seeing.
enum Landscape {
  /// Half the sum of squared errors of the line w₀ + w₁x through five points.
  LINE("½ Σ (w₀ + w₁x − y)²", 8.7, -2.15, -3, 2, -8, 22, -9, 5) {
    @Override
    Tensor at(Tensor x, Tensor y) {
      Tensor sum = Tensor.zeros(x.shape(), DType.FLOAT64);
      double[] heights = {10.5, 5, 3, 2.5, 1};
      for (int i = 0; i < heights.length; i++) {
        sum = sum.add(x.add(y.mul(i)).sub(heights[i]).square());
      }
      return sum.mul(0.5);
    }
  },
  /// Fifty times as steep across as along.
  LONG_VALLEY("½(x² + 50y²)", 0, 0, -8, 1, -10, 10, -1.6, 1.6) {
    @Override
    Tensor at(Tensor x, Tensor y) {
      return x.square().add(y.square().mul(50)).mul(0.5);
    }
  },
  /// A saddle at 0 and minima at (0, ±1); the start is a thousandth beside the ridge.
  SADDLE("½x² + ¼y⁴ − ½y²", 0, 1, 2, 0.001, -2.5, 2.5, -1.7, 1.7) {
    @Override
    Tensor at(Tensor x, Tensor y) {
      return x.square().mul(0.5).add(y.pow(4).mul(0.25)).sub(y.square().mul(0.5));
    }
  },
  /// A plain between steep walls (Beale 1958).
  BEALE(
      "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
      3,
      0.5,
      1,
      1.5,
      -2,
      4.5,
      -1.5,
      2) {
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

  private final String formula;
  private final double minimumX;
  private final double minimumY;
  private final double startX;
  private final double startY;
  private final double left;
  private final double right;
  private final double bottom;
  private final double top;

  Landscape(
      String formula,
      double minimumX,
      double minimumY,
      double startX,
      double startY,
      double left,
      double right,
      double bottom,
      double top) {
    this.formula = formula;
    this.minimumX = minimumX;
    this.minimumY = minimumY;
    this.startX = startX;
    this.startY = startY;
    this.left = left;
    this.right = right;
    this.bottom = bottom;
    this.top = top;
  }

  /// The heights at these places, one tensor of each coordinate.
  abstract Tensor at(Tensor x, Tensor y);

  String formula() {
    return formula;
  }

  /// A place of least height.
  double[] minimum() {
    return new double[] {minimumX, minimumY};
  }

  double[] start() {
    return new double[] {startX, startY};
  }

  /// Left, right, bottom, top.
  double[] window() {
    return new double[] {left, right, bottom, top};
  }

  double height(double... place) {
    return at(Tensor.of(DType.FLOAT64, place[0]), Tensor.of(DType.FLOAT64, place[1])).item();
  }

  /// The height at a place (2), as a single number that can be derived.
  Tensor at(Tensor place) {
    return at(place.slice(0, 0, 1), place.slice(0, 1, 2)).sum();
  }

  double[] gradient(double... place) {
    return Autodiff.gradient(this::at, Tensor.of(DType.FLOAT64, place)).toDoubleArray();
  }

  /// Heights over the window, row by row from the bottom left.
  double[] heights(int size) {
    Tensor x = spaced(left, right, size).reshape(1, size);
    Tensor y = spaced(bottom, top, size).reshape(size, 1);
    Shape grid = Shape.of(size, size);
    return at(x.broadcastTo(grid), y.broadcastTo(grid)).toDoubleArray();
  }

  private static Tensor spaced(double low, double high, int size) {
    double[] places = new double[size];
    for (int i = 0; i < size; i++) {
      places[i] = low + (high - low) * i / (size - 1);
    }
    return Tensor.of(DType.FLOAT64, places);
  }

  /// Both eigenvalues of the Hessian at a place, the smaller first.
  double[] curvatures(double... place) {
    Tensor h = Autodiff.hessian(this::at, Tensor.of(DType.FLOAT64, place));
    double half = (h.at(0, 0) + h.at(1, 1)) / 2;
    double spread = Math.hypot((h.at(0, 0) - h.at(1, 1)) / 2, h.at(0, 1));
    return new double[] {half - spread, half + spread};
  }
}
