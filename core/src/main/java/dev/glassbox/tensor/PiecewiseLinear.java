package dev.glassbox.tensor;

/// The straight lines from knot to knot.
final class PiecewiseLinear {
  private PiecewiseLinear() {}

  static Tensor of(Tensor x, Tensor knots, Tensor values) {
    Tensor.requireSameFloating("piecewiseLinear", x, knots, values);
    check(knots, values);
    int last = knots.size() - 1;
    Tensor at = x.reshape(x.size());
    Tensor below = at.lessEqual(knots.at(0));
    Tensor above = at.greater(knots.at(last));
    Tensor edges = Tensor.where(below, knots.rows(0, 1), knots.rows(last, last + 1)).detach();
    Tensor inside = Tensor.where(below, edges, Tensor.where(above, edges, at));
    // How many knots lie to the left tells the piece; on a knot, it is the piece that ends there.
    Tensor passed =
        inside.reshape(inside.size(), 1).greater(knots).to(DType.FLOAT64).sum(1).clip(1, last);
    Tensor end = passed.to(DType.INT64);
    Tensor start = passed.sub(1).to(DType.INT64);
    Tensor low = values.gather(start);
    Tensor left = knots.gather(start);
    Tensor slope = values.gather(end).sub(low).div(knots.gather(end).sub(left));
    Tensor line = low.add(inside.sub(left).mul(slope));
    Tensor first = values.rows(0, 1);
    Tensor beyond = Tensor.where(above, values.rows(last, last + 1), line);
    return Tensor.where(below, first, beyond).reshape(x.shape());
  }

  private static void check(Tensor knots, Tensor values) {
    if (knots.shape().rank() != 1 || !knots.shape().equals(values.shape()) || knots.size() < 2) {
      throw new ShapeException(
          "piecewiseLinear: knots %s and values %s must be two vectors of one length, 2 or more"
              .formatted(knots.shape(), values.shape()));
    }
    for (int i = 1; i < knots.size(); i++) {
      if (!(knots.at(i - 1) < knots.at(i))) {
        throw new IllegalArgumentException(
            "piecewiseLinear: knots must ascend, but knot %d is %s and knot %d is %s"
                .formatted(i - 1, knots.at(i - 1), i, knots.at(i)));
      }
    }
  }
}
