package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A network of three layers, written with tensors alone, against PyTorch.
class GoldenNetworksTest {

  static List<Goldens.Case> cases() {
    return Goldens.read("networks.txt");
  }

  private static Tensor[] weights(Goldens.Case golden, DType dtype) {
    return Arrays.stream(golden.all("weight"))
        .map(weight -> weight.to(dtype).trainable())
        .toArray(Tensor[]::new);
  }

  private static Tensor logits(String activation, Tensor x, Tensor[] w) {
    Tensor hidden = x.matmul(w[0], false, true).add(w[1]).tanh();
    Tensor sum = hidden.matmul(w[2], false, true).add(w[3]);
    Tensor active = activation.equals("relu") ? sum.relu() : sum.gelu();
    return active.matmul(w[4], false, true).add(w[5]);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossAndAllGradientsAgreeInDoublePrecision(Goldens.Case golden) {
    check(golden, DType.FLOAT64, 1e-10);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossAndAllGradientsAgreeInSinglePrecision(Goldens.Case golden) {
    check(golden, DType.FLOAT32, 2e-6);
  }

  private static void check(Goldens.Case golden, DType dtype, double tolerance) {
    Tensor[] w = weights(golden, dtype);
    Tensor logits = logits(golden.name(), golden.one("input").to(dtype), w);
    Close.assertClose(logits, golden.one("logits"), tolerance, "logits");
    Tensor targets = golden.one("classes").oneHot(3, dtype);
    Tensor loss = logits.softmaxCrossEntropy(targets).mean();
    Close.assertClose(loss.item(), golden.one("value").item(), tolerance, "loss");
    Gradients gradients = loss.gradients();
    Tensor[] expected = golden.all("gradient");
    assertThat(expected).hasSameSizeAs(w);
    for (int i = 0; i < w.length; i++) {
      Close.assertClose(gradients.of(w[i]), expected[i], tolerance, "gradient of weight " + i);
    }
  }
}
