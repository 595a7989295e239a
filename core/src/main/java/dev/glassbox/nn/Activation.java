package dev.glassbox.nn;

import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The functions that stand between linear layers, applied to each number by itself.
///
/// {@snippet :
/// Activation activation = Activation.named("silu");
/// Tensor hidden = activation.apply(Tensor.of(-1, 0, 2));
/// }
public enum Activation implements Layer {
  /// max(x, 0) (Nair and Hinton 2010).
  RELU,
  /// x if x > 0, else 0.01 x (Maas et al. 2013).
  LEAKY_RELU,
  /// 1 / (1 + e⁻ˣ), in (0, 1).
  SIGMOID,
  /// tanh x, in (−1, 1).
  TANH,
  /// ln(1 + eˣ), a smooth rectifier (Dugas et al. 2001).
  SOFTPLUS,
  /// x if x > 0, else eˣ − 1 (Clevert et al. 2016).
  ELU,
  /// x / (1 + e⁻ˣ), also called swish (Elfwing et al. 2018; Ramachandran et al. 2017).
  SILU,
  /// x Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel 2016).
  GELU,
  /// 1.0507 x if x > 0, else 1.7581 (eˣ − 1): the scaled elu that keeps activations at mean 0 and
  /// variance 1 (Klambauer et al. 2017). Celu (Barron 2017) with its usual α = 1 is elu.
  SELU,
  /// x tanh(ln(1 + eˣ)) (Misra 2020).
  MISH,
  /// x / (1 + |x|), in (−1, 1) (Bergstra et al. 2009).
  SOFTSIGN,
  /// (x + 3)/6 held within [0, 1] (Howard et al. 2019).
  HARD_SIGMOID,
  /// x held within [−1, 1] (Collobert 2004).
  HARD_TANH,
  /// x times hard sigmoid (Howard et al. 2019).
  HARD_SWISH,
  /// x, also called linear.
  IDENTITY;

  private static final double LEAK = 0.01;

  /// The activation of this name, in any case, with a hyphen, a space or nothing in place of the
  /// underscore if one likes; `swish` is silu and `linear` is identity.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists the names
  public static Activation named(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    return switch (plain) {
      case "swish" -> SILU;
      case "linear" -> IDENTITY;
      default ->
          Arrays.stream(values())
              .filter(activation -> activation.title().replace("_", "").equals(plain))
              .findFirst()
              .orElseThrow(() -> unknown(name));
    };
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "activation: there is no '%s'; choose one of %s"
            .formatted(
                name,
                Arrays.stream(values()).map(Activation::title).collect(Collectors.joining(", "))));
  }

  /// The name as users write it, such as `leaky_relu`.
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Tensor apply(Tensor x) {
    return switch (this) {
      case RELU -> x.relu();
      case LEAKY_RELU -> x.leakyRelu(LEAK);
      case SIGMOID -> x.sigmoid();
      case TANH -> x.tanh();
      case SOFTPLUS -> x.softplus();
      case ELU -> x.elu(1);
      case SILU -> x.silu();
      case GELU -> x.gelu();
      case SELU -> x.selu();
      case MISH -> x.mish();
      case SOFTSIGN -> x.softsign();
      case HARD_SIGMOID -> x.hardSigmoid();
      case HARD_TANH -> x.hardTanh();
      case HARD_SWISH -> x.hardSwish();
      case IDENTITY -> x;
    };
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of();
  }
}
