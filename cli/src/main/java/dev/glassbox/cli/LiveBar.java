package dev.glassbox.cli;

import dev.glassbox.train.TrainingEvent;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Progress for a terminal: one bar that is redrawn in place.
final class LiveBar implements Progress {
  private final PrintStream out;
  private final int columns;
  private final String task;
  private @Nullable ProgressBar bar;
  private int epochs;

  LiveBar(PrintStream out, int columns, String task) {
    this.out = out;
    this.columns = columns;
    this.task = task;
  }

  @Override
  public void on(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started started -> {
        epochs = started.epochs();
        bar =
            new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax((long) started.epochs() * started.trainingRows())
                .setUnit(" rows", 1)
                .showSpeed()
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                .setUpdateIntervalMillis(100)
                .setConsumer(new ConsoleProgressBarConsumer(out, columns))
                .build();
      }
      case TrainingEvent.BatchEnded ended -> {
        if (bar != null) {
          bar.stepBy(ended.rows());
        }
      }
      case TrainingEvent.EpochEnded ended -> {
        if (bar != null) {
          bar.setExtraMessage(
              " epoch %d/%d · %s"
                  .formatted(
                      ended.epoch().number(),
                      epochs,
                      Progress.losses(ended.epoch(), ended.best())));
        }
      }
      case TrainingEvent.Finished _ -> close();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
