package dev.glassbox.labs.course;

import dev.glassbox.data.Generator;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The loss over planes through the space of weights.
final class LossLandscapeLab implements Lab {
  private static final double GUESSING = Math.log(2);

  @Override
  public String name() {
    return "loss-landscape";
  }

  @Override
  public Chapter chapter() {
    return Chapter.REAL_SHAPES;
  }

  @Override
  public String title() {
    return "Landscapes of the loss";
  }

  @Override
  public void run(LabContext lab) {
    Rng rng = lab.rng();
    LabelledPoints points = MadePoints.of(Generator.SPIRALS, 200, 0.05, rng, "first", "second");
    lab.say(
        """
        A loss is a height over a space with as many dimensions as there are weights, here 921 and more. Nobody can see it, but one can cut planes through it: put a
        trained network's weights θ in the middle, take two directions d and e, and draw the loss at every θ + x d + y e.

        **Which directions?** First random ones. As a step of some length is much for a neuron of small weights and little for one of large ones, each neuron's part of a direction
        is made as long as the neuron's own weights: **filter normalisation** (Li et al. 2018). So x = 0.5 means the same everywhere: weights changed by half.

        **Which networks?** Four that are to tell two wound-up spirals apart, with 9 or 21 layers of 10 neurons and 400 steps of Adam. In two of them the layers after the first
        are **residual** (He et al. 2016): they add to what they are given in place of replacing it. On the way back the derivative of such a layer is 1 and something, so there is a road for the
        gradient past all that makes it vanish in the lab `vanishing`.
        """);
    lab.formula("plain: a ← tanh(W a + b)      residual: a ← a + tanh(W a + b)");
    List<TrainedNetwork> trained =
        IntStream.range(0, 4)
            .mapToObj(i -> new DeepNetwork(i < 2 ? 8 : 20, 10, i % 2 == 1))
            .map(network -> TrainedNetwork.of(network, points, 400, rng))
            .toList();
    double[] ends = trained.stream().mapToDouble(t -> t.loss(t.end())).toArray();
    double[] shares = planes(lab, trained, rng);
    lab.check("21 plain layers have learnt next to nothing", ends[2] > 0.5);
    lab.check("21 residual layers have learnt the spirals", ends[3] < 0.01);
    lab.say(
        """
        With 9 layers the plain kind can still learn. The hole is wider around the %s one with this seed, and with some seeds it is the other: one random plane is one look, no proof. With 21 layers
        there is no doubt. The plain network stands in flat land, where no slope says which way to go, and has learnt next to nothing; the residual one lies at the bottom of a
        funnel. The two differ in nothing but `a +`.
        """,
        shares[1] > shares[0] ? "residual" : "plain");

    lab.heading("The plane of the path");
    lab.say(
        """
        The way that descent took is hardly in such planes: of a step in any direction, a random plane shows 2 parts in 921. One sees it in its **principal plane**, spanned by the two directions in
        which the weights along the path differ most. How much of their variance lies within it says how much of the path one sees:
        """);
    List<TrainedNetwork> two = trained.subList(0, 2);
    List<WeightPlane> planes = two.stream().map(t -> WeightPlane.principal(t.path())).toList();
    double plain = planes.get(0).share(two.get(0).path());
    double residual = planes.get(1).share(two.get(1).path());
    lab.table("", "share of the path's variance in its principal plane")
        .row("9 layers, plain", Course.text("%.1f%%", 100 * plain))
        .row("9 layers, residual", Course.text("%.1f%%", 100 * residual));
    lab.check("both planes hold more than 80 % of their path", Math.min(plain, residual) > 0.8);
    lab.show(LandscapePictures.paths(two, planes));
    lab.say(
        """
        One caution: a random walk in a space of many dimensions shows 6/π² + 6/4π² = 76 % of its variance in its principal plane, and curves there just as nicely
        (Antognini and Sohl-Dickstein 2018). That a path looks flat is less of a discovery than it seems.
        """);

    lab.heading("From one minimum to another");
    TrainedNetwork one = trained.get(1);
    TrainedNetwork other = TrainedNetwork.of(one.network(), points, 400, rng);
    lab.say(
        """
        The same residual network from another start ends elsewhere, just as low. Is there a mountain between them? On the straight line there is. But a curve may go around
        (Garipov et al. 2018): bend the line towards a third point m, and let descent choose m, so that the loss at random places of the curve is low:
        """);
    lab.formula(
        "θ(t) = (1 − t)² θ₁ + 2t(1 − t) m + t² θ₂      minimise over m the mean of L(θ(t)) for t in"
            + " 0…1");
    Tensor middle = one.middle(other, 3000, rng);
    double[] ts = new Range(0, 1).spaced(61);
    Tensor halfway = one.end().add(other.end()).div(2);
    List<Tensor> line = one.curveTo(other, halfway, ts);
    List<Tensor> curve = one.curveTo(other, middle, ts);
    double[] onLine = line.stream().mapToDouble(one::loss).toArray();
    double[] onCurve = curve.stream().mapToDouble(one::loss).toArray();
    double mountain = Arrays.stream(onLine).max().orElseThrow();
    double pass = Arrays.stream(onCurve).max().orElseThrow();
    lab.table("", "at θ₁", "highest", "at θ₂")
        .row("straight line", onLine[0], mountain, onLine[60])
        .row("curve", onCurve[0], pass, onCurve[60]);
    lab.check("the line leads over a height worse than guessing", mountain > GUESSING);
    lab.check("the curve stays below a twentieth of it", pass < mountain / 20);
    lab.show(LandscapePictures.connection(one, other, middle, ts, onLine, onCurve));
    lab.say(
        """
        So the picture of many separate hollows, true in two dimensions as in `local-minima`, misleads in 921: these two are ends of one valley. It takes a curve to walk along it, and
        many dimensions to have room for the curve. With another `--seed` the shapes are others; the funnels, the flat path and the pass between the minima are there again.
        """);
  }

  /// Random planes through the ends of the networks; answers which share of each is better than
  /// guessing.
  private static double[] planes(LabContext lab, List<TrainedNetwork> trained, Rng rng) {
    TableRows table = lab.table("", "weights", "loss: start", "end", "plane better than guessing");
    Range side = new Range(-0.3, 0.3);
    double[] shares = new double[trained.size()];
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      lab.progress("plane " + (i + 1), i / 6.0);
      TrainedNetwork at = trained.get(i);
      Field field = WeightPlane.random(at.network(), at.end(), rng).logarithm(side, side, at::loss);
      shares[i] =
          Arrays.stream(field.values())
              .map(height -> height < Math.log10(GUESSING) ? 1 : 0)
              .average()
              .orElseThrow();
      fields.add(field);
      table.row(
          at.network().title(),
          at.network().size(),
          at.loss(at.start()),
          at.loss(at.end()),
          Course.text("%.1f%%", 100 * shares[i]));
    }
    lab.show(LandscapePictures.planes(trained, fields, Math.log10(GUESSING)));
    return shares;
  }
}
