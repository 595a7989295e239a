package dev.glassbox.labs.course;

import dev.glassbox.data.Generator;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adadelta;
import dev.glassbox.optim.Adagrad;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.RmsProp;
import dev.glassbox.optim.Sgd;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;

/// Seven optimisers on four tasks, each with as many tries at its learning rate.
final class OptimiserRaceLab implements Lab {
  private static final int STEPS = Landscape.STEPS;

  /// Every optimiser tries these; of each task the best try counts.
  private static final double[] RATES = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};

  private static final List<String> SHOWN =
      List.of("SGD", "momentum", "Nesterov", "RMSProp", "Adam");

  @Override
  public String name() {
    return "optimiser-race";
  }

  @Override
  public Chapter chapter() {
    return Chapter.DESCENT;
  }

  @Override
  public String title() {
    return "Seven optimisers, four tasks";
  }

  private static Map<String, DoubleFunction<Optimizer>> optimizers() {
    Map<String, DoubleFunction<Optimizer>> all = new LinkedHashMap<>();
    all.put("SGD", Sgd::of);
    all.put("momentum", rate -> Sgd.of(rate).withMomentum(0.9));
    all.put("Nesterov", rate -> Sgd.of(rate).withNesterov(0.9));
    all.put("Adagrad", Adagrad::of);
    all.put("Adadelta", Adadelta::of);
    all.put("RMSProp", RmsProp::of);
    all.put("Adam", Adam::of);
    return all;
  }

  /// The loss on noisy moons after so many steps on mini-batches of 32.
  private static double moons(LabelledPoints points, Optimizer optimizer) {
    Rng rng = Rng.seed(3);
    Sequential model =
        Sequential.of(
            Linear.of(2, 8, Initializer.glorotUniform(), DType.FLOAT64, rng),
            Activation.TANH,
            Linear.of(8, 1, Initializer.glorotUniform(), DType.FLOAT64, rng));
    Updater updater = optimizer.over(model.parameters());
    Tensor x = points.inputs();
    Tensor t = points.targets().reshape(points.size(), 1);
    UnaryOperator<Tensor> loss =
        rows -> model.apply(x.gather(rows)).sigmoidCrossEntropy(t.gather(rows)).mean();
    int size = points.size();
    for (int step = 0; step < STEPS; ) {
      for (int[] batch : BatchesLab.batches(size, 32, true, rng)) {
        updater.step(loss.apply(Tensor.indices(batch)).gradients());
        step++;
      }
    }
    int[] all = rng.permutation(size);
    double end = Tensor.untracked(() -> loss.apply(Tensor.indices(all))).item();
    return Double.isFinite(end) ? end : Double.POSITIVE_INFINITY;
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        Which optimiser is best? It depends on the task, and on how well each was tuned. So here all have the same budget: nine learning rates from
        0.001 to 10, 200 steps each, and the best of the nine counts. The tasks:

        - a **long valley**, fifty times as steep across as along,
        - a **saddle**, with the start a thousandth beside the ridge,
        - **Beale's function**, a plain between steep walls,
        - **noisy moons**, a network of 33 parameters on mini-batches of 32.

        On the first three counts after how many steps 1 % of the height is left, on the moons the loss after 200 steps.
        """);
    LabelledPoints points = MadePoints.of(Generator.MOONS, 256, 0.2, lab.rng(), "lower", "upper");
    TableRows table =
        lab.table("optimiser", "long valley", "η", "saddle", "η", "Beale", "η", "moons: loss", "η");
    Map<String, List<double[]>> onBeale = new LinkedHashMap<>();
    Map<String, int[]> finished = new LinkedHashMap<>();
    Map<String, Double> losses = new LinkedHashMap<>();
    int done = 0;
    for (var optimizer : optimizers().entrySet()) {
      lab.progress(optimizer.getKey(), done++ / 7.0);
      List<Object> cells = new ArrayList<>(List.of(optimizer.getKey()));
      int[] steps = new int[3];
      for (Landscape landscape : Landscape.values()) {
        int best = STEPS + 2;
        double bestRate = 0;
        for (double rate : RATES) {
          List<double[]> path = landscape.run(optimizer.getValue().apply(rate));
          int needed = landscape.stepsToFinish(path);
          if (needed < best) {
            best = needed;
            bestRate = rate;
            if (landscape == Landscape.BEALE) {
              onBeale.put(optimizer.getKey(), path);
            }
          }
        }
        steps[cells.size() / 2] = best;
        cells.add(best > STEPS ? "–" : best);
        cells.add(best > STEPS ? "–" : Double.toString(bestRate));
      }
      finished.put(optimizer.getKey(), steps);
      double least = Double.POSITIVE_INFINITY;
      double rateOfLeast = 0;
      for (double rate : RATES) {
        double loss = moons(points, optimizer.getValue().apply(rate));
        if (loss < least) {
          least = loss;
          rateOfLeast = rate;
        }
      }
      losses.put(optimizer.getKey(), least);
      cells.add(least);
      cells.add(Double.toString(rateOfLeast));
      table.row(cells.toArray());
    }
    conclude(lab, finished, losses);
    frames(lab, onBeale);
    lab.show(race(onBeale));
  }

  private static void conclude(
      LabContext lab, Map<String, int[]> finished, Map<String, Double> losses) {
    int[] plain = finished.getOrDefault("SGD", new int[3]);
    int[] momentum = finished.getOrDefault("momentum", new int[3]);
    int[] rmsProp = finished.getOrDefault("RMSProp", new int[3]);
    int[] adam = finished.getOrDefault("Adam", new int[3]);
    lab.check(
        "in the long valley momentum needs at most two thirds of the steps of plain SGD",
        3 * momentum[0] <= 2 * plain[0]);
    lab.check(
        "RMSProp, which divides each number of the gradient by its own usual size, needs 5 at most",
        rmsProp[0] <= 5);
    lab.check(
        "Adam finishes all three landscapes",
        Arrays.stream(adam).allMatch(steps -> steps <= STEPS));
    lab.check(
        "no optimiser is the best of all on all four tasks", winners(finished, losses).isEmpty());
    lab.say(
        """
        Three things to read off. This valley lies along an axis, and methods that rescale each number by itself do not even notice it; a valley across the
        axes would be another matter. The best rates lie a thousandfold apart, so a comparison at one rate for all, or at each one's default,
        says little. And the winner changes with the task: what makes Adam popular is not that it wins, but that it comes home nearly everywhere.
        """);
  }

  /// Who is the best on every task.
  private static Set<String> winners(Map<String, int[]> finished, Map<String, Double> losses) {
    Set<String> winners = new HashSet<>(finished.keySet());
    for (int task = 0; task < 3; task++) {
      int at = task;
      int best = finished.values().stream().mapToInt(steps -> steps[at]).min().orElseThrow();
      winners.removeIf(name -> finished.getOrDefault(name, new int[3])[at] > best);
    }
    double least = losses.values().stream().min(Double::compare).orElseThrow();
    winners.removeIf(name -> losses.getOrDefault(name, 0.0) > least);
    return winners;
  }

  /// Beale's function with how far each has come after 5, 20, 60 and 200 steps.
  private static void frames(LabContext lab, Map<String, List<double[]>> paths) {
    Picture picture =
        Picture.of(
                "frames",
                "The race on Beale's function, each at its best rate: after 5, 20, 60 and 200"
                    + " steps")
            .inColumns(2, 330, 220)
            .withSharedAxes();
    for (int steps : new int[] {5, 20, 60, 200}) {
      Panel panel = plane().titled(steps + " steps");
      int ink = 0;
      for (String name : SHOWN) {
        List<double[]> path = paths.getOrDefault(name, List.of(new double[] {1, 1.5}));
        List<double[]> shown = path.subList(0, Math.min(path.size(), steps + 1));
        panel =
            panel.path(
                name,
                Ink.at(ink++),
                shown.stream().mapToDouble(p -> p[0]).toArray(),
                shown.stream().mapToDouble(p -> p[1]).toArray());
      }
      picture = picture.with(panel);
    }
    lab.show(picture);
  }

  /// The same as a moving picture.
  private static Picture race(Map<String, List<double[]>> paths) {
    Panel panel = plane();
    int ink = 0;
    for (String name : SHOWN) {
      double[][] all =
          paths.getOrDefault(name, List.of(new double[] {1, 1.5})).toArray(double[][]::new);
      // Who has left the plane for good waits where it was last.
      double[][] shown = new double[101][];
      Arrays.setAll(shown, step -> all[Math.min(step, all.length - 1)]);
      panel =
          panel.walk(
              name,
              Ink.at(ink++),
              Arrays.stream(shown).mapToDouble(p -> p[0]).toArray(),
              Arrays.stream(shown).mapToDouble(p -> p[1]).toArray());
    }
    return Picture.of(
            "race",
            "The first 100 steps, eight a second: momentum and Adam swing past the valley and back")
        .with(panel.points("minimum", Ink.BLACK, new double[] {3}, new double[] {0.5}));
  }

  private static Panel plane() {
    Range xs = new Range(-2, 4.5);
    Range ys = new Range(-1.5, 2);
    Field field = Field.of(xs, ys, 41, (x, y) -> Math.log10(0.1 + Landscape.BEALE.height(x, y)));
    return Panel.of("x", "y").over(xs, ys).contours(field, Ink.GRAY, -0.8, -0.5, 0, 0.5, 1, 1.5, 2);
  }
}
