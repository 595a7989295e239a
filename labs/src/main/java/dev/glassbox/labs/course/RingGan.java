package dev.glassbox.labs.course;

import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.BinaryCrossEntropy;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;

/// Two networks that learn from each other: one makes points, the other tells them from points of a
/// ring (Goodfellow et al. 2014, "Generative adversarial nets").
final class RingGan {
  final Sequential generator;
  final Sequential critic;
  private final Updater makes;
  private final Updater judges;

  RingGan(Rng rng) {
    this(network(2, 2, rng), network(2, 1, rng));
  }

  RingGan(Sequential generator, Sequential critic) {
    this.generator = generator;
    this.critic = critic;
    Adam adam = Adam.of(0.002).withBetas(0.5, 0.99);
    makes = adam.over(generator.parameters());
    judges = adam.over(critic.parameters());
  }

  private static Sequential network(int in, int out, Rng rng) {
    Initializer he = Initializer.heNormal();
    return Sequential.of(
        Linear.of(in, 32, he, rng),
        Activation.LEAKY_RELU,
        Linear.of(32, 32, he, rng),
        Activation.LEAKY_RELU,
        Linear.of(32, out, he, rng));
  }

  /// Points about the circle with radius 1.
  static Tensor ring(int rows, Rng rng) {
    Tensor angle = Tensor.uniform(rng, Shape.of(rows, 1), 0, 2 * Math.PI);
    Tensor radius = Tensor.normal(rng, Shape.of(rows, 1), 1, 0.05);
    return Tensor.concat(1, radius.mul(angle.cos()), radius.mul(angle.sin()));
  }

  /// What the generator makes points of.
  static Tensor noise(int rows, Rng rng) {
    return Tensor.normal(rng, Shape.of(rows, 2), 0, 1);
  }

  /// What it costs that these are not all taken for real, 1, or for made, 0.
  private static Tensor loss(Tensor logits, double target) {
    return new BinaryCrossEntropy().of(logits, Tensor.full(logits.shape(), target, logits.dtype()));
  }

  /// One step of each. The critic learns from the made points as they are, detached, so that its
  /// step does not reach the generator.
  ///
  /// @return the critic's loss before its step, and the generator's after that
  double[] step(Tensor real, Tensor noise) {
    Tensor fake = generator.apply(noise);
    Tensor judged = loss(critic.apply(real), 1).add(loss(critic.apply(fake.detach()), 0));
    judges.step(judged.gradients());
    Tensor fooled = loss(critic.apply(fake), 1);
    makes.step(fooled.gradients());
    return new double[] {judged.item(), fooled.item()};
  }

  /// The mean distance of points from the middle, the share within 0.2 of the ring, and the share
  /// in that twelfth of the circle that has the fewest.
  static double[] shape(Tensor points) {
    int rows = points.shape().length(0);
    double[] seen = new double[2];
    double[] twelfths = new double[12];
    for (int row = 0; row < rows; row++) {
      double radius = Math.hypot(points.at(row, 0), points.at(row, 1));
      double turn = Math.atan2(points.at(row, 1), points.at(row, 0)) / (2 * Math.PI) + 0.5;
      seen[0] += radius / rows;
      seen[1] += Math.abs(radius - 1) < 0.2 ? 1.0 / rows : 0;
      twelfths[(int) Math.min(11, 12 * turn)] += 1.0 / rows;
    }
    return new double[] {seen[0], seen[1], Arrays.stream(twelfths).min().orElseThrow()};
  }

  /// Made points over real ones.
  static Panel panel(String title, Tensor made) {
    Tensor real = ring(200, Rng.seed(1));
    return Panel.of("x", "y")
        .titled(title)
        .over(new Range(-2, 2), new Range(-2, 2))
        .smallPoints("real", Ink.GRAY, numbers(real, 0), numbers(real, 1))
        .smallPoints("made", Ink.VERMILLION, numbers(made, 0), numbers(made, 1));
  }

  private static double[] numbers(Tensor points, int column) {
    return points.rows(0, 200).slice(1, column, column + 1).toDoubleArray();
  }
}
