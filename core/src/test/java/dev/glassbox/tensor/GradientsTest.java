package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// How gradients travel through the graph.
class GradientsTest {

  private static Tensor number(double value) {
    return Tensor.scalar(DType.FLOAT64, value).trainable();
  }

  // Figures worked by hand.

  @Test
  void aTimesAPlusB() {
    Tensor a = number(4);
    Tensor b = number(3);
    Tensor d = a.mul(a.add(b));
    Gradients gradients = d.gradients();
    assertThat(d.item()).isEqualTo(28);
    assertThat(gradients.of(a).item()).as("∂d/∂a = 2a + b").isEqualTo(11);
    assertThat(gradients.of(b).item()).as("∂d/∂b = a").isEqualTo(4);
  }

  @Test
  void xPlusYTimesZ() {
    Tensor x = number(-2);
    Tensor y = number(5);
    Tensor z = number(-4);
    Gradients gradients = x.add(y).mul(z).gradients();
    assertThat(gradients.of(x).item()).isEqualTo(-4);
    assertThat(gradients.of(y).item()).isEqualTo(-4);
    assertThat(gradients.of(z).item()).isEqualTo(3);
  }

  @Test
  void differenceOfTwoProducts() {
    Tensor x = number(2);
    Tensor y = number(5);
    Tensor g = x.mul(y.square()).sub(x.square().mul(y));
    assertThat(g.gradients().of(x).item()).as("∂g/∂x = y² − 2xy").isEqualTo(5);
    assertThat(g.gradients().of(y).item()).as("∂g/∂y = 2xy − x²").isEqualTo(16);
  }

  @Test
  void softmaxWithCrossEntropyIsProbabilityMinusTarget() {
    Tensor logits = Tensor.of(DType.FLOAT64, 1, 2, 3).reshape(1, 3).trainable();
    Tensor target = Tensor.of(DType.FLOAT64, 0, 0, 1).reshape(1, 3);
    Tensor loss = logits.softmaxCrossEntropy(target).sum();
    double[] p = {0.09003057317038046, 0.24472847105479764, 0.6652409557748218};
    Close.assertClose(loss.item(), -Math.log(p[2]), 1e-14, "loss");
    Close.assertClose(
        loss.gradients().of(logits),
        Tensor.of(DType.FLOAT64, p[0], p[1], p[2] - 1).reshape(1, 3),
        1e-14,
        "p − y");
  }

  // Travelling.

  @Test
  void whatComesBackOverSeveralUsesIsAddedUp() {
    Tensor x = number(3);
    Tensor y = x.mul(x).add(x).add(x.mul(5)).sub(x);
    assertThat(y.gradients().of(x).item()).as("2x + 5").isEqualTo(11);
  }

  @Test
  void aDiamondIsWalkedOnceThroughEachOfItsNodes() {
    Tensor x = number(1);
    Tensor y = x;
    for (int i = 0; i < 60; i++) {
      y = y.add(y).mul(0.5);
    }
    assertThat(y.gradients().of(x).item()).as("2⁶⁰ paths of weight 2⁻⁶⁰").isEqualTo(1);
  }

  @Test
  void aNodeUsedEarlyAndLateGetsBothParts() {
    Tensor x = number(2);
    Tensor early = x.square();
    Tensor late = early.exp().log().mul(early);
    Close.assertClose(late.gradients().of(x).item(), 4 * 8, 1e-14, "derivative of x⁴");
  }

  @Test
  void aMillionOperationsInAChainDoNotOverflowTheStack() {
    Tensor x = number(1);
    Tensor y = x;
    for (int i = 0; i < 1_000_000; i++) {
      y = y.neg();
    }
    assertThat(y.gradients().of(x).item()).isEqualTo(1);
  }

  @Test
  void broadcastOperandsGetTheSumOverTheirRepeats() {
    Tensor bias = Tensor.of(DType.FLOAT64, 1, 2, 3).trainable();
    Tensor column = Tensor.of(DType.FLOAT64, 1, 2).reshape(2, 1).trainable();
    Tensor scale = number(2);
    Tensor y = bias.add(column).mul(scale);
    Gradients gradients = y.sum().gradients();
    assertThat(gradients.of(bias).toDoubleArray()).containsExactly(4, 4, 4);
    assertThat(gradients.of(column).shape()).isEqualTo(Shape.of(2, 1));
    assertThat(gradients.of(column).toDoubleArray()).containsExactly(6, 6);
    assertThat(gradients.of(scale).item()).isEqualTo(21);
  }

  @Test
  void allElementsThatTieForTheLargestShareAlike() {
    Tensor x = Tensor.of(DType.FLOAT64, 2, 2, 2, 1).reshape(2, 2).trainable();
    double third = 1 / 3.0;
    Close.assertClose(
        x.max().gradients().of(x),
        Tensor.of(DType.FLOAT64, third, third, third, 0).reshape(2, 2),
        1e-15,
        "shares");
  }

  @Test
  void aGradientHasTheTypeOfItsTensor() {
    Tensor single = Tensor.of(1, 2).trainable();
    Tensor loss = single.to(DType.FLOAT64).square().sum();
    assertThat(loss.gradients().of(single).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(loss.gradients().of(single).toFloatArray()).containsExactly(2, 4);
  }

  @Test
  void aGradientAskedForInPlainIsNoPartOfAGraph() {
    Tensor x = number(3);
    assertThat(x.square().gradients().of(x).isTracked()).isFalse();
  }

  // Cutting.

  @Test
  void nothingFlowsThroughADetachedTensor() {
    Tensor x = number(3);
    assertThat(x.mul(x.detach()).gradients().of(x).item()).isEqualTo(3);
    assertThat(x.square().detach().isTracked()).isFalse();
    assertThat(x.detach().isTrainable()).isFalse();
  }

  @Test
  void nothingIsRememberedInsideUntracked() {
    Tensor x = number(3);
    Tensor y = Tensor.untracked(x::square);
    assertThat(y.isTracked()).isFalse();
    assertThat(y.item()).isEqualTo(9);
    assertThat(x.square().isTracked()).isTrue();
    assertThat(x.square().op()).hasValueSatisfying(op -> assertThat(op.name()).isEqualTo("square"));
    assertThat(x.square().inputs()).containsExactly(x);
    assertThat(x.op()).isEmpty();
  }

  @Test
  void aStepFunctionEndsTheGraph() {
    Tensor x = number(3);
    assertThat(x.step().isTracked()).isFalse();
    assertThat(x.greater(2).isTracked()).isFalse();
    assertThat(x.add(x.sign()).gradients().of(x).item()).isEqualTo(1);
  }

  // Asking.

  @Test
  void gradientsOfManyNumbersNeedAnUpstream() {
    Tensor x = Tensor.of(1, 2).trainable();
    assertThatThrownBy(() -> x.square().gradients())
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "gradients: (2) is not a single number; reduce it, or give an upstream gradient to"
                + " vjp");
  }

  @Test
  void gradientsOfANumberThatDependsOnNothingTrainableAreRefused() {
    Tensor x = number(3);
    assertThatThrownBy(() -> Tensor.untracked(x::square).gradients())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "gradients: this number depends on no trainable tensor; make a leaf trainable() before"
                + " computing it, and outside of untracked(…)");
  }

  @Test
  void aTensorThatIsNotTrainableHasNoGradient() {
    Tensor x = number(3);
    Tensor y = x.square();
    Gradients gradients = y.exp().gradients();
    assertThatThrownBy(() -> gradients.of(y))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "gradients: no gradient is kept for this tensor of shape (); make it trainable(), or"
                + " name it in vjp");
  }

  @Test
  void aLeafThatHadNoPartHasAGradientOfZeros() {
    Tensor x = number(3);
    Tensor idle = Tensor.of(1, 2).trainable();
    Gradients gradients = x.square().gradients();
    assertThat(gradients.of(idle).toFloatArray()).containsExactly(0, 0);
    assertThat(gradients.reach(idle)).isFalse();
    assertThat(gradients.reach(x)).isTrue();
  }

  @Test
  void theGradientOfAnIntermediateResultCanBeAskedFor() {
    Tensor x = Tensor.of(DType.FLOAT64, 1, 2).trainable();
    Tensor hidden = x.mul(3);
    Tensor aside = x.exp();
    Tensor y = hidden.square();
    Tensor upstream = Tensor.of(DType.FLOAT64, 1, 10);
    Gradients gradients = y.vjp(upstream, hidden, aside);
    assertThat(gradients.of(hidden).toDoubleArray()).containsExactly(6, 120);
    assertThat(gradients.of(x).toDoubleArray()).containsExactly(18, 360);
    assertThat(gradients.of(aside).toDoubleArray()).as("had no part").containsExactly(0, 0);
    assertThat(gradients.reach(aside)).isFalse();
    assertThat(gradients.reach(hidden)).isTrue();
  }

  @Test
  void theResultItselfHasTheUpstreamAsItsGradient() {
    Tensor y = number(3).square();
    Tensor upstream = Tensor.scalar(DType.FLOAT64, 5);
    assertThat(y.vjp(upstream, y).of(y).item()).isEqualTo(5);
  }

  @Test
  void anUpstreamOfAnotherShapeOrTypeIsRefused() {
    Tensor y = Tensor.of(1, 2).trainable().square();
    assertThatThrownBy(() -> y.vjp(Tensor.of(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("vjp: upstream (1) must have the shape of the result, (2)");
    assertThatThrownBy(() -> y.vjp(Tensor.of(DType.FLOAT64, 1, 1)))
        .isInstanceOf(DTypeException.class)
        .hasMessage("vjp: FLOAT32 and FLOAT64 do not mix; cast one with to(DType)");
  }

  @Test
  void aTensorThatNoGradientCanReachIsNotSilentlyGivenZeros() {
    Tensor x = Tensor.of(1, 2);
    Tensor y = x.mul(Tensor.of(1, 2).trainable());
    assertThatThrownBy(() -> y.vjp(y.detach(), x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "vjp: tensor 0 of those named, of shape (2), is not tracked; make it trainable() before"
                + " computing with it");
  }

  @Test
  void gradientsOfVjpCanBeDifferentiatedAgain() {
    Tensor x = number(2);
    Tensor one = Tensor.scalar(DType.FLOAT64, 1);
    Tensor first = x.pow(4).vjp(one).of(x);
    Tensor second = first.vjp(one).of(x);
    Tensor third = second.vjp(one).of(x);
    assertThat(first.item()).isEqualTo(32);
    assertThat(second.item()).isEqualTo(48);
    assertThat(third.item()).isEqualTo(48);
    assertThat(third.gradients().of(x).item()).isEqualTo(24);
  }

  // Assigning.

  @Test
  void whatWasComputedBeforeKeepsItsNumbersAndItsGradient() {
    Tensor w = Tensor.of(DType.FLOAT64, 1, 2).trainable();
    Tensor view = w.rows(1, 2);
    Tensor loss = w.square().sum();
    w.assign(Tensor.of(DType.FLOAT64, 10, 20));
    assertThat(w.toDoubleArray()).containsExactly(10, 20);
    assertThat(view.item()).isEqualTo(2);
    assertThat(loss.item()).isEqualTo(5);
    assertThat(loss.gradients().of(w).toDoubleArray()).containsExactly(2, 4);
    assertThat(w.square().sum().gradients().of(w).toDoubleArray()).containsExactly(20, 40);
  }

  @Test
  void aBufferThatMovesOnDoesNotChangeAnEarlierGradient() {
    Tensor w = number(2);
    Tensor mean = Tensor.scalar(DType.FLOAT64, 3).buffer();
    Tensor loss = w.mul(mean);
    mean.assign(Tensor.scalar(DType.FLOAT64, 100));
    assertThat(loss.gradients().of(w).item()).isEqualTo(3);
    assertThat(mean.isBuffer()).isTrue();
    assertThat(mean.isTracked()).isFalse();
  }

  @Test
  void aGradientOfAResultFromBeforeAnAssignmentCannotBeDifferentiatedAgain() {
    Tensor w = number(2);
    Tensor y = w.square();
    w.assign(Tensor.scalar(DType.FLOAT64, 3));
    assertThatThrownBy(() -> y.vjp(y.onesLike()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "vjp: a leaf of shape () was assigned new numbers since the result was computed from"
                + " it; compute the result again");
  }

  @Test
  void aTrainableCopyDoesNotChangeItsSource() {
    Tensor source = Tensor.of(1, 2, 3, 4);
    Tensor w = source.rows(1, 3).trainable();
    assertThat(w.storage().length()).as("keeps its own numbers only").isEqualTo(2);
    Tensor other = source.trainable();
    w.assign(Tensor.of(8, 9));
    other.assign(Tensor.of(5, 6, 7, 8));
    assertThat(source.toFloatArray()).containsExactly(1, 2, 3, 4);
    assertThat(w.toFloatArray()).containsExactly(8, 9);
  }

  @Test
  void whatIsAssignedIsNotTiedToItsSource() {
    Tensor one = Tensor.of(1, 2).trainable();
    Tensor two = Tensor.of(3, 4).trainable();
    one.assign(two);
    two.assign(Tensor.of(5, 6));
    assertThat(one.toFloatArray()).containsExactly(3, 4);
    one.assign(Tensor.of(9, 9, 7, 8).rows(2, 4));
    assertThat(one.toFloatArray()).containsExactly(7, 8);
    one.assign(one.add(1));
    assertThat(one.toFloatArray()).containsExactly(8, 9);
  }

  @Test
  void onlyALeafTakesNewNumbersOfItsShapeAndType() {
    Tensor w = Tensor.of(1, 2).trainable();
    assertThatThrownBy(() -> Tensor.of(1, 2).assign(w))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("assign: only a trainable leaf or a buffer takes new values");
    assertThatThrownBy(() -> w.square().assign(w)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> w.assign(Tensor.of(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("assign: (2) cannot take the values of (3)");
    assertThatThrownBy(() -> w.assign(Tensor.of(DType.FLOAT64, 1, 2)))
        .isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> Tensor.of(Shape.of(1), new long[] {1}).trainable())
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "trainable: needs floating-point numbers, not INT64; cast with to(DType.FLOAT32)");
  }
}
