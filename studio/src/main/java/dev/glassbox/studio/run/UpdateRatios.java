package dev.glassbox.studio.run;

import dev.glassbox.tensor.Tensor;
import java.util.List;

/// By what part of themselves weights moved in a step.
public final class UpdateRatios {
  private UpdateRatios() {}

  /// For each of some parameters, ‖new − old‖ / ‖old‖.
  ///
  /// @param old all their numbers in order, before the step
  /// @param now the same after it
  public static float[] of(List<Tensor> parameters, float[] old, float[] now) {
    float[] ratios = new float[parameters.size()];
    int at = 0;
    for (int i = 0; i < ratios.length; i++) {
      double moved = 0;
      double before = 0;
      for (int end = at + parameters.get(i).size(); at < end; at++) {
        double change = (double) now[at] - old[at];
        moved += change * change;
        before += (double) old[at] * old[at];
      }
      ratios[i] = (float) Math.sqrt(moved / before);
    }
    return ratios;
  }
}
