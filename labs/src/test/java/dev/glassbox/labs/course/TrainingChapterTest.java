package dev.glassbox.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.labs.Reports;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The labs of chapter 5 against PyTorch from the same start (tools/make-goldens-labs.py).
class TrainingChapterTest {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens/training.txt");

  private static double[] golden(String name) throws IOException {
    try (Stream<String> lines = Files.lines(GOLDENS)) {
      String line = lines.filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
      return Arrays.stream(line.split(" ", -1)).skip(1).mapToDouble(Double::parseDouble).toArray();
    }
  }

  private static void assertAlike(double[] found, double[] golden, double relative) {
    assertThat(found).hasSameSizeAs(golden);
    for (int i = 0; i < golden.length; i++) {
      assertThat(found[i])
          .as("number %d", i)
          .isCloseTo(golden[i], within(relative * Math.max(1e-3, Math.abs(golden[i]))));
    }
  }

  @Test
  void xorIsPyTorchsToRounding() throws IOException {
    Sequential model = XorLab.network(golden("xor-start"));
    double[] losses = XorLab.train(model, 200_000, _ -> {});
    assertAlike(Arrays.copyOf(losses, 400), golden("xor-losses"), 1e-11);
    double[] end =
        model.parameters().stream()
            .flatMapToDouble(p -> Arrays.stream(p.toDoubleArray()))
            .toArray();
    assertAlike(end, golden("xor-end"), 1e-9);
  }

  @Test
  void theTableOfXorHasItsFourRows() {
    assertThat(Reports.column("xor", 0, "input"))
        .containsExactly("(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)");
    assertThat(Reports.column("xor", 0, "target")).containsExactly("0", "1", "1", "0");
    for (int row = 0; row < 4; row++) {
      double predicted = Double.parseDouble(Reports.column("xor", 0, "predicted").get(row));
      double target = Double.parseDouble(Reports.column("xor", 0, "target").get(row));
      double error =
          Double.parseDouble(Reports.column("xor", 0, "error").get(row).replace('−', '-'));
      assertThat(predicted - target).isCloseTo(error, within(1e-9));
      assertThat(Math.abs(error)).isLessThan(0.1);
    }
  }

  /// The numbers of the script's congruential generator, every step exact.
  private static final class Numbers {
    private long state = 2026;

    Tensor next(int rows, int columns) {
      double[] values = new double[rows * columns];
      for (int i = 0; i < values.length; i++) {
        state = (1103515245L * state + 12345) % (1L << 31);
        values[i] = state / (double) (1 << 30) - 1;
      }
      return Tensor.of(Shape.of(rows, columns), values);
    }
  }

  @Test
  void randomRegressionIsPyTorchsToRounding() throws IOException {
    Numbers numbers = new Numbers();
    Tensor x = numbers.next(64, 1000);
    Tensor y = numbers.next(64, 10);
    Tensor w1 = numbers.next(1000, 100).trainable();
    Tensor w2 = numbers.next(100, 10).trainable();
    double[] losses = RandomRegressionLab.train(x, y, w1, w2, _ -> {});
    double[] every50th = new double[11];
    Arrays.setAll(every50th, i -> losses[50 * i]);
    assertAlike(every50th, golden("random-regression-losses"), 1e-10);
  }
}
