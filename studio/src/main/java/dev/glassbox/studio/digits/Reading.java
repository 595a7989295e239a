package dev.glassbox.studio.digits;

import dev.glassbox.nn.Layer;
import dev.glassbox.program.Program;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.ClassificationScores;
import dev.glassbox.train.Examples;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a network takes the same pictures for again and again, recorded the first time.
final class Reading {
  private final Layer network;
  private final Examples pictures;
  private final Tensor probabilities;
  private final Tensor logarithms;
  private @Nullable Program program;

  Reading(Layer network, Examples pictures) {
    this.network = network;
    this.pictures = pictures;
    Shape shape = Shape.of(pictures.rows(), DigitSettings.CLASSES);
    probabilities = Tensor.zeros(shape).buffer();
    logarithms = Tensor.zeros(shape).buffer();
  }

  /// @param scores how well the pictures are read
  /// @param probabilities (pictures, 10)
  /// @param losses −ln of the probability of the true digit, of each picture
  record Read(ClassificationScores scores, float[] probabilities, float[] losses) {
    /// The numbers of the pictures, the greatest loss first.
    int[] worstFirst() {
      return IntStream.range(0, losses.length)
          .boxed()
          .sorted(Comparator.comparingDouble((Integer i) -> -losses[i]))
          .mapToInt(Integer::intValue)
          .toArray();
    }

    float probability(int picture, int digit) {
      return probabilities[picture * DigitSettings.CLASSES + digit];
    }

    /// The most probable digit, the first of several.
    int answer(int picture) {
      int best = 0;
      for (int digit = 1; digit < DigitSettings.CLASSES; digit++) {
        best = probability(picture, digit) > probability(picture, best) ? digit : best;
      }
      return best;
    }
  }

  /// Reads the pictures with the weights as they are.
  Read read() {
    if (program == null) {
      program = Program.of(() -> Tensor.untracked(this::assign));
    } else {
      program.run();
    }
    float[] logs = logarithms.toFloatArray();
    float[] losses = new float[pictures.rows()];
    long[] digits = pictures.targets().toLongArray();
    for (int i = 0; i < losses.length; i++) {
      losses[i] = -logs[i * DigitSettings.CLASSES + (int) digits[i]];
    }
    return new Read(
        ClassificationScores.of(probabilities, pictures.targets()),
        probabilities.toFloatArray(),
        losses);
  }

  private boolean assign() {
    Tensor scores = network.apply(pictures.inputs());
    probabilities.assign(scores.softmax());
    logarithms.assign(scores.logSoftmax());
    return true;
  }
}
