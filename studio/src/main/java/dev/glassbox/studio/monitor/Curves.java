package dev.glassbox.studio.monitor;

import dev.glassbox.studio.run.History;
import java.util.List;

/// All that is known of a training's course as CSV: one line a number.
final class Curves {
  private final StringBuilder text = new StringBuilder("curve,step,value\n");

  private Curves() {}

  static String csv(History history, List<Look> looks) {
    Curves curves = new Curves();
    History.Losses losses = history.losses();
    String held = history.plan().heldOutName();
    for (int i = 0; i < losses.steps().length; i++) {
      curves.line("training loss", losses.steps()[i], losses.training()[i]);
      curves.line(held + " loss", losses.steps()[i], losses.heldOut()[i]);
    }
    History.Batches batches = history.batches();
    for (int i = 0; i < batches.steps().length; i++) {
      curves.line("batch loss", batches.steps()[i], batches.losses()[i]);
      curves.line("learning rate", batches.steps()[i], batches.rates()[i]);
    }
    History.Updates updates = history.updates();
    for (int w = 0; w < updates.names().size(); w++) {
      for (int i = 0; i < updates.steps().length; i++) {
        curves.line(
            "update ratio of " + updates.names().get(w),
            updates.steps()[i],
            updates.ratios()[w][i]);
      }
    }
    for (Look look : looks) {
      curves.line("training " + look.metric(), look.step(), look.training());
      curves.line(held + " " + look.metric(), look.step(), look.heldOut());
    }
    history.marks().forEach(mark -> curves.line(mark.text(), mark.step(), Double.NaN));
    return curves.text.toString();
  }

  /// A number that is none leaves its place empty.
  private void line(String curve, int step, double value) {
    text.append('"').append(curve.replace("\"", "\"\"")).append("\",").append(step).append(',');
    if (Double.isFinite(value)) {
      text.append(value);
    }
    text.append('\n');
  }
}
