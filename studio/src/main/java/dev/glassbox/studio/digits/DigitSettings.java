package dev.glassbox.studio.digits;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.studio.playground.Initialisation;
import dev.glassbox.studio.playground.OptimiserKind;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All that a run follows from: the same settings, the same bits.
///
/// @param hidden the neurons of each hidden layer
/// @param activation what stands between the layers
/// @param initialisation how weights start
/// @param optimiser how gradients become steps
/// @param rate its learning rate
/// @param batch pictures a step
/// @param decay λ of the L2 regularisation
/// @param seed from which all chance follows
record DigitSettings(
    List<Integer> hidden,
    Activation activation,
    Initialisation initialisation,
    OptimiserKind optimiser,
    double rate,
    int batch,
    double decay,
    int seed) {
  static final int CLASSES = 10;
  private static final int MOST_LAYERS = 3;
  private static final int WIDEST = 64;
  private static final int LARGEST_BATCH = 2000;

  DigitSettings {
    hidden = List.copyOf(hidden);
  }

  /// @throws dev.glassbox.studio.screen.MistakeException if a setting cannot be used
  static DigitSettings read(Arguments given) {
    return new DigitSettings(
        given.has("hidden")
            ? Arrays.stream(given.integers("hidden", MOST_LAYERS, 1, WIDEST)).boxed().toList()
            : List.of(32, 16),
        given.has("activation") ? given.choice("activation", Activation.class) : Activation.RELU,
        given.has("initialisation")
            ? given.choice("initialisation", Initialisation.class)
            : Initialisation.HE_UNIFORM,
        given.has("optimiser")
            ? given.choice("optimiser", OptimiserKind.class)
            : OptimiserKind.ADAM,
        given.number("rate", 0, 100, 0.003),
        given.integer("batch", 1, LARGEST_BATCH, 32),
        given.number("decay", 0, 10, 0),
        given.integer("seed", 0, Integer.MAX_VALUE, 42));
  }

  ObjectNode write() {
    ObjectNode json =
        Json.object()
            .put("activation", activation.title())
            .put("initialisation", name(initialisation))
            .put("optimiser", name(optimiser))
            .put("rate", rate)
            .put("batch", batch)
            .put("decay", decay)
            .put("seed", seed);
    ArrayNode widths = json.putArray("hidden");
    hidden.forEach(widths::add);
    return json;
  }

  private static String name(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /// 64 pixels → hidden layers → ten scores.
  Sequential network(Rng rng) {
    List<Layer> layers = new ArrayList<>();
    int in = DigitImages.PIXELS;
    for (int width : hidden) {
      layers.add(initialisation.layer(in, width, rng.split()));
      layers.add(activation);
      in = width;
    }
    Linear scores = initialisation.layer(in, CLASSES, rng.split());
    layers.add(scores);
    return new Sequential(layers);
  }
}
