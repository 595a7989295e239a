package dev.glassbox.studio.microscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.nn.Activation;
import dev.glassbox.studio.playground.PlaygroundOracle;
import dev.glassbox.studio.screen.MistakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A point of the playground as an expression: its result is the engine's loss of that point, and
/// every derivative that of the engine's own gradient.
class SampleInMicroscopeTest {
  private static void requireLossAndGradient(String settings) {
    PlaygroundOracle engine = new PlaygroundOracle(settings, 25);
    for (int row : new int[] {0, 7, engine.trainingPoints()}) {
      Equations equations = Equations.of(engine.sample(row));
      var graph = equations.graph();
      assertThat(graph.result().value().item()).isCloseTo(engine.lossOf(row), within(1e-5));
      float[] gradient = engine.gradientOf(row);
      // The numbers of the text are the inputs, each layer's weights and biases in turn, and t.
      var sweep = graph.backward();
      int inputs = settings.contains("sine") ? 1 : 2;
      double[] found =
          equations.variables().keySet().stream()
              .map(name -> graph.nodes().stream().filter(n -> n.name().equals(name)).findFirst())
              .mapToDouble(node -> node.map(n -> sweep.of(n.value()).item()).orElse(0.0))
              .toArray();
      double most = 0;
      for (float expected : gradient) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = inputs; i < found.length; i++) {
          nearest = Math.min(nearest, Math.abs(found[i] - expected));
        }
        assertThat(nearest).as("%s among the derivatives", expected).isLessThan(1e-4);
        most = Math.max(most, Math.abs(expected));
      }
      assertThat(most).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"hidden\": [2], \"decay\": 0.01}",
        "{\"hidden\": []}",
        "{\"hidden\": [1, 2], \"data\": \"hills\"}",
        "{\"hidden\": [3], \"data\": \"sine\", \"loss\": \"absolute\"}",
        "{\"hidden\": [2], \"data\": \"surface\", \"loss\": \"huber\"}",
        "{\"hidden\": [], \"data\": \"blobs\"}"
      })
  void itsLossAndItsGradientAreTheEngines(String settings) {
    requireLossAndGradient(settings);
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void everyActivationCanBeTakenApart(Activation activation) {
    requireLossAndGradient(
        "{\"hidden\": [1], \"activation\": \"%s\"}".formatted(activation.title()));
  }

  @Test
  void aLargerNetworkIsRefusedWithItsSize() {
    PlaygroundOracle engine = new PlaygroundOracle("{}", 0);
    assertThat(new PlaygroundOracle("{\"hidden\": [3]}", 0).sample(0)).contains("h₃ = tanh(");
    assertThatThrownBy(() -> engine.sample(0))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("boxes, and 45 are legible");
    assertThatThrownBy(() -> new PlaygroundOracle("{\"hidden\": [2]}", 0).sample(400))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("there are 400 points");
  }

  @Test
  void reverseTermsStandInTheOrderOfTheSweep() {
    Equations equations = Equations.of("L = a*(a+b)*a; a=4; b=3");
    var graph = equations.graph();
    TraceJson json = new TraceJson(graph);
    var trace = json.trace(equations);
    for (int node = 0; node < graph.nodes().size(); node++) {
      var added = dev.glassbox.studio.screen.Json.array();
      for (var step : trace.get("backward")) {
        for (var one : step.get("contributions")) {
          if (trace.get("edges").get(one.get("edge").intValue()).get("from").intValue() == node) {
            added.add(one.get("carried").doubleValue());
          }
        }
      }
      var carried = dev.glassbox.studio.screen.Json.array();
      for (var row : json.table(graph.derivation(graph.nodes().getFirst().value())).get("rows")) {
        if (row.get("node").intValue() == node) {
          row.get("backwardTerms").forEach(term -> carried.add(term.get(0).doubleValue()));
        }
      }
      assertThat(carried).isEqualTo(added);
    }
  }
}
