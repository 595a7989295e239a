package dev.glassbox.labs.course;

import dev.glassbox.data.Feature;
import dev.glassbox.data.LearnerOptions;
import dev.glassbox.data.Scores;
import dev.glassbox.data.Table;
import dev.glassbox.data.TableLearner;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.ClassificationScores;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Tables with columns of many kinds, from the file to a score.
final class TablesLab implements Lab {
  private static final double[] RATES = {1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};

  @Override
  public String name() {
    return "tables";
  }

  @Override
  public Chapter chapter() {
    return Chapter.REAL_SHAPES;
  }

  @Override
  public String title() {
    return "From a file to a score";
  }

  /// From the table to the share of right answers on rows that nothing has touched, and the table
  /// of who was taken for whom.
  private static double learn(LabContext lab, Table table, String target, long seed) {
    var options = LearnerOptions.defaults().withHidden(32).withSeed(seed);
    var learnt = TableLearner.of(target).withOptions(options).learn(table);
    var scores = (Scores.OfClasses) Objects.requireNonNull(learnt.scores().get("test"));
    lab.table(target, scores);
    return scores.detail().accuracy();
  }

  /// What plain descent makes of these numbers: the share of right answers on the rows held out.
  private static double descend(PreparedTable table, Tensor numbers, double rate, Rng rng) {
    Sequential network =
        Sequential.of(
            Linear.of(30, 16, rng.split()), Activation.TANH, Linear.of(16, 2, rng.split()));
    Trainer.of(new CrossEntropy(), Sgd.of(rate))
        .withEpochs(50)
        .withSeed(rng.nextLong())
        .fit(network, table.examples(numbers, table.split().train()));
    Examples held = table.examples(numbers, table.split().test());
    Tensor chances = network.apply(held.inputs()).softmax();
    return ClassificationScores.of(chances, held.targets()).accuracy();
  }

  @Override
  public void run(LabContext lab) {
    Table penguins = CourseTables.read(this, "penguins.csv");
    Table cancer = CourseTables.read(this, "breast-cancer.csv");
    PreparedTable birds = PreparedTable.of(penguins, "species", lab.rng());
    lab.say(
        """
        A table has columns of every kind: millimetres and grams, names of islands, empty cells. A network takes numbers, best of a size of about one. Between them stands
        **preprocessing**. Here are two of the 344 penguins in `data/penguins.csv`, the first and the fourth, which nobody measured; to be predicted is `species`.
        """);
    TableRows plan = lab.table("column", "first", "fourth", "what is done with it");
    for (Feature feature : birds.preprocessing().schema().features()) {
      String column = feature.column();
      plan.row(column, penguins.text(0, column), penguins.text(3, column), feature.plan());
    }
    lab.say(
        """
        A number x is scaled by mean m and standard deviation s of the rows to learn from. Of these **alone**: who takes them from all rows has looked at the test. A missing number
        becomes the median, and one more number, 0 or 1, says that it was missing. A text becomes a 1 in the place of its word:
        """);
    lab.formula("z = (x − m) / s");
    TableRows numbers = lab.table("number for the network", "first", "fourth");
    Tensor encoded = birds.scaled();
    List<String> names = birds.preprocessing().names();
    for (int i = 0; i < names.size(); i++) {
      numbers.row(names.get(i), encoded.at(0, i), encoded.at(3, i));
    }
    lab.say(
        """
        From here on all is as in the labs before: a hidden layer of 32 neurons, cross-entropy, and a fifth of the rows kept for the end. `TableLearner` goes the whole way, from the
        file to the score. Each row of the next table is a species, each column what the network says:
        """);
    double ofBirds = learn(lab, penguins, "species", lab.rng().nextLong());
    lab.check("at least 95 % of the penguins held out are right", ofBirds >= 0.95);
    lab.say("And 569 breast masses by 30 measures of their cells, from `data/breast-cancer.csv`:");
    double ofMasses = learn(lab, cancer, "diagnosis", lab.rng().nextLong());
    lab.check("at least 94 % of the masses held out are right", ofMasses >= 0.94);

    lab.heading("What preprocessing did");
    PreparedTable masses = PreparedTable.of(cancer, "diagnosis", lab.rng());
    Tensor raw = cancer.without(List.of("diagnosis")).numbers().to(DType.FLOAT32);
    Tensor deviations = raw.standardDeviation(0);
    double widest = deviations.max().item();
    double narrowest = deviations.min().item();
    lab.say(
        """
        The measures of the cells differ in size: the standard deviation of the widest column is %,.0f, that of the narrowest %.4f. The loss curves along a weight with the square of its
        column's size, and the lab `learning-rate` showed that the steepest curvature sets the limit for all. So train a network, 30-16-2 with tanh, by plain descent at eight
        rates, on the numbers as they are and on the scaled ones, 50 epochs each:
        """,
        widest, narrowest);
    TableRows table = lab.table("learning rate", "raw: right", "scaled: right");
    double[] rawRight = new double[RATES.length];
    double[] scaledRight = new double[RATES.length];
    for (int i = 0; i < RATES.length; i++) {
      lab.progress("learning rate " + RATES[i], (double) i / RATES.length);
      rawRight[i] = descend(masses, raw, RATES[i], lab.rng());
      scaledRight[i] = descend(masses, masses.scaled(), RATES[i], lab.rng());
      table.row(RATES[i], rawRight[i], scaledRight[i]);
    }
    double best = Arrays.stream(scaledRight).max().orElseThrow();
    double bestRaw = Arrays.stream(rawRight).max().orElseThrow();
    lab.check("the columns' sizes differ by more than 100,000", widest > 1e5 * narrowest);
    lab.check("scaled, the best rate has at least 95 % right", best >= 0.95);
    lab.check("raw, no rate comes within 3 points of that", bestRaw < best - 0.03);
    lab.show(
        Picture.of("rates", "No learning rate makes up for columns of different size")
            .inColumns(1, 520, 260)
            .with(
                Panel.of("learning rate", "right on rows held out")
                    .withLogarithmicX()
                    .withY(0, 1.05)
                    .line("scaled", Ink.BLUE, RATES, scaledRight)
                    .points("", Ink.BLUE, RATES, scaledRight)
                    .line("raw", Ink.VERMILLION, RATES, rawRight)
                    .points("", Ink.VERMILLION, RATES, rawRight)));
    lab.say(
        """
        On raw numbers the areas, hundreds and thousands, drive every neuron to ±1 at once; at most rates the answers know little more than that 63 % of the masses are benign.

        **To try:** Adam in place of `Sgd`, which divides each step by the size of its gradients; or `./glassbox train data/cars.csv --target miles_per_gallon`.
        """);
  }
}
