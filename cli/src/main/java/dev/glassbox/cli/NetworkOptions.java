package dev.glassbox.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of `glassbox train` about the network.
final class NetworkOptions {
  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "WIDTH,…",
      hideParamSyntax = true,
      description = "Widths of the hidden layers, such as 64,32; 0 for none. Default: 128,128,128.")
  @Nullable List<Integer> hidden;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description =
          "The function between the layers: relu, leaky_relu, sigmoid, tanh, softplus, elu, silu,"
              + " gelu, selu, mish, softsign, hard_sigmoid, hard_tanh, hard_swish or identity."
              + " Default: silu.")
  @Nullable String activation;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description =
          "The share of each hidden layer that is left out at random in each step, against"
              + " overfitting. Default: as validation says.")
  @Nullable Double dropout;
}
