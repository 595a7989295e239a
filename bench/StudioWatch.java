import dev.glassbox.nn.Activation;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.studio.Browser;
import dev.glassbox.studio.Studio;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Trainer;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How much longer a training takes that the monitor watches, with its page open in a browser: the same training with
/// and without, in turns.
static final int ROUNDS = 5;

record Task(String name, int inputs, int hidden, int classes, int rows, int batch, int epochs) {
  Layer network() {
    Rng rng = Rng.seed(1);
    return Sequential.of(
        Linear.of(inputs, hidden, rng.split()), Activation.RELU,
        Linear.of(hidden, hidden, rng.split()), Activation.RELU,
        Linear.of(hidden, classes, rng.split()));
  }

  Examples rows(int seed, int count) {
    int[] targets = IntStream.range(0, count).map(i -> i % classes).toArray();
    return Examples.of(Tensor.normal(Rng.seed(seed), Shape.of(count, inputs), 0, 1), targets);
  }

  Trainer trainer() {
    return Trainer.of(new CrossEntropy(), Adam.of(1e-4)).withBatchSize(batch).withEpochs(epochs);
  }
}

void main() throws InterruptedException {
  Task[] tasks = {
    new Task("8 → 16 → 16 → 2, batch 32", 8, 16, 2, 3200, 32, 6000),
    new Task("784 → 512 → 512 → 10, batch 128", 784, 512, 10, 6400, 128, 40)
  };
  try (Studio studio = Studio.start(0);
      Browser browser = Browser.open(Browser.program().orElseThrow())) {
    browser.go(URI.create(studio.address() + "#/monitor"));
    for (Task task : tasks) {
      Examples training = task.rows(2, task.rows());
      Examples validation = task.rows(3, task.rows() / 10);
      double[] alone = new double[ROUNDS];
      double[] watched = new double[ROUNDS];
      double[] ratios = new double[ROUNDS];
      double[] work = new double[ROUNDS];
      for (int round = -1; round < ROUNDS; round++) {
        Cost one = new Cost(0, 0);
        if (round % 2 == 0) {
          one = cost(task.trainer(), task.network(), training, validation);
        }
        Cost two = cost(studio.attach(task.trainer()), task.network(), training, validation);
        // The page draws the end, and comes to rest.
        Thread.sleep(2500);
        if (round % 2 != 0) {
          one = cost(task.trainer(), task.network(), training, validation);
        }
        if (round >= 0) {
          alone[round] = one.seconds();
          watched[round] = two.seconds();
          ratios[round] = two.seconds() / one.seconds();
          work[round] = two.work() / one.work();
        }
      }
      IO.println(
          String.format(
              Locale.ROOT,
              "%-32s alone %.3f s, watched %.3f s (medians of %d); a pair's ratio: median %.3f, from %.3f to %.3f;"
                  + " of processor time, the browser's included: %.3f",
              task.name(), median(alone), median(watched), ROUNDS, median(ratios),
              Arrays.stream(ratios).min().orElseThrow(), Arrays.stream(ratios).max().orElseThrow(), median(work)));
    }
    IO.println("the page shows step " + browser.text("#step") + ", complaints: " + browser.complaints());
  }
}

/// Wall time, and the processor time of this process and the browser's.
record Cost(double seconds, double work) {}

static Cost cost(Trainer trainer, Layer model, Examples training, Examples validation) {
  double before = work();
  double seconds = trainer.fit(model, training, validation).seconds();
  return new Cost(seconds, work() - before);
}

static double work() {
  return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
      .mapToDouble(process -> process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9)
      .sum();
}

static double median(double[] values) {
  double[] sorted = values.clone();
  Arrays.sort(sorted);
  return sorted[sorted.length / 2];
}
