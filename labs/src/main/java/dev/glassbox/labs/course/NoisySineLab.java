package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// A sine with noise, by support-vector machines and by a network.
final class NoisySineLab implements Lab {
  private static final int STEPS = 4000;
  private static final int EVERY = 50;
  private static final double[] GRID = new Range(0, 2 * Math.PI).spaced(201);
  private static final double[] SINE = Arrays.stream(GRID).map(Math::sin).toArray();

  @Override
  public String name() {
    return "noisy-sine";
  }

  @Override
  public Chapter chapter() {
    return Chapter.BESIDE_NETWORKS;
  }

  @Override
  public String title() {
    return "Support vectors and a network on a noisy sine";
  }

  private static double[] along(DoubleUnaryOperator curve, double[] xs) {
    return Arrays.stream(xs).map(curve).toArray();
  }

  /// The root mean square of a curve's distance from these values.
  private static double error(DoubleUnaryOperator curve, double[] xs, double[] ys) {
    Tensor found = Tensor.of(DType.FLOAT64, along(curve, xs));
    return Math.sqrt(found.sub(Tensor.of(DType.FLOAT64, ys)).square().mean().item());
  }

  @Override
  public void run(LabContext lab) {
    Rng rng = lab.rng();
    double[] xs =
        IntStream.range(0, 40).mapToDouble(i -> Math.PI / 20 * (i + rng.nextDouble())).toArray();
    double[] ys = along(x -> Math.sin(x) + 0.3 * rng.nextGaussian(), xs);
    lab.say(
        """
        40 points of a sine, each with noise of deviation 0.3: who learns the sine, and who the noise too? Beside a network stands a method that has no layers.
        **Support-vector regression** (Drucker et al. 1997) puts a bump on each point and adds the bumps up, with weights β that it has to find:
        """);
    lab.formula("f(x) = Σᵢ βᵢ exp(−γ(x − xᵢ)²) + b      with −C ≤ βᵢ ≤ C");
    lab.say(
        """
        A bump is about 1/√(2γ) wide. Errors up to ε = 0.1 cost nothing, each unit beyond costs C, and a curve costs more the more it bends. This loss is a single bowl, so there is one
        best curve, and the weights tell it: a point within the tube f ± ε has β = 0, it could as well be missing; one outside has β = ±C. Those that have a weight
        are the **support vectors**. LIBSVM (Chang and Lin 2011) finds them. First with the usual defaults, C = 1 and γ = 1/variance of x:
        """);
    SupportVectors usual = SupportVectors.fit(xs, ys, 1, SupportVectors.scaledGamma(xs));
    lab.check("within the tube every β is 0, outside of it ±1", usual.isBest(xs, ys));

    lab.heading("Who overfits");
    lab.say(
        """
        Next C = 1000 and γ = 10⁻⁴, in two units of x: a γ belongs to a unit, and if x is given in hundredths, the same γ means bumps a hundred times as narrow. Last a network,
        1-50-50-1 with tanh and Adam at 0.01: 2,701 parameters for 40 points, after 200 steps and after 4,000. The sine itself nobody was shown:
        """);
    SupportVectors stiff = SupportVectors.fit(xs, ys, 1000, 1e-4);
    SupportVectors loose = SupportVectors.fit(along(x -> 100 * x, xs), ys, 1000, 1e-4);
    Sequential network =
        Sequential.of(
            Linear.of(1, 50, Initializer.glorotUniform(), DType.FLOAT64, rng),
            Activation.TANH,
            Linear.of(50, 50, Initializer.glorotUniform(), DType.FLOAT64, rng),
            Activation.TANH,
            Linear.of(50, 1, Initializer.glorotUniform(), DType.FLOAT64, rng));
    DoubleUnaryOperator learnt = x -> network.apply(Tensor.of(DType.FLOAT64, x - Math.PI)).item();
    Tensor inputs = Tensor.of(Shape.of(40, 1), xs).sub(Math.PI);
    Tensor targets = Tensor.of(Shape.of(40, 1), ys);
    Updater updater = Adam.of(0.01).over(network.parameters());
    double[] atPoints = new double[STEPS / EVERY + 1];
    double[] fromSine = new double[STEPS / EVERY + 1];
    for (int step = 0; step <= STEPS; step++) {
      if (step % EVERY == 0) {
        lab.progress("step " + step, (double) step / STEPS);
        atPoints[step / EVERY] = error(learnt, xs, ys);
        fromSine[step / EVERY] = error(learnt, GRID, SINE);
      }
      updater.step(network.apply(inputs).sub(targets).square().mean().gradients());
    }
    List<String> names =
        List.of("SVR, default", "SVR, C = 1000, γ = 10⁻⁴", "the same, x in hundredths", "network");
    List<DoubleUnaryOperator> curves =
        List.of(usual::at, stiff::at, x -> loose.at(100 * x), learnt);
    double[] near = curves.stream().mapToDouble(c -> error(c, xs, ys)).toArray();
    double[] far = curves.stream().mapToDouble(c -> error(c, GRID, SINE)).toArray();
    TableRows table = lab.table("", "error at the points", "error to the sine", "support vectors");
    table.row(names.get(0), near[0], far[0], usual.count());
    table.row(names.get(1), near[1], far[1], stiff.count());
    table.row(names.get(2), near[2], far[2], loose.count());
    table.row("network, 200 steps", atPoints[200 / EVERY], fromSine[200 / EVERY], "");
    table.row("network, 4,000 steps", near[3], far[3], "");
    lab.check("with γ = 10⁻⁴ it is too stiff: farthest from the points", near[1] > 1.3 * near[0]);
    lab.check(
        "with x in hundredths it overfits: nearer to the points than the default, not to the sine",
        near[2] < near[0] && far[2] > far[0]);
    lab.check(
        "the network overfits most: nearest to the points, 1.5 times the default's error to the"
            + " sine",
        near[3] < Math.min(near[0], near[2]) && far[3] > 1.5 * far[0]);
    lab.check("after 200 steps it was nearer to the sine", fromSine[200 / EVERY] < 0.7 * far[3]);
    Picture picture =
        Picture.of(
                "curves", "The default finds the sine; the others are too stiff or learn the noise")
            .inColumns(2, 330, 200)
            .withSharedAxes();
    for (int i = 0; i < 4; i++) {
      Panel panel = Panel.of("x", "y").over(new Range(0, 2 * Math.PI), new Range(-1.9, 1.9));
      double[] found = along(curves.get(i), GRID);
      if (i < 3) {
        panel =
            panel.band(
                "tube f ± ε",
                Ink.SKY,
                GRID,
                along(y -> y - SupportVectors.EPSILON, found),
                along(y -> y + SupportVectors.EPSILON, found));
      }
      picture =
          picture.with(
              panel
                  .titled(names.get(i))
                  .dashed("sine", Ink.BLACK, GRID, SINE)
                  .line("found", Ink.BLUE, GRID, found)
                  .smallPoints("points", Ink.VERMILLION, xs, ys));
    }
    lab.show(picture);
    double[] steps = new Range(0, STEPS).spaced(STEPS / EVERY + 1);
    lab.show(
        Picture.of(
                "network", "The network first comes near the sine, then leaves it for the points")
            .inColumns(1, 560, 220)
            .with(
                Panel.of("step", "error")
                    .withY(0, 0.6)
                    .line("at the points", Ink.VERMILLION, steps, atPoints)
                    .line("to the sine", Ink.BLUE, steps, fromSine)
                    .dashed(
                        "default SVR to the sine", Ink.BLACK, steps, along(_ -> far[0], steps))));
    lab.say(
        """
        So it is not the method that overfits, but freedom without restraint. The machine's restraint is C and γ, which one has to choose, by points held back, as for every setting; the network's is the time
        it is given. For 40 points the machine is the better tool: one answer, at once, the same each time. For 40,000 it would need 40,000 bumps.
        """);
  }
}
