package dev.glassbox.labs.course;

import dev.glassbox.data.Split;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Schedule;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.ClassificationScores;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Handwritten digits, from pixels to scores.
final class DigitsLab implements Lab {
  private static final int HIDDEN = 64;
  private static final List<String> NAMES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public Chapter chapter() {
    return Chapter.REAL_SHAPES;
  }

  @Override
  public String title() {
    return "Ten digits, from pixels to scores";
  }

  @Override
  public boolean takesTable() {
    return true;
  }

  /// Pixels → hidden → scores.
  record Network(Linear hidden, Linear scores) implements Layer {
    Tensor seen(Tensor pixels) {
      return hidden.apply(pixels).relu();
    }

    @Override
    public Tensor apply(Tensor pixels) {
      return scores.apply(seen(pixels));
    }
  }

  static Trainer trainer() {
    return Trainer.of(CrossEntropy.smoothed(0.1), Adam.of(0.005))
        .withSchedule(Schedule.cosine())
        .withEpochs(60);
  }

  @Override
  public void run(LabContext lab) {
    DigitImages images =
        DigitImages.of(lab.ownTable().orElseGet(() -> CourseTables.read(this, "digits.csv")));
    int pixels = images.side() * images.side();
    Rng rng = lab.rng();
    Split split = Split.stratified(images.digits(), 0, 0.25, rng.split());
    Examples training = images.examples(split.train());
    Examples held = images.examples(split.test());
    lab.say(
        """
        The table `data/digits.csv` holds 1,797 digits that 13 people wrote, each as 8 × 8 pixels. A network with one hidden layer takes the %d numbers of an image and gives ten scores, one for
        each digit; softmax makes them probabilities that add up to 1.
        """,
        pixels);
    lab.formula(
        "h = relu(W₁x + b₁)      s = W₂h + b₂      pᵢ = e^sᵢ / Σⱼ e^sⱼ      L = −Σᵢ tᵢ ln pᵢ");
    lab.say(
        """
        The target t is not 1 for the right digit and 0 for the others but 0.91 and 0.01: with smoothed labels (Szegedy et al. 2016) the network need not become ever more sure, and
        does better on what it has not seen. It learns from %,d images in 60 epochs; %d others are held out.
        """,
        training.rows(), held.rows());
    Network network =
        new Network(
            Linear.of(pixels, HIDDEN, Initializer.normal(0, 0.02), rng.split()),
            Linear.of(HIDDEN, 10, rng.split()));
    Tensor before = network.hidden().weight().detach();
    lab.progress("training", 0.1);
    trainer().withSeed(rng.nextLong()).fit(network, training);
    Tensor chances = network.apply(held.inputs()).softmax();
    ClassificationScores scores = ClassificationScores.of(chances, held.targets());
    TableRows table = lab.table("digit", "held out", "right", "most often taken for");
    for (int digit = 0; digit < 10; digit++) {
      long of = scores.rows(digit);
      long[] taken = scores.confusion()[digit];
      long right = taken[digit];
      taken[digit] = 0;
      int other = (int) Tensor.of(Shape.of(10), taken).argmax(0).item();
      table.row(digit, of, right, of == right ? "" : NAMES.get(other));
    }
    lab.say("Of all images held out %.1f %% are right.", 100 * scores.accuracy());
    if (lab.ownTable().isEmpty()) {
      lab.check("at least 97 % of the held-out images are right", scores.accuracy() >= 0.97);
    }
    lab.show(
        Picture.of("way", "An image on its way: pixels, hidden neurons, scores, probabilities")
            .inColumns(4, 150, 150)
            .with(
                DigitImages.gray(held.inputs(), 0).titled("a %.0f".formatted(held.targets().at(0))))
            .with(DigitImages.gray(network.seen(held.inputs()), 0).titled("64 hidden neurons"))
            .with(bars("score", network.apply(held.inputs())))
            .with(bars("probability", chances)));
    lab.say(
        """
        A row of W₁ has a weight for every pixel, so it can be shown as an image itself. Blue says: ink here speaks for me; orange: against me. These are the 24 neurons with the largest
        weights to the scores.
        """);
    Tensor weight = network.hidden().weight();
    Tensor strength = network.scores().weight().square().sum(0);
    lab.show(
        Picture.of(
                "weights", "First-layer weights: strokes that count, blue for and orange against")
            .inColumns(8, 66, 66)
            .with(
                first(24, strength.argsort(0, true))
                    .mapToObj(i -> DigitImages.signed(weight, i))
                    .toList()));
    Tensor blank = training.inputs().max(0).step().neg().add(1);
    lab.check(
        "pixels that are never inked in training keep their first weights to the last bit",
        weight.sub(before).mul(blank).abs().max().item() == 0);
    lab.say("The loss of an image is −ln P of its digit. Here are the eight greatest:");
    Tensor right = chances.mul(held.targets().oneHot(10, DType.FLOAT32)).sum(1);
    lab.show(
        Picture.of("worst", "The greatest losses: some digits are hard to read for anyone")
            .inColumns(4, 120, 120)
            .with(first(8, right.argsort(0)).mapToObj(i -> answer(held, i, chances)).toList()));
    lab.say(
        "**To try:** 16 hidden neurons; no smoothing; or a table of your own with `--data FILE`.");
  }

  private static Panel answer(Examples held, int row, Tensor chances) {
    int says = (int) chances.argmax(1).at(row);
    return DigitImages.gray(held.inputs(), row)
        .titled(
            "%.0f, says %d: %.0f %%"
                .formatted(held.targets().at(row), says, 100 * chances.at(row, says)));
  }

  private static Panel bars(String label, Tensor all) {
    return Panel.of("digit", "")
        .titled(label)
        .withNames(NAMES)
        .columns("", Ink.BLUE, 0, 1, all.rows(0, 1).toDoubleArray());
  }

  private static IntStream first(int n, Tensor order) {
    return Arrays.stream(order.toLongArray()).limit(n).mapToInt(Math::toIntExact);
  }
}
