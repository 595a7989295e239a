package dev.glassbox.nn;

import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers from PyTorch, as `tools/make-goldens-optim.py` wrote them.
public final class Goldens {
  private static final Pattern LINE = Pattern.compile("(.+?) \\(([0-9, ]*)\\) = (.+)");

  private final Map<String, Map<String, Tensor>> sections = new LinkedHashMap<>();

  private Goldens() {}

  /// Reads a file beside the tests.
  public static Goldens read(String name) {
    Goldens goldens = new Goldens();
    try (InputStream in = Objects.requireNonNull(Goldens.class.getResourceAsStream("/" + name))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, Tensor> section = new LinkedHashMap<>();
      for (String line : text.lines().toList()) {
        if (line.startsWith("[")) {
          section = new LinkedHashMap<>();
          goldens.sections.put(line.substring(1, line.length() - 1), section);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          Matcher matcher = LINE.matcher(line);
          if (!matcher.matches()) {
            throw new IllegalArgumentException(name + ": cannot read " + line);
          }
          section.put(matcher.group(1), tensor(matcher.group(2), matcher.group(3)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return goldens;
  }

  private static Tensor tensor(String lengths, String numbers) {
    int[] shape =
        lengths.isBlank()
            ? new int[0]
            : Arrays.stream(lengths.split(", ", -1)).mapToInt(Integer::parseInt).toArray();
    return Tensor.of(
        Shape.of(shape),
        Arrays.stream(numbers.split(" ", -1)).mapToDouble(Double::parseDouble).toArray());
  }

  /// The numbers of a section by name.
  public Section section(String name) {
    return new Section(name, Objects.requireNonNull(sections.get(name), name));
  }

  /// The numbers below one heading.
  public record Section(String title, Map<String, Tensor> tensors) {
    /// The FLOAT64 tensor of this name.
    public Tensor tensor(String name) {
      return Objects.requireNonNull(tensors.get(name), title + ": " + name);
    }
  }

  /// The largest difference of two tensors, relative to the expected where that is above 1.
  public static double deviation(Tensor actual, Tensor expected) {
    if (!actual.shape().equals(expected.shape())) {
      throw new AssertionError(
          "expected shape %s, was %s".formatted(expected.shape(), actual.shape()));
    }
    double[] a = actual.toDoubleArray();
    double[] b = expected.toDoubleArray();
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(b[i]));
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    return worst;
  }
}
