package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Lbfgs;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.TrainingStep;

/// Outputs that are distributions.
final class OutputUnitsLab implements Lab {
  @Override
  public String name() {
    return "output-units";
  }

  @Override
  public Chapter chapter() {
    return Chapter.TRAINING;
  }

  @Override
  public String title() {
    return "Outputs that are distributions";
  }

  /// The parameters under which these rows are most likely.
  static Tensor mostLikely(OutputUnit unit, Tensor y) {
    Tensor start = Tensor.zeros(Shape.of(1, unit.outputs), DType.FLOAT64);
    Shape all = Shape.of(y.shape().length(0), unit.outputs);
    return unit.parameters(
        Lbfgs.defaults().minimize(z -> unit.of(z.broadcastTo(all), y), start).at());
  }

  private static Tensor column(double... numbers) {
    return Tensor.of(Shape.of(numbers.length, 1), numbers);
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        Where do losses come from? The output of a network describes a **distribution**: not what y is, but how probable each y is. Good parameters are those under which the y that were seen are
        most probable. Rows are independent, so their probabilities multiply; the logarithm makes a sum of it, the minus something to minimise:
        """);
    lab.formula(
        """
        L = −1/n Σ ln p(yᵢ)                          the mean negative log-likelihood
        Bernoulli     y is 0 or 1      p = σ(z)       −y ln p − (1 − y) ln(1 − p)
        multinoulli   one of k         p = softmax z  −Σ yⱼ ln pⱼ
        Gaussian      y is a number    μ, σ           (y − μ)²/2σ² + ln σ + ½ ln 2π\
        """);
    lab.say(
        "First without any input. Minimised by L-BFGS, the loss must find what counting finds:");
    Tensor coins = column(1, 1, 1, 1, 1, 1, 1, 0, 0, 0);
    Tensor kinds = Tensor.indices(0, 0, 0, 0, 0, 1, 1, 1, 2, 2);
    Tensor sizes = column(2, 4, 4, 4, 5, 5, 7, 9);
    Tensor p = mostLikely(OutputUnit.BERNOULLI, coins);
    Tensor q = mostLikely(OutputUnit.MULTINOULLI, kinds.oneHot(3, DType.FLOAT64));
    Tensor g = mostLikely(OutputUnit.GAUSSIAN, sizes);
    lab.table("", "seen", "by hand", "learnt")
        .row("Bernoulli p", "7 of 10", 0.7, p.item())
        .row("multinoulli p₁", "5 of 10", 0.5, q.at(0, 0))
        .row("p₂", "3 of 10", 0.3, q.at(0, 1))
        .row("p₃", "2 of 10", 0.2, q.at(0, 2))
        .row("Gaussian μ", "2, 4, 4, 4, 5, 5, 7, 9", 5, g.at(0, 0))
        .row("σ", "", 2, g.at(0, 1));
    Tensor found = Tensor.concat(1, p, q, g);
    Tensor hand = Tensor.of(DType.FLOAT64, 0.7, 0.5, 0.3, 0.2, 5, 2);
    lab.check("all six are as by hand within 10⁻⁶", found.sub(hand).abs().max().item() < 1e-6);
    inputs(lab);
    ring(lab);
  }

  /// The parameters that a network 1-16-k finds for each row.
  private static Tensor learnt(OutputUnit unit, Tensor x, Tensor y, Rng rng) {
    Initializer xavier = Initializer.glorotNormal();
    Sequential model =
        Sequential.of(
            Linear.of(1, 16, xavier, DType.FLOAT64, rng),
            Activation.TANH,
            Linear.of(16, unit.outputs, xavier, DType.FLOAT64, rng));
    TrainingStep step = TrainingStep.of(model, unit, Adam.of(0.02));
    for (int i = 0; i < 600; i++) {
      step.take(x, y);
    }
    return unit.parameters(model.apply(x)).detach();
  }

  private static void inputs(LabContext lab) {
    lab.heading("At the end of a network");
    lab.say(
        """
        Now the distribution depends on an input x, and a network 1-16-k learns how, from 400 rows drawn from a known truth. It is never told a probability, only what was drawn. The Gaussian
        unit learns where the noise is large, too; with a fixed σ its loss would be the squared error.
        """);
    Rng rng = lab.rng();
    Tensor x = column(new Range(-3, 3).spaced(400));
    TableRows table =
        lab.table("unit", "distance of its parameters from the true ones, in the mean");
    Picture picture =
        Picture.of("units", "From draws alone a network learns the distribution they came from")
            .inColumns(3, 200, 200);
    double worst = 0;
    for (OutputUnit unit : OutputUnit.values()) {
      Tensor truth = unit.truth(x);
      Tensor y = unit.draw(truth, rng);
      Tensor found = learnt(unit, x, y, rng);
      double distance = found.sub(truth).abs().mean().item();
      worst = Math.max(worst, distance);
      table.row(unit.title(), distance);
      picture = picture.with(unit.panel(x, y, truth, found));
    }
    lab.check("all are less than 0.1 off", worst < 0.1);
    lab.show(picture);
  }

  private static void ring(LabContext lab) {
    lab.heading("Any distribution: a generative adversarial network");
    lab.say(
        """
        Most distributions have no such formula. Points on a ring are one; then a second network can be the loss. The **generator** G makes points of noise z, the **critic** D says how probable it
        is that a point is real, and each is trained against the other:
        """);
    lab.formula("L_D = −ln D(x) − ln(1 − D(G(z)))      L_G = −ln D(G(z))");
    lab.say(
        """
        The critic's step must not move the generator, or it would learn to be caught. So the critic is given `fake.detach()`: the same points, with the route to G cut. When nobody can tell the points
        apart, D is 1/2 everywhere, and L_D = 2 ln 2 = 1.3863, L_G = ln 2 = 0.6931.
        """);
    Rng rng = lab.rng();
    RingGan gan = new RingGan(rng);
    Tensor fake = gan.generator.apply(RingGan.noise(8, rng));
    Tensor weight = gan.generator.parameters().getFirst();
    lab.check(
        "a gradient reaches the generator through its points",
        gan.critic.apply(fake).mean().gradients().reach(weight));
    lab.check(
        "and none through the detached ones",
        !gan.critic.apply(fake.detach()).mean().gradients().reach(weight));
    TableRows table =
        lab.table("step", "L_D", "L_G", "mean radius", "near the ring", "in the emptiest 1/12");
    Picture picture =
        Picture.of("ring", "From a blot to the ring, told only how real each point looks")
            .inColumns(4, 150, 150)
            .withSharedAxes();
    double[] seen = {};
    double[] losses = {};
    for (int step = 1; step <= 3000; step++) {
      losses = gan.step(RingGan.ring(128, rng), RingGan.noise(128, rng));
      if (step == 1 || step == 300 || step == 1000 || step == 3000) {
        lab.progress("step " + step, step / 3000.0);
        Tensor made = gan.generator.apply(RingGan.noise(1000, lab.rng()));
        seen = RingGan.shape(made);
        table.row(step, losses[0], losses[1], seen[0], seen[1], seen[2]);
        picture = picture.with(RingGan.panel("step " + step, made));
      }
    }
    lab.check("in the end L_D is 2 ln 2", losses[0], 2 * Math.log(2), 0.1);
    lab.check("more than 8 of 10 points are within 0.2 of the ring", seen[1] > 0.8);
    lab.check("and no twelfth of it has less than half its share", seen[2] > 1.0 / 24);
    lab.show(picture);
  }
}
