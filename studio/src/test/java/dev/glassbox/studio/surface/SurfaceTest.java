package dev.glassbox.studio.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.studio.run.Observed;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A line through points: the loss is a paraboloid over slope and intercept.
class SurfaceTest {
  private static final double[] X = {1, 2, 3, 4};
  private static final double[] Y = {2, 1, 4, 3};

  private static final Subject SUBJECT =
      new Subject(
          1,
          "",
          Linear.of(new double[][] {{0}}, 0),
          new MeanSquaredError(),
          new Examples(column(X), column(Y)),
          new Examples(column(X), column(Y)));

  private static Tensor column(double[] values) {
    return Tensor.of(DType.FLOAT64, values).reshape(values.length, 1);
  }

  /// The mean of (w x + b − y)².
  private static double loss(double w, double b) {
    double sum = 0;
    for (int i = 0; i < X.length; i++) {
      sum += Math.pow(w * X[i] + b - Y[i], 2);
    }
    return sum / X.length;
  }

  private record Fixed(float[]... states) implements Observed {
    @Override
    public Subject subject() {
      return SUBJECT;
    }

    @Override
    public int[] steps() {
      int[] steps = new int[states.length];
      Arrays.setAll(steps, i -> i);
      return steps;
    }

    @Override
    public Snapshot at(int step) {
      int kept = Math.min(step, states.length - 1);
      return new Snapshot(kept, states[kept], new float[0]);
    }
  }

  private static Surface of(Surface.Kind kind, int centre, double zoom, float[]... states) {
    Fixed run = new Fixed(states);
    Surface surface =
        new Surface(
            new Surface.Question(1, kind, centre, states.length - 1, 3, zoom), run, SUBJECT);
    while (!surface.isDone()) {
      surface.work(1_000_000);
    }
    return surface;
  }

  @Test
  void inThePlaneOfThePathTheSurfaceIsTheParaboloid() {
    Surface surface =
        of(
            Surface.Kind.PATH,
            2,
            1,
            new float[] {0, 0},
            new float[] {0.5f, 1},
            new float[] {1, 0.25f},
            new float[] {0.75f, 0.5f});
    WeightPlane plane = surface.plane();
    double[] window = surface.window();
    for (int level = 0; level < Surface.SIDES.length; level++) {
      int side = Surface.SIDES[level];
      double[] losses = surface.values(level);
      for (int i = 0; i < losses.length; i++) {
        double x = window[0] + (window[1] - window[0]) * (i % side) / (side - 1);
        int row = i / side;
        double y = window[2] + (window[3] - window[2]) * row / (side - 1);
        double w = 1 + x * plane.across()[0] + y * plane.up()[0];
        double b = 0.25 + x * plane.across()[1] + y * plane.up()[1];
        assertThat(losses[i]).isEqualTo(loss(w, b), within(1e-5 * (1 + loss(w, b))));
      }
    }
    // With two weights the plane is all there is.
    assertThat(plane.shares()[0] + plane.shares()[1]).isEqualTo(1, within(1e-12));
    assertThat(surface.centreLoss()).isEqualTo(loss(1, 0.25), within(1e-12));
    assertThat(surface.at(0, 0)).isEqualTo(surface.centreLoss());
    double[] ofPath = surface.pathLosses();
    assertThat(ofPath[1]).isEqualTo(loss(0.5, 1), within(1e-12));
    for (int i = 0; i < ofPath.length; i++) {
      WeightPlane.Place place = surface.places().get(i);
      assertThat(surface.at(place.x(), place.y())).isEqualTo(ofPath[i], within(1e-5));
      assertThat(place.distance()).isEqualTo(0, within(1e-6));
    }
  }

  @Test
  void aStraightPathIsHeldWhollyByTheFirstAxisAndBeginsOnTheLeft() {
    Surface surface =
        of(
            Surface.Kind.PATH,
            2,
            1,
            new float[] {0, 0},
            new float[] {0.5f, 0.25f},
            new float[] {2, 1});
    assertThat(surface.plane().shares()).containsExactly(new double[] {1, 0}, within(1e-12));
    assertThat(surface.places().getFirst().x()).isEqualTo(-Math.sqrt(5), within(1e-6));
    assertThat(surface.places().getFirst().y()).isEqualTo(0, within(1e-6));
    assertThat(surface.places().getLast().x()).isEqualTo(0, within(1e-6));
  }

  /// The neuron's only weight is 0.5 and its bias stays, so both directions are ±0.5.
  @Test
  void aRandomDirectionIsAsLongAsTheNeuronsWeightsAndLeavesTheBias() {
    Surface surface = of(Surface.Kind.RANDOM, 0, 2, new float[] {0.5f, 1});
    assertThat(Math.abs(surface.plane().across()[0])).isEqualTo(0.5, within(1e-12));
    assertThat(surface.plane().across()[1]).isZero();
    assertThat(surface.window()).containsExactly(-2, 2, -2, 2);
    double[] losses = surface.values(3);
    // The middle of 65 × 65 places.
    assertThat(losses[32 * 65 + 32]).isEqualTo(surface.centreLoss());
    assertThat(surface.centreLoss()).isEqualTo(loss(0.5, 1), within(1e-12));
    double w = 0.5 + 2 * surface.plane().across()[0] - 2 * surface.plane().up()[0];
    assertThat(losses[64]).isEqualTo(loss(w, 1), within(1e-5));
  }

  @Test
  void theNearestPlaceInASlantedPlaneIsFoundAndHowFarAwayItIs() {
    WeightLayout layout = new WeightLayout(List.of(new WeightLayout.Part(0, 3, 0)), 3);
    WeightPlane plane =
        new WeightPlane(
            layout,
            new float[] {1, 1, 1},
            new double[] {2, 0, 0},
            new double[] {1, 1, 0},
            new double[0]);
    // (1, 1, 1) + 3 (2, 0, 0) − 2 (1, 1, 0) + (0, 0, 4)
    WeightPlane.Place place = plane.nearest(new float[] {5, -1, 5});
    assertThat(place.x()).isEqualTo(3, within(1e-12));
    assertThat(place.y()).isEqualTo(-2, within(1e-12));
    assertThat(place.distance()).isEqualTo(4, within(1e-12));
    assertThat(plane.at(3, -2)).containsExactly(5, -1, 1);
  }

  /// From zero weights only biases may have moved, and no neuron's weights have a length.
  @Test
  void aStraightPathFromZeroWeightsHasASecondDirectionToo() {
    Surface surface = of(Surface.Kind.PATH, 1, 1, new float[] {0, 0}, new float[] {0, 1});
    assertThat(surface.plane().shares()).containsExactly(new double[] {1, 0}, within(1e-12));
    assertThat(Math.abs(surface.plane().across()[1])).isEqualTo(1, within(1e-12));
    assertThat(Math.abs(surface.plane().up()[0])).isEqualTo(1, within(1e-12));
  }

  @Test
  void thePathIsMadeOfKeptStepsAtEvenDistances() {
    assertThat(Surface.pathSteps(new int[] {0, 1, 2, 3}, 2, 100)).containsExactly(0, 1, 2);
    int[] kept = new int[1001];
    Arrays.setAll(kept, i -> i);
    int[] steps = Surface.pathSteps(kept, 900, 10);
    assertThat(steps).containsExactly(0, 100, 200, 300, 400, 500, 600, 700, 800, 900);
    assertThat(Surface.pathSteps(new int[] {0, 1, 10, 1000}, 1000, 100))
        .containsExactly(0, 10, 1000);
  }
}
