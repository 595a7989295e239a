package dev.glassbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
  @Test
  void aProgramDoesToNewNumbersWhatTheCodeDid() {
    Tensor x = Tensor.of(1, 2, 3).buffer();
    Tensor y = Tensor.zeros(Shape.of(3)).buffer();
    Program program = Program.of(() -> y.assign(x.square().add(1)));
    assertThat(y.toFloatArray()).containsExactly(2, 5, 10);
    x.assign(Tensor.of(0, -1, 4));
    program.run();
    assertThat(y.toFloatArray()).containsExactly(1, 2, 17);
  }

  @Test
  void aLeafIsCopiedIntoAnotherAsItIsWhenTheProgramRuns() {
    Tensor x = Tensor.of(1, 2).buffer();
    Tensor y = Tensor.zeros(Shape.of(2)).buffer();
    Program program = Program.of(() -> y.assign(x));
    x.assign(Tensor.of(3, 4));
    program.run();
    assertThat(y.toFloatArray()).containsExactly(3, 4);
  }

  @Test
  void aStepOfDescentIsRepeated() {
    Tensor w = Tensor.of(3.0).trainable();
    Program step =
        Program.of(
            () -> {
              Gradients gradients = w.square().sum().gradients();
              w.assign(w.detach().sub(gradients.of(w).mul(0.25)));
            });
    assertThat(w.item()).isEqualTo(1.5);
    step.run();
    assertThat(w.item()).isEqualTo(0.75);
  }

  @Test
  void detachedNumbersStayWhenAProgramWrites() {
    Tensor w = Tensor.of(1, 2).trainable();
    Program doubling = Program.of(() -> w.assign(w.detach().mul(2)));
    Tensor before = w.detach();
    Tensor row = w.reshape(1, 2);
    doubling.run();
    assertThat(before.toFloatArray()).containsExactly(2, 4);
    assertThat(row.toFloatArray()).containsExactly(2, 4);
    assertThat(w.toFloatArray()).containsExactly(4, 8);
  }

  @Test
  void aGradientOfNumbersThatAProgramOverwroteIsRefused() {
    Tensor w = Tensor.of(1, 2).trainable();
    Program doubling = Program.of(() -> w.assign(w.detach().mul(2)));
    Tensor loss = w.square().sum();
    assertThat(loss.gradients().of(w).toFloatArray()).containsExactly(4, 8);
    doubling.run();
    assertThatThrownBy(loss::gradients)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "gradients: a program has written new numbers into a leaf of shape (2) since the result"
                + " was computed from it; compute the result again");
  }

  @Test
  void whatWasComputedBeforeTheProgramKnewALeafStays() {
    Tensor w = Tensor.of(1, 2).trainable();
    Tensor before = w.detach();
    Tensor loss = w.square().sum();
    Program.of(() -> w.assign(w.detach().mul(2)));
    assertThat(before.toFloatArray()).containsExactly(1, 2);
    assertThat(loss.gradients().of(w).toFloatArray()).containsExactly(2, 4);
  }

  @Test
  void lookingAtANumberIsRefusedAndNothingIsChanged() {
    Tensor w = Tensor.of(1, 2).trainable();
    assertThatThrownBy(
            () ->
                Program.of(
                    () -> {
                      w.assign(w.detach().mul(2));
                      w.sum().item();
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("program: the code looks at a number while it is recorded");
    assertThat(w.toFloatArray()).containsExactly(1, 2);
    assertThatThrownBy(() -> Program.of(() -> w.at(0)))
        .hasMessageStartingWith("program: the code looks at a number");
  }

  @Test
  void drawingARandomNumberIsRefused() {
    Rng rng = Rng.seed(1);
    assertThatThrownBy(() -> Program.of(rng::nextDouble))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("program: the code draws a random number");
  }

  @Test
  void dropoutIsDrawnAnewAsTheCodeWould() {
    Tensor x = Tensor.full(Shape.of(50), 1, DType.FLOAT32).buffer();
    Tensor y = Tensor.zeros(Shape.of(50)).buffer();
    Rng recorded = Rng.seed(3);
    Rng written = Rng.seed(3);
    Program program = Program.of(() -> y.assign(x.dropout(0.5, recorded)));
    float[] first = y.toFloatArray();
    assertThat(first).containsExactly(x.dropout(0.5, written).toFloatArray());
    program.run();
    assertThat(y.toFloatArray()).containsExactly(x.dropout(0.5, written).toFloatArray());
    assertThat(y.toFloatArray()).isNotEqualTo(first);
  }

  @Test
  void aProgramWithinAProgramIsRefused() {
    Tensor x = Tensor.of(1).buffer();
    assertThatThrownBy(() -> Program.of(() -> Program.of(() -> x.assign(x.detach()))))
        .hasMessage(
            "program: cannot record one program within another; record the inner one before");
  }

  @Test
  void aLeafThatTheCodeMakesIsMadeAnewOnEachRun() {
    Tensor x = Tensor.of(1, 2, 3).buffer();
    Tensor slope = Tensor.zeros(Shape.of(3)).buffer();
    Program program =
        Program.of(
            () -> {
              Tensor variable = x.mul(2).trainable();
              slope.assign(variable.square().sum().gradients().of(variable));
            });
    assertThat(slope.toFloatArray()).containsExactly(4, 8, 12);
    x.assign(Tensor.of(5, 0, -1));
    program.run();
    assertThat(slope.toFloatArray()).containsExactly(20, 0, -4);
  }

  @Test
  void aRefusalThatTheCodeCatchesIsStillARefusal() {
    Tensor x = Tensor.of(1).buffer();
    assertThatThrownBy(() -> Program.of(() -> x.assign(x.mul(number(x)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("program: the code looks at a number while it is recorded");
    assertThat(x.toFloatArray()).containsExactly(1);
  }

  private static double number(Tensor x) {
    try {
      return x.item();
    } catch (IllegalStateException e) {
      return 2;
    }
  }

  @Test
  void aLookAfterAnOperationThatFailedIsRefused() {
    Tensor x = Tensor.of(1, 2).buffer();
    assertThatThrownBy(() -> Program.of(() -> x.assign(x.mul(afterAFailure(x)))))
        .hasMessageStartingWith("program: the code looks at a number while it is recorded");
  }

  private static double afterAFailure(Tensor x) {
    try {
      return x.reshape(3).at(0);
    } catch (ShapeException e) {
      return x.at(0);
    }
  }

  @Test
  void timesAreThoseOfTheStepsInTheirOrder() {
    Tensor x = Tensor.normal(Rng.seed(1), Shape.of(40, 40), 0, 0.1).buffer();
    Tensor y = Tensor.zeros(Shape.of(40, 40)).buffer();
    Program program = Program.of(() -> y.assign(x.matmul(x).softmax(1).add(y)));
    List<StepTime> times = program.times(3);
    assertThat(times)
        .extracting(StepTime::description)
        .containsExactlyElementsOf(program.toString().lines().toList());
    assertThat(times).allSatisfy(step -> assertThat(step.micros()).isPositive());
    // Recorded once and timed three times: four rounds of rows that sum to 1.
    assertThat(y.sum().item()).isCloseTo(160, within(1e-3));
    assertThatThrownBy(() -> program.times(0)).hasMessage("runs must be 1 or more, got 0");
  }

  @Test
  void aTinyProgramIsOneStep() {
    Tensor x = Tensor.of(1, 2).buffer();
    Program program = Program.of(() -> x.assign(x.mul(2).add(1)));
    assertThat(program.times(1)).hasSize(1);
    assertThat(x.toFloatArray()).containsExactly(7, 11);
  }
}
