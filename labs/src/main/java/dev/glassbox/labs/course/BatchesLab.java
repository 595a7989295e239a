package dev.glassbox.labs.course;

import dev.glassbox.fit.LinearLeastSquares;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.ColorScale;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.optim.Sgd;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// How many examples a step looks at.
final class BatchesLab implements Lab {
  private static final int ROWS = 10;
  private static final double RATE = 0.1;
  private static final int EPOCHS = 60;

  @Override
  public String name() {
    return "batches";
  }

  @Override
  public Chapter chapter() {
    return Chapter.DESCENT;
  }

  @Override
  public String title() {
    return "All examples, one, or a few at a time";
  }

  /// The rows of each step of an epoch, in a fresh order; with dropLast a batch that is not full is
  /// left out.
  static List<int[]> batches(int rows, int size, boolean dropLast, Rng rng) {
    int[] order = rng.permutation(rows);
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < rows && (!dropLast || from + size <= rows); from += size) {
      batches.add(Arrays.copyOfRange(order, from, Math.min(rows, from + size)));
    }
    return batches;
  }

  /// Points about the line y = 1 + 2x.
  private record Points(Tensor x, Tensor y) {
    static Points of(Rng rng) {
      double[] x = new double[ROWS];
      double[] y = new double[ROWS];
      for (int i = 0; i < ROWS; i++) {
        x[i] = 2 * rng.nextDouble() - 1;
        y[i] = 1 + 2 * x[i] + 0.5 * rng.nextGaussian();
      }
      return new Points(Tensor.of(DType.FLOAT64, x), Tensor.of(DType.FLOAT64, y));
    }

    /// The mean of (w₀ + w₁x − y)² over these rows.
    Tensor loss(Tensor w, int... rows) {
      Tensor at = Tensor.indices(rows);
      Tensor line = x.gather(at).mul(w.slice(0, 1, 2)).add(w.slice(0, 0, 1));
      return line.sub(y.gather(at)).square().mean();
    }
  }

  private static List<double[]> path(Points points, int size, Rng rng) {
    Tensor w = Tensor.of(DType.FLOAT64, -1, -1).trainable();
    Updater updater = Sgd.of(RATE).over(List.of(w));
    List<double[]> path = new ArrayList<>(List.of(w.toDoubleArray()));
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (int[] batch : batches(ROWS, size, true, rng)) {
        updater.step(points.loss(w, batch).gradients());
        path.add(w.toDoubleArray());
      }
    }
    return path;
  }

  @Override
  public void run(LabContext lab) {
    Rng rng = lab.rng();
    lab.say(
        """
        A gradient is a mean over examples. The mean over all of them is exact and dear; over one it is cheap and rough; over a **mini-batch** of a few it is in
        between. An **epoch** is one pass over all rows, in an order that is drawn anew each time. Here are 10 rows, numbered from 0:
        """);
    StringBuilder printed = new StringBuilder();
    for (int size : new int[] {10, 1, 3}) {
      printed.append(
          size == 10
              ? "full batch\n"
              : size == 1 ? "one row a step\n" : "mini-batches of 3, drop-last\n");
      for (int epoch = 1; epoch <= 2; epoch++) {
        printed.append("  epoch ").append(epoch).append(": ");
        batches(ROWS, size, true, rng)
            .forEach(batch -> printed.append(Arrays.toString(batch)).append(' '));
        printed.append('\n');
      }
    }
    lab.listing(printed.toString());
    lab.say(
        """
        Ten does not divide by three. With **drop-last** the row that is left over has no step in that epoch, but as the order changes it will have its turn
        in another; without it the last batch has one row, whose gradient weighs as much as that of three.
        """);
    Set<Integer> left = new HashSet<>();
    boolean nine = true;
    for (int epoch = 0; epoch < 200; epoch++) {
      List<int[]> dropped = batches(ROWS, 3, true, rng);
      Set<Integer> seen = new HashSet<>();
      dropped.forEach(batch -> Arrays.stream(batch).forEach(seen::add));
      nine &= dropped.size() == 3 && seen.size() == 9;
      left.addAll(IntStream.range(0, ROWS).filter(row -> !seen.contains(row)).boxed().toList());
    }
    lab.check("in each of 200 epochs of 3 batches, 9 different rows have their turn", nine);
    lab.check("and every row is the one left out in some of them", left.size() == ROWS);
    int[] sizes = batches(ROWS, 3, false, rng).stream().mapToInt(batch -> batch.length).toArray();
    lab.check(
        "without drop-last the batches have 3, 3, 3 and 1 rows",
        Arrays.equals(sizes, new int[] {3, 3, 3, 1}));

    lab.heading("On a real loss");
    Points points = Points.of(rng);
    lab.say(
        "The ten rows are points about the line y = 1 + 2x; the loss is their mean squared error."
            + " From (−1, −1), %d epochs with η = %s:",
        EPOCHS, RATE);
    double[] best = LinearLeastSquares.withIntercept().fit(points.x(), points.y()).coefficients();
    int[] all = IntStream.range(0, ROWS).toArray();
    Tensor w = Tensor.of(DType.FLOAT64, -1, -1).trainable();
    Tensor whole = points.loss(w, all).gradients().of(w);
    Tensor mean = Tensor.zeros(w.shape(), DType.FLOAT64);
    for (int row : all) {
      mean = mean.add(points.loss(w, row).gradients().of(w).div(ROWS));
    }
    lab.check(
        "the mean of the ten single gradients is the full gradient",
        whole.sub(mean).abs().max().item() < 1e-14);
    Picture paths =
        Picture.of(
                "paths",
                "The fewer rows a step sees, the more steps an epoch has, and the more they wander")
            .inColumns(3, 220, 220)
            .withSharedAxes();
    TableRows table =
        lab.table(
            "rows a step",
            "steps",
            "w₀",
            "w₁",
            "distance from the best",
            "wandering in the last 20 epochs");
    double[] wander = new double[3];
    int at = 0;
    for (int size : new int[] {10, 3, 1}) {
      List<double[]> path = path(points, size, rng.split());
      double[] end = path.getLast();
      int tail = 20 * (ROWS / size);
      wander[at] = spread(path.subList(path.size() - tail, path.size()));
      table.row(
          size,
          path.size() - 1,
          end[0],
          end[1],
          Math.hypot(end[0] - best[0], end[1] - best[1]),
          wander[at]);
      at++;
      paths =
          paths.with(
              panel(points, all, size + (size == 1 ? " row" : " rows") + " a step", path, best));
    }
    lab.check("steps with one row wander more than those with three", wander[2] > wander[1]);
    lab.show(paths);
    lab.say(
        """
        With one row a step, the path never comes to rest: every row pulls towards a line of its own. Smaller rates towards the end, or larger batches, calm it
        down. The noise has a good side as well: on losses with many hollows it shakes the weights out of the shallow ones.
        """);
  }

  /// The mean distance from the mean.
  private static double spread(List<double[]> path) {
    double x = path.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    double y = path.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    return path.stream().mapToDouble(p -> Math.hypot(p[0] - x, p[1] - y)).average().orElseThrow();
  }

  private static Panel panel(
      Points points, int[] all, String title, List<double[]> path, double[] best) {
    Range w0 = new Range(-1.6, 2.2);
    Range w1 = new Range(-1.6, 3.6);
    Field field =
        Field.of(w0, w1, 25, (a, b) -> points.loss(Tensor.of(DType.FLOAT64, a, b), all).item());
    return Panel.of("w₀", "w₁")
        .over(w0, w1)
        .titled(title)
        .heat(field, new ColorScale(0, 12, ColorScale.Colors.SEQUENTIAL, 12, "loss"))
        .path(
            "path",
            Ink.ORANGE,
            path.stream().mapToDouble(w -> w[0]).toArray(),
            path.stream().mapToDouble(w -> w[1]).toArray())
        .points("best line", Ink.PURPLE, new double[] {best[0]}, new double[] {best[1]});
  }
}
