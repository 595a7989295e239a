package dev.glassbox.train;

import static dev.glassbox.train.Probes.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Probes.MeanOutput;
import dev.glassbox.train.Probes.Scripted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
  /// y = w x, and how many rows it was given each time.
  private record Slope(Tensor weight, List<Integer> calls) implements Layer {
    static Slope of(double weight) {
      return new Slope(Tensor.of(weight).trainable(), new ArrayList<>());
    }

    @Override
    public Tensor apply(Tensor x) {
      calls.add(x.shape().length(0));
      return x.mul(weight);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 2", "1024, 2", "1025, 7", "5000, 7"})
  void theLossIsThatOfTheWeightsAsTheyAre(int rows, int mostCalls) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    Slope model = Slope.of(1);
    Evaluation evaluation = new Evaluation(model, new MeanSquaredError(), numbers(ones));
    for (int w = 1; w <= 5; w++) {
      model.weight().assign(w);
      assertThat(evaluation.measure()).isEqualTo(w * w);
    }
    int perMeasure = (rows + 1023) / 1024;
    assertThat(model.calls().size())
        .as("calls")
        .isLessThan(5 * perMeasure)
        .isLessThanOrEqualTo(mostCalls);
  }

  @Test
  void aMeasureThatLooksAtNumbersIsCalledEachTime() {
    Slope model = Slope.of(1);
    Evaluation evaluation = new Evaluation(model, new Scripted(3, 1, 4, 1, 5), numbers(1, 2));
    List<Double> measured = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      measured.add(evaluation.measure());
    }
    assertThat(measured).containsExactly(3.0, 1.0, 4.0, 1.0, 5.0);
  }

  @Test
  void nothingIsMeasuredOfNoRows() {
    Evaluation evaluation = new Evaluation(Slope.of(1), new MeanOutput(), numbers(new double[0]));
    assertThat(evaluation.measure()).isNaN();
    assertThat(evaluation.measure()).isNaN();
  }
}
