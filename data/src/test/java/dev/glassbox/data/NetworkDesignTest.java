package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Layer;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

final class NetworkDesignTest {
  private static final NetworkDesign PLAIN =
      new NetworkDesign(4, List.of(), 0, List.of(8, 6), Activation.SILU, 0.25, 3);

  static List<NetworkDesign> designs() {
    return List.of(
        PLAIN,
        new NetworkDesign(1, List.of(), 0, List.of(), Activation.IDENTITY, 0, 1),
        new NetworkDesign(2, List.of(40, 3), 0, List.of(5), Activation.RELU, 0, 2),
        new NetworkDesign(0, List.of(9), 0, List.of(5), Activation.TANH, 0.5, 1),
        new NetworkDesign(3, List.of(100), 7, List.of(5, 4), Activation.GELU, 0, 1),
        new NetworkDesign(3, List.of(), 2, List.of(), Activation.ELU, 0.1, 4));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void theParametersOfANetworkAreCountedBeforeItIsBuilt(NetworkDesign design) {
    assertThat(design.parameters()).isEqualTo((double) design.create(Rng.seed(1)).parameterCount());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void aNetworkTakesNumbersAndBehindThemCodes(NetworkDesign design) {
    Tensor rows = Tensor.zeros(Shape.of(5, design.numbers() + design.embeddings().size()));
    assertThat(design.create(Rng.seed(1)).apply(rows).shape())
        .isEqualTo(Shape.of(5, design.outputs()));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void aDesignIsTheSameAfterAWayThroughJson(NetworkDesign design) {
    assertThat(NetworkDesign.fromJson(design.toJson())).isEqualTo(design);
  }

  @Test
  void eachCodeHasAVectorOfItsOwn() {
    NetworkDesign design = new NetworkDesign(1, List.of(3), 0, List.of(), Activation.SILU, 0, 1);
    Layer network = design.create(Rng.seed(2));
    Tensor rows = Tensor.of(Shape.of(4, 2), new float[] {0, 0, 0, 1, 0, 2, 0, 1});
    double[] outputs = network.apply(rows).toDoubleArray();

    assertThat(outputs[0]).isNotEqualTo(outputs[1]).isNotEqualTo(outputs[2]);
    assertThat(outputs[3]).isEqualTo(outputs[1]);
  }

  @Test
  void theSameSeedBuildsTheSameNetwork() {
    List<float[]> one = weights(PLAIN.create(Rng.seed(5)));
    List<float[]> two = weights(PLAIN.create(Rng.seed(5)));
    for (int i = 0; i < one.size(); i++) {
      assertThat(two.get(i)).isEqualTo(one.get(i));
    }
  }

  private static List<float[]> weights(Layer network) {
    return network.state().values().stream().map(Tensor::toFloatArray).toList();
  }

  @Test
  void aDesignIsSummedUpInALine() {
    assertThat(PLAIN.summary()).isEqualTo("4 → 8 → 6 → 3, silu, dropout 0.25");
    assertThat(new NetworkDesign(2, List.of(), 64, List.of(), Activation.RELU, 0, 1).summary())
        .isEqualTo("2 → 1, relu, 64 cosine features");
  }

  private static void assertRefused(String field, ObjectNode json, String rule) {
    assertThatThrownBy(() -> NetworkDesign.fromJson(json))
        .isInstanceOf(DataException.class)
        .hasMessage("model file: network.%s %s".formatted(field, rule));
  }

  @Test
  void whatIsNoDesignIsRefused() {
    assertRefused("dropout", PLAIN.toJson().put("dropout", 1), "must lie in [0, 1)");
    assertRefused("activation", PLAIN.toJson().put("activation", "magic"), "is unknown: 'magic'");
    assertRefused(
        "numbers", PLAIN.toJson().put("numbers", -1), "must be a whole number from 0 to 16777216");
    assertRefused(
        "outputs", PLAIN.toJson().put("outputs", 1.5), "must be a whole number from 1 to 16777216");
    ObjectNode none = PLAIN.toJson();
    none.remove("hidden");
    assertRefused("hidden", none, "must be a list");
  }

  @Test
  void aNetworkTooLargeToBuildIsRefused() {
    ObjectNode wide = PLAIN.toJson();
    wide.putArray("hidden").add(65_536).add(65_536);
    assertRefused("hidden", wide, "describes a network too large to build");
    ObjectNode deep = PLAIN.toJson();
    for (int i = 0; i < 65; i++) {
      deep.withArray("hidden").add(1);
    }
    assertRefused("hidden", deep, "describes a network too large to build");
    assertRefused(
        "hidden",
        PLAIN.toJson().put("numbers", 1 << 24).put("waves", 65_536),
        "describes a network too large to build");
  }
}
