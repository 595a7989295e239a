package dev.glassbox.tensor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Reads the files that `tools/make-goldens-ops.py` writes, which say what PyTorch computes; their
/// form is told in `tools/goldens.py`.
final class Goldens {
  private Goldens() {}

  /// A named tensor.
  record Line(String name, Tensor tensor) {}

  /// One case: its name, the steps of a composition, and its tensors in the order of the file.
  record Case(String name, List<String> steps, List<Line> lines) {
    /// All tensors of this name.
    Tensor[] all(String wanted) {
      return lines.stream()
          .filter(line -> line.name().equals(wanted))
          .map(Line::tensor)
          .toArray(Tensor[]::new);
    }

    /// The only tensor of this name.
    Tensor one(String wanted) {
      Tensor[] all = all(wanted);
      if (all.length != 1) {
        throw new AssertionError("%s: %d tensors %s".formatted(name, all.length, wanted));
      }
      return all[0];
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> read(String file) {
    String path = "/goldens/" + file;
    List<Case> cases = new ArrayList<>();
    try (InputStream stream = Goldens.class.getResourceAsStream(path);
        var reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(stream, path), StandardCharsets.UTF_8))) {
      for (String line : reader.lines().toList()) {
        if (line.startsWith("case ")) {
          String name = line.substring("case ".length());
          cases.add(new Case(name, new ArrayList<>(), new ArrayList<>()));
        } else if (line.startsWith("step ")) {
          cases.getLast().steps().add(line.substring("step ".length()));
        } else if (!line.startsWith("#")) {
          cases.getLast().lines().add(line(line));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(path, failed);
    }
    return cases;
  }

  private static Line line(String text) {
    List<String> words = Arrays.asList(text.split(" "));
    String form = words.get(1);
    DType dtype =
        switch (form.charAt(0)) {
          case 'i' -> DType.INT64;
          case 'b' -> DType.BOOL;
          default -> DType.FLOAT64;
        };
    String lengths = dtype == DType.FLOAT64 ? form : form.substring(1);
    int[] shape =
        lengths.equals("-")
            ? new int[0]
            : Arrays.stream(lengths.split("x")).mapToInt(Integer::parseInt).toArray();
    double[] numbers = words.stream().skip(2).mapToDouble(Double::parseDouble).toArray();
    return new Line(words.get(0), Tensor.of(dtype, numbers).reshape(Shape.of(shape)));
  }
}
