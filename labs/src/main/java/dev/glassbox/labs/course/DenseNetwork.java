package dev.glassbox.labs.course;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Networks of fully connected layers, each followed by the same activation but for the last.
final class DenseNetwork {
  private DenseNetwork() {}

  /// Brings inputs to mean 0 and deviation 1, as some rows say.
  record Standardisation(Tensor mean, Tensor deviation) implements Layer {
    static Standardisation by(Tensor rows) {
      return new Standardisation(rows.mean(0), rows.standardDeviation(0).maximum(1e-6));
    }

    @Override
    public Tensor apply(Tensor x) {
      return x.sub(mean).div(deviation);
    }
  }

  /// A network that standardises its inputs by these rows and then has layers of these widths.
  static Sequential of(Tensor rows, Activation activation, Rng rng, int... widths) {
    List<Layer> layers = new ArrayList<>(List.of(Standardisation.by(rows)));
    int in = rows.shape().length(1);
    for (int i = 0; i < widths.length; i++) {
      layers.add(Linear.of(in, widths[i], rng.split()));
      if (i + 1 < widths.length) {
        layers.add(activation);
      }
      in = widths[i];
    }
    return new Sequential(layers);
  }

  /// Widths as one writes them: 2-16-16-1.
  static String name(int in, int... widths) {
    return in + Arrays.stream(widths).mapToObj(w -> "-" + w).collect(Collectors.joining());
  }
}
