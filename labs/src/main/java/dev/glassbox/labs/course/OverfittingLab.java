package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.tensor.Rng;
import dev.glassbox.train.Epoch;
import dev.glassbox.train.Examples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Learning the noise, and what helps against it.
final class OverfittingLab implements Lab {
  private static final double NOISE = SineFit.NOISE * SineFit.NOISE;
  private static final double[] ENDS = {1, SineFit.EPOCHS};
  private static final SineFit LARGE = SineFit.of(100, 2);

  @Override
  public String name() {
    return "overfitting";
  }

  @Override
  public Chapter chapter() {
    return Chapter.TRAINING;
  }

  @Override
  public String title() {
    return "Learning the noise, and what helps against it";
  }

  @Override
  public void run(LabContext lab) {
    Rng rng = lab.rng();
    Examples training = SineFit.points(24, 1, SineFit.NOISE, rng);
    Examples validation = SineFit.points(50, 1, SineFit.NOISE, rng);
    Examples fresh = SineFit.points(1000, 1, SineFit.NOISE, rng);
    lab.say(
        """
        24 points lie about a sine, off it by noise with a deviation of 0.3. A network is **overfitted** when it has learnt this noise: its error on the points it learns from goes on falling,
        while the one on points that it never saw rises. Whoever knows the sine itself is off by the noise alone, 0.3² = 0.09 in the mean square. Whoever knows the 24 points by heart carries
        their noise along to fresh points, which have noise of their own:
        """);
    lab.formula("E(y − f(x))² = σ² + E(f(x) − sin x)² ≈ σ² + σ² = 0.18");
    lab.say(
        "A network 1-100-100-1 with tanh, %,d steps of Adam on all 24 points; 50 **validation**"
            + " points only watch:",
        SineFit.EPOCHS);
    SineFit.Fitted stopped = LARGE.withEarlyStopping().fit(training, validation, lab.rng());
    List<Epoch> history = stopped.outcome().history();
    Epoch best = stopped.outcome().best();
    TableRows table = lab.table("epoch", "training error", "validation error");
    for (int epoch : new int[] {1, 10, best.number(), SineFit.EPOCHS}) {
      Epoch at = history.get(epoch - 1);
      table.row(epoch, at.trainingLoss(), at.validationLoss());
    }
    lab.say("The validation error is least after epoch %d.", best.number());
    Epoch end = history.getLast();
    lab.check("in the end the training error is below the noise, 0.09", end.trainingLoss() < NOISE);
    lab.check(
        "and the validation error a tenth above its best",
        end.validationLoss() > 1.1 * best.validationLoss());
    double[] epochs = new Range(1, SineFit.EPOCHS).spaced(SineFit.EPOCHS);
    double[] falls = history.stream().mapToDouble(Epoch::trainingLoss).toArray();
    double[] turns = history.stream().mapToDouble(Epoch::validationLoss).toArray();
    lab.show(
        Picture.of("gap", "The training error falls on; the validation error turns")
            .inColumns(1, 560, 240)
            .with(
                Panel.of("epoch", "mean squared error")
                    .withLogarithmicX()
                    .withY(0, 0.6)
                    .line("validation", Ink.VERMILLION, epochs, turns)
                    .line("training", Ink.BLUE, epochs, falls)
                    .dashed("noise alone", Ink.GRAY, ENDS, new double[] {NOISE, NOISE})));
    sizes(lab);
    cures(lab, training, validation, fresh);
  }

  private static void sizes(LabContext lab) {
    lab.heading("Width and depth");
    lab.say(
        """
        One or three hidden layers of 1 to 175 neurons; the errors are means over three draws of points. Too small a network cannot bend enough: it is **underfitted**, and both errors are high. From
        some twenty parameters on, fresh points gain nothing. One layer of 175 neurons and three of 15 have as many parameters: 175 · 2 + 176 = 15 · 2 + 15 · 16 + 15 · 16 + 16 = 526.
        """);
    TableRows table = lab.table("network", "parameters", "training error", "fresh error");
    int[][] widths = {{1, 2, 4, 8, 32, 175}, {1, 2, 4, 8, 15}};
    double[][] training = {new double[6], new double[5]};
    double[][] fresh = {new double[6], new double[5]};
    Panel panel = Panel.of("parameters", "mean squared error").withLogarithmicX();
    for (int i = 0; i < 2; i++) {
      double[] sizes = new double[widths[i].length];
      String name = i == 0 ? "1 layer" : "3 layers";
      for (int j = 0; j < sizes.length; j++) {
        lab.progress(name, (6 * i + j) / 11.0);
        SineFit network = SineFit.of(widths[i][j], 2 * i + 1);
        double[] errors = network.errors(24, 1, SineFit.NOISE, lab.rng());
        training[i][j] = errors[0];
        fresh[i][j] = errors[1];
        sizes[j] = network.model(lab.rng()).parameterCount();
        table.row(name + " of " + widths[i][j], sizes[j], errors[0], errors[1]);
      }
      panel =
          panel
              .line("fresh, " + name, Ink.at(2 * i + 1), sizes, fresh[i])
              .dashed("training, " + name, Ink.at(2 * i), sizes, training[i]);
    }
    lab.check("one neuron is underfitted: its training error is above 0.3", training[0][0] > 0.3);
    lab.check(
        "of the two with 526 parameters the deep one learns more of the noise: its training error"
            + " is below 0.045, its fresh error above 0.12",
        training[1][4] < Math.min(training[0][5], NOISE / 2) && fresh[1][4] > 0.12);
    lab.show(
        Picture.of("sizes", "From some twenty parameters on, fresh points gain nothing")
            .inColumns(1, 520, 240)
            .with(panel));
    double[] shallow = SineFit.of(175, 1).errors(60, 3, 0, lab.rng());
    double[] deep = SineFit.of(15, 3).errors(60, 3, 0, lab.rng());
    lab.say(
        """
        Layers bend what layers before have bent: depth buys bends, for good and for ill. On 60 points without noise of a sine three times as fast, and after as many steps, the shallow one has a fresh error of
        %.4f, the deep one of %.4f.
        """,
        shallow[1], deep[1]);
    lab.check("there the deep one's is less than half", deep[1] < shallow[1] / 2);
  }

  private static void cures(
      LabContext lab, Examples training, Examples validation, Examples fresh) {
    lab.heading("Cures");
    lab.say(
        """
        - **Fewer neurons**, here 1-2-2-1: it takes trying to know how many.
        - **L1** and **L2**: a weight costs something, so that only those stay that earn it. L2 asks for little from small weights, L1 as much as from large ones, and so drives most of them to 0.
        - **Dropout**: in each step a tenth of the neurons, drawn anew, is left out; none can rely on another.
        - **Early stopping**: the weights of the epoch with the least validation error. It spends the points that watch: they chose the epoch, so only fresh ones can judge.
        """);
    lab.formula("L = 1/n Σ (f(x) − y)² + λ₁ Σ |w| + λ₂ Σ w²      λ₁ or λ₂ = 0.01");
    Map<String, SineFit> all = new LinkedHashMap<>();
    all.put("none", LARGE);
    all.put("fewer neurons", SineFit.of(2, 2));
    all.put("L1", LARGE.withL1(0.01));
    all.put("L2", LARGE.withL2(0.01));
    all.put("dropout", LARGE.withDropout(0.1));
    all.put("early stopping", LARGE.withEarlyStopping());
    TableRows table = lab.table("cure", "training error", "fresh error", "weights below 0.01");
    Picture picture =
        Picture.of("cures", "Every cure keeps the curve from bending to each point")
            .inColumns(3, 200, 140)
            .withSharedAxes();
    Map<String, Double> errors = new LinkedHashMap<>();
    for (var cure : all.entrySet()) {
      SineFit.Fitted fitted = cure.getValue().fit(training, validation, lab.rng());
      errors.put(cure.getKey(), fitted.error(fresh));
      String small = Course.text("%.1f %%", 100 * fitted.nearZero());
      table.row(cure.getKey(), fitted.error(training), fitted.error(fresh), small);
      picture = picture.with(fitted.panel(cure.getKey(), training));
    }
    double none = errors.getOrDefault("none", 0.0);
    lab.check(
        "L1, L2 and early stopping have a smaller fresh error than none",
        Stream.of("L1", "L2", "early stopping")
            .allMatch(cure -> errors.getOrDefault(cure, none) < none));
    lab.show(picture);
  }
}
