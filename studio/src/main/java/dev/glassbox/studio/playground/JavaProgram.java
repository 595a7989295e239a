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
  private final boolean generated;

  private JavaProgram(Run run) {
    this.run = run;
    settings = run.settings();
    generated =
        settings.data().generator() != null
            && settings.added().isEmpty()
            && settings.removed().isEmpty();
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
            generated ? generatedPoints() : writtenPoints(),
            layers(),
            settings.loss().code(settings.data().classes()),
            settings.optimiser().code(settings.rate(), settings.decay()),
            epochs,
            settings.batch(),
            run.points().test().isEmpty() ? "" : PRINT_TEST,
            generated ? "" : constants());
  }

  private String imports() {
    Stream<String> always =
        Stream.of("nn.*", "optim.*", "tensor.*", "train.Examples", "train.Trainer");
    Stream<String> some = generated ? Stream.of("data.*") : Stream.of();
    return Stream.concat(
            Stream.concat(some, always).map(name -> "import dev.glassbox." + name + ";"),
            Stream.of("import java.util.*;"))
        .collect(Collectors.joining("\n"));
  }

  private boolean hasIndices() {
    return settings.data().classes() > 2;
  }

  private String generatedPoints() {
    int count = settings.points();
    int tested = run.points().test().size();
    String type = hasIndices() ? "long" : "float";
    return """
        Table table = Generator.named("%s").generate(%d, %s, rng.split());
        List<String> labels = List.of(%s);
        float[] inputs = new float[2 * table.rows()];
        %s[] targets = new %s[table.rows()];
        for (int row = 0; row < table.rows(); row++) {
          inputs[2 * row] = (float) ((NumericColumn) table.column("x")).value(row);
          inputs[2 * row + 1] = (float) ((NumericColumn) table.column("y")).value(row);
          targets[row] = labels.indexOf(table.text(row, "class"));
        }
        Examples all =
            new Examples(
                Tensor.of(Shape.of(table.rows(), 2), inputs),
                Tensor.of(Shape.of(table.rows()), targets));
        int[] order = rng.split().permutation(table.rows());
        Examples test = all.rows(Arrays.copyOfRange(order, 0, %d));
        Examples training = all.rows(Arrays.copyOfRange(order, %d, %d));
    """
        .formatted(
            settings.data().title(),
            count,
            settings.noise(),
            settings.data().labels().stream()
                .map(label -> '"' + label + '"')
                .collect(Collectors.joining(", ")),
            type,
            type,
            tested,
            tested,
            count);
  }

  private String writtenPoints() {
    return """
        rng.split(); // made the points
        rng.split(); // and parted them
        Examples training = examples(TRAINING);
        Examples test = examples(TEST);
    """;
  }

  private String constants() {
    String type = hasIndices() ? "long" : "float";
    String parsed = hasIndices() ? "Long.parseLong(numbers[2])" : "Float.parseFloat(numbers[2])";
    return """

      static Examples examples(String lines) {
        List<String> rows = lines.lines().toList();
        float[] inputs = new float[2 * rows.size()];
        %s[] targets = new %s[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
          String[] numbers = rows.get(row).split(" ");
          inputs[2 * row] = Float.parseFloat(numbers[0]);
          inputs[2 * row + 1] = Float.parseFloat(numbers[1]);
          targets[row] = %s;
        }
        return new Examples(
            Tensor.of(Shape.of(rows.size(), 2), inputs), Tensor.of(Shape.of(rows.size()), targets));
      }

      /// x, y and what is to be learnt.
      static final String TRAINING =
          \"""
    %s      \""";

      static final String TEST =
          \"""
    %s      \""";
    """
        .formatted(type, type, parsed, rows(run.points().training()), rows(run.points().test()));
  }

  private String rows(List<Point> points) {
    return points.stream()
        .map(
            point ->
                "      %s %s %s\n"
                    .formatted(
                        (float) point.x(),
                        (float) point.y(),
                        hasIndices() ? (long) point.target() : (Object) (float) point.target()))
        .collect(Collectors.joining());
  }

  private String layers() {
    String activation =
        "Activation.%s".formatted(settings.activation().name().toUpperCase(Locale.ROOT));
    List<String> layers = new ArrayList<>();
    int in = 2;
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
