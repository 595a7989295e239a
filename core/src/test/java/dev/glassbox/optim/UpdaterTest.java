package dev.glassbox.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.program.Program;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UpdaterTest {
  private final Tensor a = Tensor.of(DType.FLOAT64, 3, 0).trainable();
  private final Tensor b = Tensor.of(DType.FLOAT64, 4).trainable();

  /// Gradients equal to the parameters themselves: (3, 0) and (4), of norm 5.
  private Gradients gradients() {
    return a.square().sum().add(b.square().sum()).mul(0.5).gradients();
  }

  @Test
  void theRateGivenTakesTheOptimisersPlaceForThisStep() {
    Updater updater = Sgd.of(0.5).over(List.of(a, b));

    updater.step(gradients(), 0.25);
    assertThat(b.item()).isEqualTo(3);

    updater.step(gradients());
    assertThat(b.item()).isEqualTo(1.5);
    assertThat(updater.steps()).isEqualTo(2);
  }

  @Test
  void theParametersStayTheSameLeaves() {
    Sgd.of(0.5).over(List.of(a, b)).step(gradients());

    assertThat(a.isTrainable()).isTrue();
    assertThat(a.inputs()).isEmpty();
  }

  @Test
  void aParameterWithoutPartInTheLossIsLeftAlone() {
    Updater updater = AdamW.of(0.1).withWeightDecay(0.5).over(List.of(a, b));

    updater.step(a.square().sum().gradients());

    assertThat(a.at(0)).isNotEqualTo(3);
    assertThat(b.item()).isEqualTo(4);
  }

  @Test
  void aParameterThatJoinsLateTakesAFirstStepOfItsOwn() {
    Updater updater = Adam.of(0.1).over(List.of(a, b));
    for (int i = 0; i < 10; i++) {
      updater.step(a.square().sum().gradients());
    }
    updater.step(gradients());

    assertThat(b.item()).isCloseTo(3.9, within(1e-8));
  }

  @Test
  void oneFactorScalesAllGradientsToTheNormAllowed() {
    Updater updater = Sgd.of(1).over(List.of(a, b), GradientClip.byNorm(2.5));
    assertThat(updater.gradientNorm()).isEmpty();

    updater.step(gradients());

    double factor = 2.5 / (5 + 1e-6);
    assertThat(a.at(0)).isCloseTo(3 * (1 - factor), within(1e-15));
    assertThat(b.item()).isCloseTo(4 * (1 - factor), within(1e-15));
    assertThat(updater.gradientNorm()).hasValue(5);
  }

  @Test
  void gradientsWithinTheNormAreLeftAsTheyAre() {
    Updater updater = Sgd.of(1).over(List.of(a, b), GradientClip.byNorm(6));

    updater.step(gradients());

    assertThat(a.at(0)).isEqualTo(0);
    assertThat(updater.gradientNorm()).hasValue(5);
  }

  @Test
  void eachElementIsLimitedByItself() {
    Tensor c = Tensor.of(DType.FLOAT64, -7).trainable();
    Updater updater = Sgd.of(1).over(List.of(a, b, c), GradientClip.byValue(3.5));

    updater.step(gradients(c));

    assertThat(a.toDoubleArray()).containsExactly(0, 0);
    assertThat(b.item()).isEqualTo(0.5);
    assertThat(c.item()).isEqualTo(-3.5);
    assertThat(updater.gradientNorm()).isEmpty();
  }

  private Gradients gradients(Tensor third) {
    return a.square().sum().add(b.square().sum()).add(third.square().sum()).mul(0.5).gradients();
  }

  @Test
  void theNormOfLargeFloatsDoesNotOverflow() {
    Tensor large = Tensor.of(3e30, 4e30);

    assertThat(GradientClip.norm(List.of(large))).isCloseTo(5e30, within(1e24));
    assertThat(GradientClip.norm(List.of())).isZero();
  }

  @Test
  void aProgramMovesByWhatIsSetBeforeEachRun() {
    Tensor gradient = Tensor.of(DType.FLOAT64, 1, 2).buffer();
    Updater updater = Sgd.of(9).withMomentum(0.5).over(List.of(a, b), GradientClip.byNorm(100));
    Updater.Part part = updater.part(a.sum().gradients());
    assertThat(part.parameters()).containsExactly(a);

    part.advance(1);
    Program move = Program.of(() -> part.move(List.of(gradient)));
    assertThat(a.toDoubleArray()).containsExactly(2, -2);
    part.advance(0.25);
    gradient.assign(Tensor.of(DType.FLOAT64, 3.5, 0));
    move.run();
    // v = (1, 2), then (4, 1).
    assertThat(a.toDoubleArray()).containsExactly(1, -2.25);
    assertThat(b.item()).isEqualTo(4);
    assertThat(updater.steps()).isEqualTo(2);
    assertThat(updater.gradientNorm()).hasValue(3.5);
  }

  @Test
  void thereIsOneGradientAParameter() {
    Updater.Part part = Sgd.of(1).over(List.of(a, b)).part(gradients());
    assertThatThrownBy(() -> part.move(List.of(a)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("move: 1 gradients for 2 parameters");
  }

  @Test
  void aTensorThatIsNotTrainableIsRefused() {
    assertThatThrownBy(() -> Sgd.of(1).over(List.of(a, Tensor.zeros(Shape.of(2, 3)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "optimizer: parameter 1, of shape (2, 3), is not trainable; make it trainable()");
  }

  @Test
  void aTensorNamedTwiceIsRefused() {
    assertThatThrownBy(() -> Sgd.of(1).over(List.of(a, b, a)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "optimizer: parameter 2, of shape (2), is named twice; it would move twice a step");
  }

  @Test
  void aStepNeedsAFiniteRate() {
    Updater updater = Sgd.of(1).over(List.of(a, b));

    assertThatThrownBy(() -> updater.step(gradients(), Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("step: learningRate must be 0 or more, was NaN");
    assertThat(updater.steps()).isZero();
    assertThat(b.item()).isEqualTo(4);
  }

  @Test
  void limitsMustBePositive() {
    assertThatThrownBy(() -> GradientClip.byNorm(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gradient clip: norm must be positive, was 0.0");
    assertThatThrownBy(() -> GradientClip.byValue(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gradient clip: value must be positive, was -1.0");
  }

  /// The numbers are those of the formulas by hand, for the gradients (3, 0) and then those of the
  /// next place.
  @Test
  void whatIsRememberedCanBeLookedAt() {
    Updater heavy = Sgd.of(0.5).withMomentum(0.9).over(List.of(a));
    heavy.step(a.square().sum().mul(0.5).gradients());
    Tensor first = remembered(heavy, a, "v");
    heavy.step(a.square().sum().mul(0.5).gradients());

    assertThat(first.toDoubleArray()).containsExactly(3, 0);
    assertThat(remembered(heavy, a, "v").toDoubleArray()).containsExactly(0.9 * 3 + 1.5, 0);

    Updater adam = Adam.of(0.1).over(List.of(b));
    adam.step(b.square().sum().mul(0.5).gradients());
    assertThat(remembered(adam, b, "m").item()).isEqualTo((1 - 0.9) * 4);
    assertThat(remembered(adam, b, "v").item()).isEqualTo((1 - 0.999) * 16);

    Updater rmsProp = RmsProp.of(0.1).over(List.of(b));
    assertThat(rmsProp.memory(b)).containsOnlyKeys("s");
    assertThat(Adagrad.of(0.1).over(List.of(b)).memory(b)).containsOnlyKeys("s");
    assertThat(Adadelta.of(1).over(List.of(b)).memory(b)).containsOnlyKeys("a", "s");
    assertThat(Sgd.of(0.1).over(List.of(b)).memory(b)).isEmpty();
    assertThatThrownBy(() -> adam.memory(a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("optimizer: a tensor of shape (2) is none of the parameters that it moves");
  }

  private static Tensor remembered(Updater updater, Tensor parameter, String letter) {
    return Objects.requireNonNull(updater.memory(parameter).get(letter));
  }
}
