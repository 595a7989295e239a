package dev.glassbox.cli;

import dev.glassbox.train.Epoch;
import dev.glassbox.train.TrainingEvent;
import dev.glassbox.train.TrainingListener;
import java.util.Locale;

/// Shows a training as it goes: a live bar on a terminal, a plain line now and then elsewhere.
interface Progress extends TrainingListener, AutoCloseable {

  /// What suits the place that the console writes to.
  static Progress on(Console console, String task) {
    if (console.quiet()) {
      return new Silent();
    }
    return console.columns().isPresent()
        ? new LiveBar(console.messages(), console.columns().getAsInt(), task)
        : new PlainLines(console.messages(), task);
  }

  @Override
  void close();

  /// The losses of the last epoch and the best one, in a few words.
  static String losses(Epoch epoch, Epoch best) {
    if (Double.isNaN(epoch.validationLoss())) {
      return "train %s".formatted(number(epoch.trainingLoss()));
    }
    return "train %s · validation %s · best %s (epoch %d)"
        .formatted(
            number(epoch.trainingLoss()),
            number(epoch.validationLoss()),
            number(best.validationLoss()),
            best.number());
  }

  private static String number(double loss) {
    return String.format(Locale.ROOT, loss != 0 && Math.abs(loss) < 1e-3 ? "%.1e" : "%.4f", loss);
  }

  /// Says nothing.
  final class Silent implements Progress {
    @Override
    public void on(TrainingEvent event) {}

    @Override
    public void close() {}
  }
}
