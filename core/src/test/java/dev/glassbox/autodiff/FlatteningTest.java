package dev.glassbox.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.DTypeException;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FlatteningTest {
  private record Line(Tensor slope, Tensor intercept) {
    Tensor at(double x) {
      return slope.mul(x).add(intercept);
    }
  }

  private static Tensor of(double... values) {
    return Tensor.of(DType.FLOAT64, values);
  }

  private static Tensor number(double value) {
    return Tensor.scalar(DType.FLOAT64, value);
  }

  private static void assertSame(Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.toDoubleArray())
        .usingComparatorWithPrecision(tolerance)
        .containsExactly(expected.toDoubleArray());
  }

  @Test
  void theHessianOfAModelGoesThroughItsVector() {
    Line line = new Line(number(2), number(-1));
    Flattening<Line> flat = Flattening.of(line);
    Tensor hessian = Autodiff.hessian(v -> flat.restore(v).at(3).square().sum(), flat.vector());
    assertSame(hessian, of(18, 6, 6, 2).reshape(2, 2), 1e-14);
    Line product =
        Autodiff.hessianVector(l -> l.at(3).square(), line, new Line(number(1), number(10)));
    assertThat(product.slope().item()).isEqualTo(78);
    assertThat(product.intercept().item()).isEqualTo(26);
  }

  @Test
  void aFlatteningRefusesWhatDoesNotFit() {
    Flattening<Line> flat = Flattening.of(new Line(number(2), number(-1)));
    assertThat(flat.size()).isEqualTo(2);
    assertThatThrownBy(() -> flat.restore(of(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("flattening: (3) must be a vector of 2 numbers");
    assertThatThrownBy(() -> Flattening.of(new Line(number(2), Tensor.of(1))))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "flattening: FLOAT64 and FLOAT32 do not mix in one vector; cast one with to(DType)");
    assertSame(flat.vector(new Line(number(5), number(6))), of(5, 6), 0);
  }

  @Test
  void aModelToGoOnWithIsTrainableWhereItWas() {
    Flattening<Line> flat = Flattening.of(new Line(number(2).trainable(), number(-1)));
    Line moved = flat.restoreTrainable(of(5, 6));
    assertThat(moved.slope().isTrainable()).isTrue();
    assertThat(moved.slope().item()).isEqualTo(5);
    assertThat(moved.intercept().isTracked()).isFalse();
    assertThat(moved.intercept().item()).isEqualTo(6);
  }
}
