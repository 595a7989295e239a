package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
  private static final Goldens.Section GOLDEN =
      Goldens.read("optim-layers.txt").section("activations");

  @ParameterizedTest
  @EnumSource
  void valueAndSlopeAreThoseOfPyTorch(Activation activation) {
    Tensor x = GOLDEN.tensor("x").trainable();

    Tensor y = activation.apply(x);
    Tensor slope = y.sum().gradients().of(x);

    String name = activation.title();
    assertThat(Goldens.deviation(y, GOLDEN.tensor(name + " y"))).isLessThan(1e-13);
    assertThat(Goldens.deviation(slope, GOLDEN.tensor(name + " dx"))).isLessThan(1e-13);
  }

  @ParameterizedTest
  @EnumSource
  void eachIsFoundByItsTitle(Activation activation) {
    assertThat(Activation.named(activation.title())).isEqualTo(activation);
    assertThat(activation.state()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ReLU, RELU",
    "' silu ', SILU",
    "Swish, SILU",
    "linear, IDENTITY",
    "leaky-relu, LEAKY_RELU",
    "Leaky ReLU, LEAKY_RELU",
    "LeakyReLU, LEAKY_RELU",
    "HardTanh, HARD_TANH",
    "hard-swish, HARD_SWISH"
  })
  void namesAreReadGenerously(String name, Activation expected) {
    assertThat(Activation.named(name)).isEqualTo(expected);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Activation.named("rleu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "activation: there is no 'rleu'; choose one of relu, leaky_relu, sigmoid, tanh,"
                + " softplus, elu, silu, gelu, selu, mish, softsign, hard_sigmoid, hard_tanh,"
                + " hard_swish, identity");
  }
}
