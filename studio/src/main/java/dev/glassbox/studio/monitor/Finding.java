package dev.glassbox.studio.monitor;

import java.util.Locale;
import java.util.stream.Collectors;

/// Something about a training that a person would want to know, with its evidence.
sealed interface Finding {
  /// How much it matters.
  enum Weight {
    /// The training cannot succeed like this.
    PROBLEM,
    /// Something could be better.
    WARNING
  }

  /// How much it matters.
  Weight weight();

  /// The step where it begins.
  int step();

  /// What was found, as a sentence without a full stop.
  String text();

  /// The numbers behind it.
  String evidence();

  /// What may help.
  String advice();

  /// The loss or a weight was no longer a finite number.
  record Diverged(int step, int epoch, String layer, double lastLoss, double rate)
      implements Finding {
    @Override
    public Weight weight() {
      return Weight.PROBLEM;
    }

    @Override
    public String text() {
      return "diverged in epoch %d".formatted(epoch);
    }

    @Override
    public String evidence() {
      return "a weight or the loss became NaN or infinite, first in `%s`; before, the loss was %s at a rate of %s"
          .formatted(layer, figure(lastLoss), figure(rate));
    }

    @Override
    public String advice() {
      return "a lower rate, or gradients limited by their norm";
    }
  }

  /// The loss rose while weights moved by large parts of themselves.
  record RateTooHigh(int step, double least, double now, String weightName, double ratio)
      implements Finding {
    @Override
    public Weight weight() {
      return Weight.PROBLEM;
    }

    @Override
    public String text() {
      return "loss rose after step %,d and the update ratio is %s: rate too high"
          .formatted(step, power(ratio));
    }

    @Override
    public String evidence() {
      return "loss of batches %s at step %,d, %s now; a step moves `%s` by %s of itself, about 10⁻³ is healthy"
          .formatted(figure(least), step, figure(now), weightName, figure(ratio));
    }

    @Override
    public String advice() {
      return "a lower rate";
    }
  }

  /// The loss does not fall and weights hardly move.
  record RateTooLow(int step, double first, double now, String weightName, double ratio)
      implements Finding {
    @Override
    public Weight weight() {
      return Weight.PROBLEM;
    }

    @Override
    public String text() {
      return "loss has hardly fallen in %,d steps and the update ratio is %s: rate too low"
          .formatted(step, power(ratio));
    }

    @Override
    public String evidence() {
      return "loss of batches %s at first, %s now; no weight moves more than `%s`, by %s of itself a step"
          .formatted(figure(first), figure(now), weightName, figure(ratio));
    }

    @Override
    public String advice() {
      return "a higher rate";
    }
  }

  /// The loss does not fall although weights move.
  record NotLearning(int step, double first, double now) implements Finding {
    @Override
    public Weight weight() {
      return Weight.PROBLEM;
    }

    @Override
    public String text() {
      return "loss has hardly fallen in %,d steps".formatted(step);
    }

    @Override
    public String evidence() {
      return "loss of batches %s at first, %s now".formatted(figure(first), figure(now));
    }

    @Override
    public String advice() {
      return "check that targets belong to their inputs and that inputs are scaled; then another"
          + " rate";
    }
  }

  /// The loss of held-out rows rises while that of training rows falls.
  record Overfitting(
      int step,
      int epoch,
      int now,
      String heldOut,
      double best,
      double last,
      double trainingThen,
      double trainingNow)
      implements Finding {
    @Override
    public Weight weight() {
      return Weight.WARNING;
    }

    @Override
    public String text() {
      return "%s rising since epoch %d: overfitting".formatted(heldOut, epoch);
    }

    @Override
    public String evidence() {
      return "%s loss %s in epoch %d, %s in epoch %d, while the training loss fell from %s to %s"
          .formatted(
              heldOut,
              figure(best),
              epoch,
              figure(last),
              now,
              figure(trainingThen),
              figure(trainingNow));
    }

    @Override
    public String advice() {
      return "stop here; or more rows, dropout, weight decay, a smaller network";
    }
  }

  /// The first loss is above that of a network that knows nothing.
  record HighStart(double loss, int classes) implements Finding {
    @Override
    public Weight weight() {
      return Weight.WARNING;
    }

    @Override
    public int step() {
      return 1;
    }

    @Override
    public String text() {
      return "initial loss above ln %d".formatted(classes);
    }

    @Override
    public String evidence() {
      return "%s at step 1; equal scores for all %d classes give ln %d = %s"
          .formatted(figure(loss), classes, classes, figure(Math.log(classes)));
    }

    @Override
    public String advice() {
      return "smaller initial weights in the last layer, or inputs that are scaled";
    }
  }

  /// Rectifiers that give 0 whatever comes in.
  record DeadUnits(int step, String layer, int units, double share) implements Finding {
    @Override
    public Weight weight() {
      return share >= 0.5 ? Weight.PROBLEM : Weight.WARNING;
    }

    @Override
    public String text() {
      return "%s of `%s` never fires".formatted(percent(share), layer);
    }

    @Override
    public String evidence() {
      return "%d of %d units give 0 for every row that was looked at, after step %,d"
          .formatted(Math.round(share * units), units, step);
    }

    @Override
    public String advice() {
      return "a lower rate, He initialisation, or leaky_relu";
    }
  }

  /// Activations at the ends of their range, where gradients vanish.
  record Saturated(int step, String layer, String activation, double share) implements Finding {
    @Override
    public Weight weight() {
      return Weight.WARNING;
    }

    @Override
    public String text() {
      return "%s of the activations of `%s` are saturated".formatted(percent(share), layer);
    }

    @Override
    public String evidence() {
      return "so many outputs of %s lie at an end of its range, after step %,d"
          .formatted(activation, step);
    }

    @Override
    public String advice() {
      return "smaller initial weights (Xavier), scaled inputs, a lower rate";
    }
  }

  /// A power of ten, such as 10⁻³.
  private static String power(double value) {
    String exponent = Long.toString(Math.round(Math.log10(value)));
    return exponent
        .chars()
        .mapToObj(c -> c == '-' ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹".substring(c - '0', c - '0' + 1))
        .collect(Collectors.joining("", "10", ""));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String figure(double value) {
    double size = Math.abs(value);
    return size != 0 && (size < 1e-3 || size >= 1e5)
        ? String.format(Locale.ROOT, "%.2e", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
