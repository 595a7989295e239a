package dev.glassbox.labs.course;

import dev.glassbox.data.Generator;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Initializer;
import dev.glassbox.optim.Schedule;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a loss curve says about the training behind it.
final class BabysittingLab implements Lab {
  private static final double GUESS = Math.log(2);

  @Override
  public String name() {
    return "babysitting";
  }

  @Override
  public Chapter chapter() {
    return Chapter.TRAINING;
  }

  @Override
  public String title() {
    return "What a loss curve says";
  }

  @Override
  public void run(LabContext lab) {
    LabelledPoints points = MadePoints.of(Generator.MOONS, 256, 0.2, lab.rng(), "lower", "upper");
    lab.say(
        """
        While a network trains, the loss of each step is nearly all that one sees of it. Here one training is set up well and five are broken on purpose, so that you know each fault by its
        curve. The task is 256 noisy moons, the network 2-16-16-1 with tanh; each of 600 steps goes down the gradient of one mini-batch. Before all else, know what it costs to
        **know nothing**: to give each of k classes the probability 1/k has the cross-entropy
        """);
    lab.formula("−ln 1/k = ln k      for two classes ln 2 = 0.6931");
    Picture picture =
        Picture.of("curves", "Each fault has a curve of its own").inColumns(3, 200, 170);
    TableRows table =
        lab.table("", "η", "batch", "mean loss: 1st tenth", "5th", "last", "deviation in the last");
    List<MoonsRun> runs =
        List.of(
            MoonsRun.of("good", 1, 32),
            MoonsRun.of("rate too low", 0.001, 32),
            MoonsRun.of("rate too high", 10, 32),
            MoonsRun.of("plateau", 0.3, 32).withStart(Initializer.normal(0, 0.01)),
            MoonsRun.of("no gradient", 0.3, 32).withStart(Initializer.zeros()),
            MoonsRun.of("noise", 0.1, 2));
    double[] middles = new Range(10.5, 590.5).spaced(30);
    double[] guess = {GUESS, GUESS};
    List<LossCurve> curves = new ArrayList<>();
    for (MoonsRun run : runs) {
      LossCurve curve = run.curve(points, 600, lab.rng());
      curves.add(curve);
      String rate = Double.toString(run.rate());
      table.row(
          run.name(),
          rate,
          run.batch(),
          curve.mean(1),
          curve.mean(5),
          curve.mean(10),
          curve.jumps());
      picture =
          picture.with(
              Panel.of("step", "loss of the batch")
                  .titled(run.name())
                  .withY(0, run.rate() > 5 ? 60 : 1.5)
                  .thin("of each step", Ink.SKY, new Range(1, 600).spaced(600), curve.losses())
                  .line("mean of 20 steps", Ink.BLUE, middles, curve.means(20))
                  .dashed("ln 2, knowing nothing", Ink.VERMILLION, new double[] {1, 600}, guess));
    }
    double good = curves.get(0).mean(10);
    lab.check("the good one ends below 0.2", good < 0.2);
    lab.check(
        "too low a rate still falls at the end, and stands at more than twice the good loss",
        curves.get(1).mean(10) < curves.get(1).mean(5) && curves.get(1).mean(10) > 2 * good);
    lab.check("too high a rate ends worse than knowing nothing", curves.get(2).mean(10) > GUESS);
    lab.check(
        "the plateau stays within 0.01 of ln 2 for 60 steps, and falls below 0.45 in the end",
        Math.abs(curves.get(3).mean(1) - GUESS) < 0.01 && curves.get(3).mean(10) < 0.45);
    lab.check("without a gradient it stays there", curves.get(4).mean(10), GUESS, 0.01);
    lab.check(
        "with batches of 2 the loss jumps more than twice as far as with 32",
        curves.get(5).jumps() > 2 * curves.get(0).jumps());
    lab.show(picture);
    lab.table("what you see", "what it means", "what to do")
        .row("a fast fall that flattens low", "all is well", "a schedule for the end, see below")
        .row("a slow, even fall that has not ended", "the rate is too low", "ten times the rate")
        .row("wild jumps, above ln k", "the rate is too high", "a tenth of the rate")
        .row("a plateau at ln k, then a sudden fall", "a saddle: too small a start", "Xavier, He")
        .row("a plateau at ln k for ever", "no gradient arrives", "see the lab `vanishing`")
        .row("a thick band that sinks", "noise of small batches", "average before you judge");
    lab.say(
        """
        A plateau and a dead network look alike until the one falls. The gradient tells them apart: small and growing, or 0.
        """);
    noise(lab, points);
    schedules(lab, points);
  }

  private static void noise(LabContext lab, LabelledPoints points) {
    lab.heading("How much noise there must be");
    lab.say(
        """
        The loss of a batch is the mean of B of n rows. If σ is the deviation of the losses of single rows, that of the mean is as follows; four times the batch halves the noise, and jumps of
        that size are no fault. Here for a fresh network:
        """);
    lab.formula("σ / √B · √((n − B) / (n − 1))");
    Tensor logits =
        MoonsRun.of("", 1, 1).model(lab.rng()).apply(points.inputs()).reshape(points.size());
    LossCurve rows = new LossCurve(logits.sigmoidCrossEntropy(points.targets()).toDoubleArray());
    TableRows table = lab.table("batch B", "deviation in 2,000 batches", "by the formula");
    boolean agree = true;
    for (int batch : new int[] {1, 4, 16, 64}) {
      double found = rows.ofBatches(batch, 2000, lab.rng());
      double formula = rows.ofBatches(batch);
      table.row(batch, found, formula);
      agree &= Math.abs(found / formula - 1) < 0.1;
    }
    lab.check("the deviations are those of the formula within 10 %", agree);
  }

  private static void schedules(LabContext lab, LabelledPoints points) {
    lab.heading("Schedules");
    lab.say(
        """
        The gradient of a batch is as noisy as its loss. Near the minimum a step of fixed length walks past it as often as towards it, and the loss hovers above the bottom. A **schedule** takes
        long steps first, to get there, and short ones in the end, to settle; one cycle begins with short ones too, as fresh weights do not always bear the full rate. If you do not know when to
        cut the rate, `Schedule.reduceOnPlateau` waits until the validation loss stands still. Batches of 8, 3,200 steps, which are 100 epochs, and η = 1:
        """);
    List<MoonsRun> runs =
        List.of(
            MoonsRun.of("constant", 1, 8),
            MoonsRun.of("a tenth after 40 and 80", 1, 8).withSchedule(Schedule.stepDecay(40, 0.1)),
            MoonsRun.of("cosine", 1, 8).withSchedule(Schedule.cosine()),
            MoonsRun.of("one cycle", 1, 8).withSchedule(Schedule.oneCycle()));
    TableRows table = lab.table("schedule", "mean loss of the last tenth", "η at the last step");
    double[] epochs = new Range(1, 100).spaced(100);
    Panel losses = Panel.of("epoch", "mean loss of its batches").withY(0, 0.4);
    Panel rates = Panel.of("epoch", "η");
    double[] ends = new double[4];
    for (int i = 0; i < 4; i++) {
      MoonsRun run = runs.get(i);
      lab.progress(run.name(), i / 4.0);
      LossCurve curve = run.curve(points, 3200, lab.rng());
      Schedule.Run rate = run.schedule().start(1, 3200, 32);
      ends[i] = curve.mean(10);
      table.row(run.name(), ends[i], rate.rate(3199));
      losses = losses.line(run.name(), Ink.at(i), epochs, curve.means(32));
      double[] atEnds = Arrays.stream(epochs).map(e -> rate.rate(Math.round(32 * e) - 1)).toArray();
      rates = rates.line(run.name(), Ink.at(i), epochs, atEnds);
    }
    lab.check(
        "every schedule ends below the constant rate",
        Arrays.stream(ends).skip(1).allMatch(end -> end < ends[0]));
    lab.show(
        Picture.of("schedules", "When the rate falls, the loss falls below where it hovered")
            .inColumns(2, 320, 240)
            .with(losses)
            .with(rates));
  }
}
