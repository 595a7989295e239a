package dev.glassbox.studio.descent;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.List;

/// A place on a landscape that moves.
final class LandscapeState implements Task.State {
  private static final double BOUNDS = 1e6;

  private final Landscape landscape;
  private final Tensor place;

  LandscapeState(Landscape landscape, double x, double y) {
    this.landscape = landscape;
    place = Tensor.of(DType.FLOAT64, x, y).trainable();
  }

  @Override
  public List<Tensor> parameters() {
    return List.of(place);
  }

  @Override
  public Tensor nextLoss() {
    return landscape.at(place);
  }

  @Override
  public double height() {
    return landscape.height(place.at(0), place.at(1));
  }

  @Override
  public boolean isLost() {
    return !(Math.abs(place.at(0)) + Math.abs(place.at(1)) < BOUNDS);
  }
}
