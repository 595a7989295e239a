package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Three heaps of points that nobody has labelled.
final class ClustersLab implements Lab {
  private static final double[][] MIDDLES = {{5, 5}, {10, 0}, {0, 2}};
  private static final int EACH = 30;
  private static final int STARTS = 300;

  @Override
  public String name() {
    return "clusters";
  }

  @Override
  public Chapter chapter() {
    return Chapter.BESIDE_NETWORKS;
  }

  @Override
  public String title() {
    return "Clusters without a teacher";
  }

  @Override
  public void run(LabContext lab) {
    Rng rng = lab.rng();
    List<Point> points = MadePoints.around(MIDDLES, EACH, rng);
    lab.say(
        """
        So far every point came with an answer. Here are 90 without: 30 were drawn around each of (5, 5), (10, 0) and (0, 2), and then it was forgotten which. To find the heaps again,
        **k-means** looks for k centres c such that all points together are as near to their centres as can be. What it makes small is called the **inertia**:
        """);
    lab.formula("J = Σᵢ minₖ ‖xᵢ − cₖ‖²");
    lab.say(
        """
        Lloyd's two moves take turns, and neither can make J larger:

        - **assign**: every point goes to its nearest centre. Nearest is least;
        - **move**: every centre goes to the mean of its points, where ∂J/∂cₖ = −2 Σ (xᵢ − cₖ) is 0.

        As there are only so many ways to share out 90 points, and none comes twice while J falls, it must end. No learning rate, no derivative at run time: some fifty lines of Java.
        From three points drawn as centres:
        """);
    List<List<KMeans>> runs =
        IntStream.range(0, STARTS).mapToObj(_ -> KMeans.run(points, 3, rng)).toList();
    double least = runs.stream().mapToDouble(r -> r.getLast().inertia()).min().orElseThrow();
    List<KMeans> steps =
        runs.stream()
            .filter(run -> run.getLast().inertia() <= least)
            .max(Comparator.comparingInt(List::size))
            .orElseThrow();
    TableRows table = lab.table("step", "c₁", "c₂", "c₃", "points of each", "inertia J");
    for (int step = 0; step < steps.size(); step++) {
      KMeans at = steps.get(step);
      List<Object> cells = new ArrayList<>(List.of(step));
      for (double[] c : at.centres()) {
        cells.add(Course.text("(%.2f, %.2f)", c[0], c[1]));
      }
      cells.add(
          "%d, %d, %d".formatted(at.members(0).length, at.members(1).length, at.members(2).length));
      cells.add(Course.text("%.2f", at.inertia()));
      table.row(cells.toArray());
    }
    boolean falls =
        IntStream.range(1, steps.size())
            .allMatch(i -> steps.get(i).inertia() < steps.get(i - 1).inertia());
    lab.check("the inertia falls at every step", falls);
    KMeans end = steps.getLast();
    lab.check(
        "each heap is found, give or take three of its 30 points",
        IntStream.range(0, 3).allMatch(k -> Math.abs(end.members(k).length - EACH) <= 3));
    lab.say(
        """
        How small can J be? A point lies 1 off its middle each way, so 2 in squares on average, and 90 points 180. Each centre sits in the midst of its own points, which saves 2 a centre:
        J should end near 174, give or take what chance does.
        """);
    lab.check("J ends within 60 of 174", Math.abs(end.inertia() - 174) < 60);
    Picture picture =
        Picture.of(
                "steps",
                "Each point belongs to the nearest centre, each centre moves to its points")
            .inColumns(3, 240, 195)
            .withSharedAxes();
    for (int i = 0; i < 6; i++) {
      int step = i * (steps.size() - 1) / 5;
      picture = picture.with(panel(points, steps.get(step)).titled("step " + step));
    }
    lab.show(picture);

    lab.heading("Where it starts, and how many");
    List<KMeans> stuck =
        runs.stream().max(Comparator.comparingDouble(run -> run.getLast().inertia())).orElseThrow();
    long missed = runs.stream().filter(r -> r.getLast().inertia() > 1.1 * least).count();
    lab.say(
        """
        J has many hollows, as the loss in `local-minima` has, and the same cure. Of %d starts, %d ended too high, the worst at J = %.1f in place of %.1f: two
        centres share one heap, and a third sits between the other two. So one starts several times and keeps the best.
        """,
        STARTS, missed, stuck.getLast().inertia(), least);
    lab.check("some start ends more than twice as high", stuck.getLast().inertia() > 2 * least);
    lab.say("And how many centres? More are always nearer. The best of 20 starts each:");
    TableRows byCount = lab.table("k", "inertia J", "of that with one centre less");
    double[] inertias = new double[8];
    for (int k = 1; k <= 8; k++) {
      inertias[k - 1] = KMeans.best(points, k, 20, rng).getLast().inertia();
      byCount.row(
          k,
          Course.text("%.1f", inertias[k - 1]),
          k == 1 ? "" : Course.text("%.0f%%", 100 * inertias[k - 1] / inertias[k - 2]));
    }
    lab.check(
        "from two centres to three J falls to less than a third, from three to four it does not"
            + " fall by half",
        3 * inertias[2] < inertias[1] && 2 * inertias[3] > inertias[2]);
    lab.show(
        Picture.of(
                "choices",
                "A bad start ends in a hollow; beyond three centres there is little left to gain")
            .inColumns(2, 320, 260)
            .with(panel(points, stuck.getLast()).titled("where the worst start ended"))
            .with(
                Panel.of("centres k", "inertia J")
                    .titled("the elbow")
                    .line("", Ink.BLUE, new Range(1, 8).spaced(8), inertias)));
    lab.say(
        """
        Nobody told it what a heap is. It only knows distance, so it finds what is round and about equally large: try it on the rings of `polynomial-perceptron` in your head, and on a
        table whose columns have different units.
        """);
  }

  private static Panel panel(List<Point> points, KMeans at) {
    Range xs = new Range(-3, 13);
    Range ys = new Range(-4, 9);
    Panel panel = Panel.of("x₁", "x₂").over(xs, ys).withEqualUnits();
    for (int k = 0; k < 3; k++) {
      int own = k;
      panel = panel.region("", Ink.at(k), Field.of(xs, ys, (x, y) -> at.lead(own, x, y)), 0);
    }
    for (int k = 0; k < 3; k++) {
      List<Point> members = Arrays.stream(at.members(k)).mapToObj(points::get).toList();
      panel =
          panel.smallPoints(
              "cluster " + (k + 1),
              Ink.at(k),
              members.stream().mapToDouble(Point::x).toArray(),
              members.stream().mapToDouble(Point::y).toArray());
    }
    return panel.points(
        "centres",
        Ink.BLACK,
        Arrays.stream(at.centres()).mapToDouble(c -> c[0]).toArray(),
        Arrays.stream(at.centres()).mapToDouble(c -> c[1]).toArray());
  }
}
