package dev.glassbox.studio.playground;

import dev.glassbox.studio.screen.MistakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A run as a program of the public API, which ends with the same bits after the same epochs.
final class JavaProgram {
  private static final int USUAL_EPOCHS = 100;
  private static final String PRINT_TEST =
      "    System.out.println(\"test     \" + measure(loss, model, test));\n";

  private final Settings settings;
  private final Run run;
  private final JavaPoints points;

  private JavaProgram(Run run) {
    this.run = run;
    settings = run.settings();
    points = new JavaPoints(run);
  }

  /// @throws MistakeException if weights were set by hand or anything was changed in the middle of
  ///   the run, for which a trainer has no place
  static String of(Run run) {
    if (!run.settings().edits().isEmpty()) {
      throw new MistakeException(
          "a run with weights set by hand cannot be written as a program; undo them first");
    }
    if (!run.settings().changes().isEmpty()) {
      throw new MistakeException(
          "a run that was changed on its way cannot be written as a program; undo the changes"
              + " first");
    }
    return new JavaProgram(run).text();
  }

  private String text() {
    int epochs = run.epoch() == 0 ? USUAL_EPOCHS : run.epoch();
    return """
    %s

    /// Trains the playground's network for %d epochs and prints its loss.
    public final class Playground {
      private static final int SEED = %d;

      public static void main(String[] arguments) {
        Rng rng = Rng.seed(SEED);
    %s
        Rng weights = rng.split();
        Sequential model =
            Sequential.of(
    %s);
        Loss loss = %s;
        Trainer.of(loss, %s)
            .withEpochs(%d)
            .withBatchSize(%d)
            .withSeed(SEED)
            .fit(model, training);

        System.out.println("training " + measure(loss, model, training));
    %s  }

      static double measure(Loss loss, Layer model, Examples rows) {
        return Tensor.untracked(() -> loss.of(model.apply(rows.inputs()), rows.targets())).item();
      }
    %s}
    """
        .formatted(
            imports(),
            epochs,
            settings.seed(),
            points.statements(),
            layers(),
            settings.loss().code(settings.data().classes()),
            settings.optimiser().code(settings.rate(), settings.decay()),
            epochs,
            settings.batch(),
            run.points().test().isEmpty() ? "" : PRINT_TEST,
            points.members());
  }

  private String imports() {
    Stream<String> always =
        Stream.of("nn.*", "optim.*", "tensor.*", "train.Examples", "train.Trainer");
    Stream<String> some = points.readsTables() ? Stream.of("data.*") : Stream.of();
    return Stream.concat(
            Stream.concat(some, always).map(name -> "import dev.glassbox." + name + ";"),
            Stream.of("import java.util.*;", "import java.util.stream.*;"))
        .collect(Collectors.joining("\n"));
  }

  private String layers() {
    String activation =
        "Activation.%s".formatted(settings.activation().name().toUpperCase(Locale.ROOT));
    List<String> layers = new ArrayList<>();
    int in = settings.data().inputs();
    for (int width : settings.hidden()) {
      layers.add(linear(in, width));
      layers.add(activation);
      in = width;
    }
    layers.add(linear(in, settings.outputs()));
    return layers.stream().map(layer -> " ".repeat(12) + layer).collect(Collectors.joining(",\n"));
  }

  private String linear(int in, int out) {
    return "Linear.of(%d, %d, %sweights.split())"
        .formatted(in, out, settings.initialisation().code());
  }
}
