package dev.glassbox.cli;

import dev.glassbox.train.TrainingEvent;
import java.io.PrintStream;
import java.util.Locale;

/// Progress for a log file or a pipe: one line every few seconds, and one for the last epoch.
final class PlainLines implements Progress {
  private static final double SECONDS_BETWEEN = 2;

  private final PrintStream out;
  private final String task;
  private final long start = System.nanoTime();
  private long lastLine = start;
  private int epochs;
  private int rowsPerEpoch;
  private String lastUnprinted = "";

  PlainLines(PrintStream out, String task) {
    this.out = out;
    this.task = task;
  }

  @Override
  public void on(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started started -> {
        epochs = started.epochs();
        rowsPerEpoch = started.trainingRows();
      }
      case TrainingEvent.BatchEnded _ -> {}
      case TrainingEvent.EpochEnded ended -> {
        int done = ended.epoch().number();
        double seconds = (System.nanoTime() - start) / 1e9;
        lastUnprinted =
            String.format(
                Locale.ROOT,
                "%s: epoch %d/%d · %s · %,.0f rows/s · at most %s left",
                task,
                done,
                epochs,
                Progress.losses(ended.epoch(), ended.best()),
                (double) done * rowsPerEpoch / seconds,
                time(seconds / done * (epochs - done)));
        if ((System.nanoTime() - lastLine) / 1e9 >= SECONDS_BETWEEN) {
          lastLine = System.nanoTime();
          print();
        }
      }
      case TrainingEvent.Finished _ -> print();
    }
  }

  private void print() {
    if (!lastUnprinted.isEmpty()) {
      out.println(lastUnprinted);
      lastUnprinted = "";
    }
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60 ? whole + " s" : "%d min %02d s".formatted(whole / 60, whole % 60);
  }

  @Override
  public void close() {}
}
