package dev.glassbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class WorkTest {
  private final Work work = new Work();

  private void stage(long rows, long done, long after) {
    work.stageStarted(after);
    work.stageIs(rows);
    work.doneInStage(done);
  }

  @Test
  void nothingIsDoneAtTheBeginning() {
    assertThat(work.share()).isZero();
    stage(100, 0, 300);
    assertThat(work.share()).isZero();
    assertThat(work.left()).isEqualTo(400);
  }

  @Test
  void whatComesLaterCountsFromTheBeginning() {
    stage(100, 50, 300);
    assertThat(work.share()).isCloseTo(0.125, within(1e-12));
  }

  @Test
  void anEarlyStopLeavesLessToDo() {
    stage(100, 50, 300);
    stage(300, 0, 0);
    assertThat(work.left()).isEqualTo(300);
    assertThat(work.share()).isCloseTo(50.0 / 350, within(1e-12));
    work.doneInStage(300);
    assertThat(work.share()).isEqualTo(1);
  }

  @Test
  void theShareNeverFalls() {
    stage(100, 100, 0);
    assertThat(work.share()).isEqualTo(1);
    stage(100, 0, 0);
    assertThat(work.share()).isEqualTo(1);
  }

  @Test
  void roundsToComeAreAsLongAsThoseBefore() {
    work.rounds(4);
    stage(1000, 100, 0);
    assertThat(work.isBound()).isFalse();
    assertThat(work.left()).as("while nothing is known").isEqualTo(900 + 4 * 1000);
    work.roundEnded();
    assertThat(work.left()).as("before the second round").isEqualTo(3 * 100);
    stage(1000, 40, 0);
    assertThat(work.left()).isEqualTo(960 + 3 * 100);
  }

  @Test
  void theTimeLeftFollowsTheSpeed() throws InterruptedException {
    work.stageStarted(0);
    work.stageIs(100);
    Thread.sleep(200);
    work.doneInStage(20);
    // 20 rows took about 0.2 s, so 80 take about 0.8 s; a busy machine may have slept longer.
    assertThat(work.secondsLeft()).isBetween(0.75, 8.0);
    assertThat(work.isBound()).isTrue();
  }
}
