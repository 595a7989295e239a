package dev.glassbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void everyPartIsDoneOnceJobAfterJob(int threads) {
    Workers workers = new Workers(threads);
    for (int job = 0; job < 2000; job++) {
      int parts = job % 17;
      AtomicIntegerArray done = new AtomicIntegerArray(17);
      workers.run(parts, done::incrementAndGet);
      for (int part = 0; part < 17; part++) {
        assertThat(done.get(part)).isEqualTo(part < parts ? 1 : 0);
      }
    }
  }

  @Test
  void othersHelpTheCaller() throws InterruptedException {
    Workers workers = new Workers(3);
    CountDownLatch together = new CountDownLatch(3);
    var threads = Collections.newSetFromMap(new ConcurrentHashMap<Thread, Boolean>());
    workers.run(
        3,
        part -> {
          threads.add(Thread.currentThread());
          together.countDown();
          try {
            // Passes only if all three parts are under way at once.
            if (!together.await(30, TimeUnit.SECONDS)) {
              throw new IllegalStateException("nobody came");
            }
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(threads).hasSize(3).contains(Thread.currentThread());
    Thread.sleep(20); // Long enough to fall asleep.
    AtomicIntegerArray done = new AtomicIntegerArray(8);
    workers.run(8, done::incrementAndGet);
    assertThat(done.toString()).isEqualTo("[1, 1, 1, 1, 1, 1, 1, 1]");
  }

  @Test
  void aJobThatIsSlowerTogetherIsSoonDoneAlone() {
    Workers workers = new Workers(2);
    Thread caller = Thread.currentThread();
    int[] together = {0};
    for (int job = 0; job < 320; job++) {
      AtomicIntegerArray byOthers = new AtomicIntegerArray(1);
      workers.runProduct(
          1000,
          2,
          part -> {
            boolean other = !Thread.currentThread().equals(caller);
            byOthers.addAndGet(0, other ? 1 : 0);
            // A thread that the machine has no time for.
            LockSupport.parkNanos(other ? 20_000_000 : 100_000);
          });
      together[0] += byOthers.get(0) > 0 ? 1 : 0;
    }
    assertThat(together[0]).as("jobs of 320 in which others had a part").isLessThan(40);
  }

  @Test
  void aFailureComesOutAfterAllPartsHaveEnded() {
    Workers workers = new Workers(2);
    AtomicIntegerArray done = new AtomicIntegerArray(6);
    assertThatThrownBy(
            () ->
                workers.run(
                    6,
                    part -> {
                      done.incrementAndGet(part);
                      if (part == 2) {
                        throw new IllegalArgumentException("part two");
                      }
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("part two");
    assertThat(done.toString()).isEqualTo("[1, 1, 1, 1, 1, 1]");
    workers.run(6, done::incrementAndGet);
    assertThat(done.toString()).isEqualTo("[2, 2, 2, 2, 2, 2]");
  }

  @Test
  void jobsFromManyThreadsAndWithinJobsAreAllDone() throws Exception {
    Workers workers = new Workers(3);
    AtomicIntegerArray done = new AtomicIntegerArray(1);
    try (var callers = Executors.newFixedThreadPool(4)) {
      for (int caller = 0; caller < 4; caller++) {
        callers.execute(
            () -> {
              for (int job = 0; job < 200; job++) {
                workers.run(4, _ -> workers.run(3, _ -> done.incrementAndGet(0)));
              }
            });
      }
    }
    assertThat(done.get(0)).isEqualTo(4 * 200 * 4 * 3);
  }

  /// Sizes that are shared out by columns and by rows, with each operand transposed or not.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 7})
  void aProductHasTheSameBitsByAnyNumberOfThreads(int threads) {
    VectorsOfWidth.require();
    Workers workers = new Workers(threads);
    SplittableRandom random = new SplittableRandom(8);
    int[][] sizes = {{33, 517, 410}, {517, 33, 410}, {130, 131, 400}, {700, 10, 784}};
    for (int[] size : sizes) {
      for (int transposed = 0; transposed < 4; transposed++) {
        float[] a = numbers(random, size[0] * size[2]);
        float[] b = numbers(random, size[2] * size[1]);
        float[] expected = new float[size[0] * size[1]];
        float[] actual = new float[expected.length];
        boolean ta = (transposed & 1) != 0;
        boolean tb = (transposed & 2) != 0;
        ScalarMatMul.product(a, 0, ta, b, 0, tb, expected, 0, size[0], size[1], size[2]);
        VectorProduct.product(
            workers, a, 0, ta, b, 0, tb, null, 0, null, actual, 0, size[0], size[1], size[2]);
        assertThat(actual).containsExactly(expected);
      }
    }
  }

  private static float[] numbers(SplittableRandom random, int n) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextDouble(-2, 2);
    }
    return numbers;
  }
}
