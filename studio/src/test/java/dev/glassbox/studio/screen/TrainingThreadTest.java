package dev.glassbox.studio.screen;

import static org.assertj.core.api.Assertions.assertThat;

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
      thread.between(() -> counting.playing = true);
      Frame last = sent.poll(10, TimeUnit.SECONDS);
      assertThat(step(last)).isEqualTo(STEPS);
    }
  }

  private static int step(@Nullable Frame frame) {
    return frame == null ? -1 : frame.header().get("step").intValue();
  }

  private static final class Counting implements TrainingThread.Show {
    private boolean playing;
    private int step;

    @Override
    public boolean isPlaying() {
      return playing;
    }

    @Override
    public void train(long nanos) {
      step = STEPS;
      playing = false;
    }

    @Override
    public int restMillis() {
      return 0;
    }

    @Override
    public void pause() {
      playing = false;
    }

    @Override
    public Frame frame() {
      return new Frame(Json.object().put("step", step), Map.of());
    }
  }
}
