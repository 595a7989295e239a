package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Linear;
import dev.glassbox.optim.Lbfgs;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// One hidden layer comes as near to any curve as one likes, if it is wide enough.
final class UniversalLab implements Lab {
  private static final int[] BUMPS = {1, 2, 4, 8, 16, 32};
  private static final double[] XS = new Range(0, 1).spaced(1001);

  @Override
  public String name() {
    return "universal";
  }

  @Override
  public Chapter chapter() {
    return Chapter.REAL_SHAPES;
  }

  @Override
  public String title() {
    return "Any curve from enough sigmoids";
  }

  static double curve(double x) {
    return StrictMath.sin(2 * Math.PI * x) + StrictMath.sin(6 * Math.PI * x) / 2;
  }

  /// So many bumps side by side, each as high as the curve in its middle.
  static SigmoidSum staircase(int bumps) {
    double[] edges = new Range(0, 1).spaced(bumps + 1);
    double[] heights = new double[bumps];
    Arrays.setAll(heights, i -> curve((i + 0.5) / bumps));
    return SigmoidSum.bumps(20.0 * bumps, edges, heights);
  }

  /// So many sigmoids whose weights are found by L-BFGS on 201 points.
  static SigmoidSum learnt(int sigmoids, Rng rng) {
    double[] xs = new Range(0, 1).spaced(201);
    Tensor truth = SigmoidSum.column(Arrays.stream(xs).map(UniversalLab::curve).toArray());
    Tensor weight = Tensor.normal(rng, Shape.of(sigmoids, 1), 0, 10, DType.FLOAT64);
    Tensor edges = Tensor.uniform(rng, Shape.of(sigmoids), 0, 1, DType.FLOAT64);
    Linear hidden = new Linear(weight, weight.reshape(sigmoids).mul(edges).neg());
    Linear output =
        new Linear(Tensor.zeros(Shape.of(1, sigmoids), DType.FLOAT64), Tensor.of(DType.FLOAT64, 0));
    return Lbfgs.defaults()
        .minimize(
            n -> n.apply(SigmoidSum.column(xs)).sub(truth).square().mean(),
            new SigmoidSum(hidden, output))
        .at();
  }

  /// The greatest error over the points of the picture.
  static double error(SigmoidSum network) {
    double[] found = network.over(XS);
    return IntStream.range(0, XS.length)
        .mapToDouble(i -> Math.abs(found[i] - curve(XS[i])))
        .max()
        .orElseThrow();
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        "A sigmoid σ(k(x − a)) is a step: 0 to the left of a, 1 to the right, the steeper the"
            + " larger k. One step up at a and one down at b make a **bump**:");
    lab.formula("bump(x) = σ(k(x − a)) − σ(k(x − b))      in the middle  tanh(k(b − a)/4)");
    lab.check(
        "from 0.4 to 0.6 with k = 40 it is tanh 2 high",
        SigmoidSum.bump(40).over(0.5)[0],
        Math.tanh(2),
        1e-12);
    lab.show(
        Picture.of("bump", "Two sigmoids make a bump; the steeper they are, the squarer")
            .inColumns(1, 520, 180)
            .with(
                Panel.of("x", "bump from 0.4 to 0.6")
                    .line("k = 10", Ink.BLUE, XS, SigmoidSum.bump(10).over(XS))
                    .line("k = 40", Ink.VERMILLION, XS, SigmoidSum.bump(40).over(XS))
                    .line("k = 200", Ink.GREEN, XS, SigmoidSum.bump(200).over(XS))));
    lab.say(
        """
        Bumps side by side, each as high as the curve in its middle, make a staircase, and a staircase comes as near to a continuous curve as its steps are narrow. All of it is one hidden layer:
        k and −ka are the weights and biases of its neurons, the heights are the weights of the sum. Within a step of width 1/N the curve moves by at most max|f′|/(2N) from its
        middle, so that is the greatest error:
        """);
    lab.formula("f(x) = sin 2πx + ½ sin 6πx      |f′| ≤ 2π + 3π      error ≤ 5π/(2N)");
    lab.say(
        "Nobody builds networks like that; they learn. So here is what L-BFGS finds beside it, from"
            + " random weights:");
    TableRows table =
        lab.table(
            "sigmoids", "bumps N", "5π/(2N)", "built: greatest error", "learnt: greatest error");
    double[] bounds = new double[BUMPS.length];
    double[] built = new double[BUMPS.length];
    double[] learnt = new double[BUMPS.length];
    for (int i = 0; i < BUMPS.length; i++) {
      lab.progress(BUMPS[i] + " bumps", (double) i / BUMPS.length);
      built[i] = error(staircase(BUMPS[i]));
      learnt[i] = error(learnt(2 * BUMPS[i], lab.rng()));
      bounds[i] = 2.5 * Math.PI / BUMPS[i];
      table.row(2 * BUMPS[i], BUMPS[i], bounds[i], built[i], learnt[i]);
    }
    lab.check(
        "no staircase is farther off than 5π/(2N)",
        IntStream.range(0, 6).allMatch(i -> built[i] <= bounds[i]));
    lab.check("32 bumps are at least three times as near as 8", built[5] < built[3] / 3);
    lab.check("16 learnt sigmoids are nearer than 64 built ones", learnt[3] < built[5]);
    lab.show(
        Picture.of("fits", "Sixteen learnt sigmoids follow the curve better than 64 in a staircase")
            .inColumns(3, 200, 180)
            .withSharedAxes()
            .with(fit("16 sigmoids, built", staircase(8)))
            .with(fit("64 sigmoids, built", staircase(32)))
            .with(fit("16 sigmoids, learnt", learnt(16, lab.rng()))));
    double[] places = new Range(0, 5).spaced(6);
    lab.show(
        Picture.of(
                "errors",
                "The staircase's error falls with its bound; learnt weights are far ahead")
            .inColumns(1, 520, 240)
            .with(
                Panel.of("sigmoids", "greatest error")
                    .withNames(List.of("2", "4", "8", "16", "32", "64"))
                    .withLogarithmicY()
                    .dashed("bound 5π/(2N)", Ink.GRAY, places, bounds)
                    .line("built", Ink.BLUE, places, built)
                    .line("learnt", Ink.VERMILLION, places, learnt)));
    lab.say(
        """
        This is the universal approximation theorem (Cybenko 1989; Hornik, Stinchcombe and White 1989): on a closed interval one hidden layer comes as near to any continuous curve as one likes,
        if it is wide enough. It does not say how wide, nor that descent finds the weights. In the lab `surface` a second layer did more than any width.

        **To try:** give `curve` a jump, and see which error stays whatever the width; give the staircase a steepness of 2 N.
        """);
  }

  private static Panel fit(String title, SigmoidSum network) {
    return Panel.of("x", "f(x)")
        .titled(title)
        .withX(-0.05, 1.05)
        .line("f", Ink.GRAY, XS, Arrays.stream(XS).map(UniversalLab::curve).toArray())
        .line("network", Ink.VERMILLION, XS, network.over(XS));
  }
}
