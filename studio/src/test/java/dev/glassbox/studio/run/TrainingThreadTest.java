package dev.glassbox.studio.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Frame;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TrainingThreadTest {
  private static final int STEPS = 12;

  private final LinkedBlockingQueue<Frame> sent = new LinkedBlockingQueue<>();

  /// A tab may open only after a short training is over: it begins with the last frame.
  @Test
  void theEndIsShownEvenIfNobodyListensYet() throws InterruptedException {
    Channel nobody =
        new Channel() {
          @Override
          public boolean isListenedTo() {
            return false;
          }

          @Override
          public void send(Frame frame) {
            sent.add(frame);
          }
        };
    Counting counting = new Counting();
    try (TrainingThread thread = new TrainingThread("counting", nobody, counting)) {
      thread.start();
      assertThat(thread.between(() -> playing(counting))).isTrue();
      Frame last = sent.poll(10, TimeUnit.SECONDS);
      assertThat(step(last)).isEqualTo(STEPS);
    }
  }

  private static boolean playing(Counting counting) {
    counting.playback.play();
    return counting.playback.isPlaying();
  }

  private static int step(@Nullable Frame frame) {
    return frame == null ? -1 : frame.header().get("step").intValue();
  }

  private static final class Counting implements Stepping, TrainingThread.Show {
    private final Timeline<String> timeline = new Timeline<>(100, 100);
    private final Playback playback = new Playback(this, 0);

    private Counting() {
      next();
    }

    @Override
    public Timeline<String> timeline() {
      return timeline;
    }

    @Override
    public boolean canGoOn() {
      return timeline.last() < STEPS;
    }

    @Override
    public void next() {
      int step = timeline.size();
      timeline.add(step, "step " + step);
    }

    @Override
    public Playback playback() {
      return playback;
    }

    @Override
    public Frame frame() {
      return new Frame(playback.header(0), Map.of());
    }
  }
}
