package dev.glassbox.studio.digits;

import dev.glassbox.data.Split;
import dev.glassbox.data.Table;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.ClassificationScores;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The standard run of the screen by the public API alone, from the repository's table.
public final class DigitsOracle {
  private final Tensor pixels;
  private final Examples training;
  private final Examples test;
  private final int[] testRows;
  private final Sequential model;

  /// The network after so many epochs.
  public DigitsOracle(int epochs) {
    Table table = Table.read("../data/digits.csv");
    int[] digits =
        Arrays.stream(table.numbers("digit").toDoubleArray()).mapToInt(d -> (int) d).toArray();
    pixels = table.without(List.of("digit")).numbers().div(16).to(DType.FLOAT32);
    Examples all = Examples.of(pixels, digits);
    Rng rng = Rng.seed(42);
    Split split = Split.stratified(digits, 0, 0.25, rng.split());
    testRows = split.test();
    training = all.rows(split.train());
    test = all.rows(testRows);
    Rng weights = rng.split();
    model =
        Sequential.of(
            Linear.of(64, 32, Initializer.heUniform(), weights.split()),
            Activation.RELU,
            Linear.of(32, 16, Initializer.heUniform(), weights.split()),
            Activation.RELU,
            Linear.of(16, 10, Initializer.heUniform(), weights.split()));
    if (epochs > 0) {
      Trainer.of(new CrossEntropy(), Adam.of(0.003).withWeightDecay(0))
          .withEpochs(epochs)
          .withBatchSize(32)
          .withSeed(42)
          .fit(model, training);
    }
  }

  /// All weights and biases.
  public float[] weights() {
    float[][] parts = model.parameters().stream().map(Tensor::toFloatArray).toArray(float[][]::new);
    float[] all = new float[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private double loss(Examples rows) {
    return Tensor.untracked(() -> new CrossEntropy().of(model.apply(rows.inputs()), rows.targets()))
        .item();
  }

  /// The mean loss on the training pictures.
  public double trainingLoss() {
    return loss(training);
  }

  /// The mean loss on the test pictures.
  public double testLoss() {
    return loss(test);
  }

  /// The probabilities of the test pictures.
  public ClassificationScores scores() {
    return ClassificationScores.of(
        Tensor.untracked(() -> model.apply(test.inputs()).softmax()), test.targets());
  }

  /// A picture of the table.
  public Tensor picture(int row) {
    return pixels.rows(row, row + 1);
  }

  /// What the studio makes of strokes.
  public Tensor picture(String strokes) {
    int[] grays = Drawing.read(strokes).grays();
    float[] shades = new float[grays.length];
    for (int i = 0; i < shades.length; i++) {
      shades[i] = grays[i] / 16f;
    }
    return Tensor.of(Shape.of(1, 64), shades);
  }

  /// The probabilities of the ten digits.
  public float[] probabilities(Tensor picture) {
    return Tensor.untracked(() -> model.apply(picture).softmax()).toFloatArray();
  }

  /// What the first hidden layer gives.
  public float[] hidden(Tensor picture) {
    return Tensor.untracked(() -> model.layers().get(1).apply(model.layers().get(0).apply(picture)))
        .toFloatArray();
  }

  /// The test picture with the greatest loss, as its row of the table.
  public int worst() {
    float[] losses = losses();
    int worst = 0;
    for (int i = 1; i < losses.length; i++) {
      worst = losses[i] > losses[worst] ? i : worst;
    }
    return testRows[worst];
  }

  /// The loss of each test picture, computed one by one.
  public float[] losses() {
    float[] losses = new float[test.rows()];
    IntStream.range(0, losses.length).forEach(i -> losses[i] = (float) loss(test.rows(i)));
    return losses;
  }
}
