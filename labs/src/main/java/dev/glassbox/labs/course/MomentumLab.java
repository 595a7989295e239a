package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.Rng;
import java.util.LinkedHashMap;
import java.util.Map;

/// Steps that remember the steps before.
final class MomentumLab implements Lab {
  private static final double BETA = 0.5;
  private static final double[] RATES = {0.02, 0.04, 0.05, 0.06, 0.07, 0.08};

  @Override
  public String name() {
    return "momentum";
  }

  @Override
  public Chapter chapter() {
    return Chapter.DESCENT;
  }

  @Override
  public String title() {
    return "Momentum in three forms";
  }

  private static Map<String, Sgd> forms(double rate) {
    Map<String, Sgd> forms = new LinkedHashMap<>();
    forms.put("none", Sgd.of(rate));
    forms.put("classical", Sgd.of(rate).withMomentum(BETA));
    forms.put("average", Sgd.of(rate).withAveraging(BETA));
    forms.put("Nesterov", Sgd.of(rate).withNesterov(BETA));
    return forms;
  }

  /// The largest ηλ at which the form converges on a quadratic, from the roots of its recurrence.
  static double limit(String form) {
    return switch (form) {
      case "none" -> 2;
      case "classical" -> 2 * (1 + BETA);
      case "average" -> 2 * (1 + BETA) / (1 - BETA);
      default -> 2 * (1 + BETA) / (1 + 2 * BETA);
    };
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        Descent forgets each gradient as soon as it has stepped. Momentum keeps a memory v of them, with β = 0.5 here, in one of three forms:
        """);
    lab.formula(
        """
        classical   v ← βv + g            w ← w − ηv            (Polyak 1964)
        average     v ← βv + (1 − β)g     w ← w − ηv            an exponential moving average
        Nesterov    v ← βv + g            w ← w − η(g + βv)     looks ahead (Nesterov 1983)\
        """);
    lab.say(
        """
        The task is that of the lab `learning-rate`: 25 steps from (−3, 2). A steady gradient is walked along at η/(1 − β) = 2η by the classical form and by
        Nesterov's, at η by the average. The loss after 25 steps:
        """);
    TableRows table = lab.table("η", "none", "classical", "average", "Nesterov");
    boolean asPredicted = true;
    double largest = LearningRateLab.largestCurvature();
    for (double rate : RATES) {
      Object[] cells = new Object[5];
      cells[0] = Double.toString(rate);
      int at = 1;
      for (Map.Entry<String, Sgd> form : forms(rate).entrySet()) {
        double end = LearningRateLab.loss(LearningRateLab.path(form.getValue()).getLast());
        boolean diverges = LearningRateLab.diverges(form.getValue());
        cells[at++] = diverges ? "diverges" : Course.text("%.4f", end);
        asPredicted &= diverges == (rate * largest > limit(form.getKey()));
      }
      table.row(cells);
    }
    lab.heading("Where each form diverges");
    lab.say(
        """
        On a quadratic the distance from the minimum follows a recurrence of second order, and shrinks as long as its roots lie within the unit
        circle. For the largest curvature λ that means:
        """);
    TableRows limits = lab.table("form", "ηλ below", "at β = 0.5", "so η below");
    String[] formulas = {"2", "2(1 + β)", "2(1 + β)/(1 − β)", "2(1 + β)/(1 + 2β)"};
    int row = 0;
    for (String form : forms(1).keySet()) {
      limits.row(form, formulas[row++], limit(form), limit(form) / largest);
    }
    lab.check("in all 24 cases above exactly those diverge that must", asPredicted);
    lab.say(
        """
        The classical form allows longer steps than none, and is faster along the valley at the same η. Nesterov's look ahead damps the swings, but at this β it
        allows only shorter steps. No form is best for all rates.
        """);
    Map<String, Sgd> shown = forms(0.04);
    Picture grid =
        Picture.of(
                "paths",
                "At η = 0.04 the classical form and Nesterov's come nearer to the minimum in 25"
                    + " steps")
            .inColumns(2, 300, 200)
            .withSharedAxes();
    for (Map.Entry<String, Sgd> form : shown.entrySet()) {
      grid =
          grid.with(
              LearningRateLab.panel(
                  form.getKey(), "path", Ink.ORANGE, LearningRateLab.path(form.getValue())));
    }
    lab.check(
        "at η = 0.04 the classical form is nearer to the minimum than none",
        distance(shown, "classical") < distance(shown, "none"));
    lab.check("and so is Nesterov's", distance(shown, "Nesterov") < distance(shown, "none"));
    lab.show(grid);
    filter(lab);
  }

  private static double distance(Map<String, Sgd> forms, String form) {
    double[] end =
        LearningRateLab.path(java.util.Objects.requireNonNull(forms.get(form))).getLast();
    return Math.hypot(end[0] - 8.7, end[1] + 2.15);
  }

  /// v ← βv + (1 − β)g over a noisy signal.
  static double[] smoothed(double[] signal, double beta) {
    double[] all = new double[signal.length];
    double v = 0;
    for (int t = 0; t < signal.length; t++) {
      v = beta * v + (1 - beta) * signal[t];
      all[t] = v;
    }
    return all;
  }

  private static void filter(LabContext lab) {
    lab.heading("The average as a filter");
    lab.say(
        """
        Why an average at all? Gradients of batches are noisy. The moving average is a filter: it lets through what changes slowly and evens out what
        does not. It remembers about 1/(1 − β) values, lags behind by as many, and leaves (1 − β)/(1 + β) of the noise's variance.
        """);
    Rng rng = lab.rng();
    int length = 2000;
    double[] noise = new double[length];
    double[] time = new Range(0, 199).spaced(200);
    double[] signal = new double[200];
    for (int t = 0; t < length; t++) {
      noise[t] = rng.nextGaussian();
      if (t < 200) {
        signal[t] = Math.sin(t / 20.0) + 0.5 * noise[t];
      }
    }
    TableRows table = lab.table("β", "variance left", "(1 − β)/(1 + β)");
    boolean asFormula = true;
    for (double beta : new double[] {0.5, 0.9}) {
      double left = variance(smoothed(noise, beta)) / variance(noise);
      double formula = (1 - beta) / (1 + beta);
      table.row(Double.toString(beta), left, formula);
      asFormula &= Math.abs(left / formula - 1) < 0.3;
    }
    lab.check("what is left is as the formula says, within 30 % for 2,000 numbers", asFormula);
    lab.show(
        Picture.of("filter", "More memory gives a smoother curve that comes later")
            .inColumns(1, 620, 260)
            .with(
                Panel.of("step", "value")
                    .thin("noisy signal", Ink.GRAY, time, signal)
                    .line("β = 0.5", Ink.SKY, time, smoothed(signal, 0.5))
                    .line("β = 0.9", Ink.VERMILLION, time, smoothed(signal, 0.9))));
  }

  private static double variance(double[] values) {
    double mean = java.util.Arrays.stream(values).average().orElseThrow();
    return java.util.Arrays.stream(values)
        .map(v -> (v - mean) * (v - mean))
        .average()
        .orElseThrow();
  }
}
