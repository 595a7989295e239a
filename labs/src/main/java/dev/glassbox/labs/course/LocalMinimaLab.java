package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.optim.Lbfgs;
import dev.glassbox.optim.Minimum;
import dev.glassbox.optim.Sgd;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where a descent ends depends on where it starts.
final class LocalMinimaLab implements Lab {
  private static final int STARTS = 200;
  private static final int STEPS = 300;
  private static final Range SIDE = new Range(-5, 5);

  @Override
  public String name() {
    return "local-minima";
  }

  @Override
  public Chapter chapter() {
    return Chapter.DESCENT;
  }

  @Override
  public String title() {
    return "Many hollows, many ends";
  }

  /// Himmelblau's function (x² + y − 11)² + (x + y² − 7)², tilted by 0.5x so that its four minima
  /// differ.
  static Tensor height(Tensor p) {
    Tensor x = p.slice(0, 0, 1);
    Tensor y = p.slice(0, 1, 2);
    return x.square()
        .add(y)
        .sub(11)
        .square()
        .add(x.add(y.square()).sub(7).square())
        .add(x.mul(0.5))
        .sum();
  }

  /// Where descent with a small rate ends.
  static Tensor descend(double x, double y) {
    Tensor p = Tensor.of(DType.FLOAT64, x, y).trainable();
    Updater updater = Sgd.of(0.005).over(List.of(p));
    for (int step = 0; step < STEPS; step++) {
      updater.step(height(p).gradients());
    }
    return p.detach();
  }

  /// A hollow, and the starts that ended in it.
  record Hollow(double x, double y, double height, List<double[]> starts) {}

  /// The hollows that descents from random starts end in, the deepest first.
  static List<Hollow> hollows(Rng rng) {
    List<Hollow> found = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      double[] start = {10 * rng.nextDouble() - 5, 10 * rng.nextDouble() - 5};
      Tensor end = descend(start[0], start[1]);
      Hollow hollow =
          found.stream()
              .filter(h -> Math.hypot(h.x() - end.at(0), h.y() - end.at(1)) < 0.1)
              .findFirst()
              .orElseGet(
                  () -> {
                    Minimum<Tensor> bottom = Lbfgs.defaults().minimize(LocalMinimaLab::height, end);
                    Hollow fresh =
                        new Hollow(
                            bottom.at().at(0),
                            bottom.at().at(1),
                            bottom.value(),
                            new ArrayList<>());
                    found.add(fresh);
                    return fresh;
                  });
      hollow.starts().add(start);
    }
    found.sort(Comparator.comparingDouble(Hollow::height));
    return found;
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        A loss with one bowl is the exception. Descent only ever goes down, so it ends in the hollow whose slopes it started on, its **basin**, however
        deep another may be. Here is a landscape with four:
        """);
    lab.formula("f(x, y) = (x² + y − 11)² + (x + y² − 7)² + x/2");
    lab.say("From %d random starts, %d steps each, with a learning rate of 0.005:", STARTS, STEPS);
    List<Hollow> hollows = hollows(lab.rng());
    TableRows table = lab.table("hollow", "x", "y", "height", "starts that end there", "share");
    int number = 1;
    for (Hollow hollow : hollows) {
      int count = hollow.starts().size();
      table.row(number++, hollow.x(), hollow.y(), hollow.height(), count, (double) count / STARTS);
    }
    lab.check("all descents end in one of four hollows", hollows.size() == 4);
    Hollow deepest = hollows.getFirst();
    lab.check(
        "the deepest is near (−3.78, −3.29)",
        Math.hypot(deepest.x() + 3.78, deepest.y() + 3.29) < 0.05);
    double share = (double) deepest.starts().size() / STARTS;
    lab.check("fewer than half of the starts find it", share < 0.5);
    Field log =
        Field.of(
            SIDE,
            SIDE,
            61,
            (x, y) -> Math.log10(5 + height(Tensor.of(DType.FLOAT64, x, y)).item()));
    Panel panel =
        Panel.of("x", "y")
            .over(SIDE, SIDE)
            .contours(log, Ink.GRAY, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1, 2.4, 2.7);
    for (int i = 0; i < hollows.size(); i++) {
      Hollow hollow = hollows.get(i);
      panel =
          panel.smallPoints(
              Course.text("ends at height %.2f", hollow.height()),
              Ink.at(i),
              hollow.starts().stream().mapToDouble(s -> s[0]).toArray(),
              hollow.starts().stream().mapToDouble(s -> s[1]).toArray());
    }
    panel =
        panel.points(
            "bottoms",
            Ink.BLACK,
            hollows.stream().mapToDouble(Hollow::x).toArray(),
            hollows.stream().mapToDouble(Hollow::y).toArray());
    lab.show(
        Picture.of("basins", "Each start belongs to the hollow that its descent ends in")
            .inColumns(1, 440, 440)
            .with(panel));

    lab.heading("Multi-start");
    lab.say(
        """
        The remedy is plain: start several times and keep the best end. If a share p of the starts leads to the deepest hollow, n starts miss it with the
        probability (1 − p)ⁿ:
        """);
    TableRows missed = lab.table("starts n", "chance to find the deepest, 1 − (1 − p)ⁿ");
    double[] counts = new Range(1, 20).spaced(20);
    double[] chances = new double[20];
    for (int n = 1; n <= 20; n++) {
      chances[n - 1] = 1 - Math.pow(1 - share, n);
      if (n == 1 || n == 2 || n % 5 == 0) {
        missed.row(n, chances[n - 1]);
      }
    }
    lab.check("ten starts find it with a chance above 85 %", chances[9] > 0.85);
    lab.show(
        Picture.of("chance", "A few starts are usually enough")
            .inColumns(1, 440, 220)
            .with(Panel.of("starts", "chance").withY(0, 1.03).line("", Ink.BLUE, counts, chances)));
    lab.say(
        "Networks have many more hollows, but most of them are about as deep as each other; there"
            + " the same cure is called an ensemble, or simply another seed.");
  }
}
