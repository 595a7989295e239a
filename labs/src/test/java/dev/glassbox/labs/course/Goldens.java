package dev.glassbox.labs.course;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Lists of numbers by name, as scripts in tools wrote them.
record Goldens(Map<String, double[]> lists) {
  /// Those of a file in the folder of goldens.
  static Goldens of(String file) {
    Map<String, double[]> lists = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(Path.of("src/test/resources/goldens", file))) {
        String[] words = line.split(" ", -1);
        if (!words[0].equals("#")) {
          lists.put(
              words[0], Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new Goldens(lists);
  }

  Optional<double[]> find(String name) {
    return Optional.ofNullable(lists.get(name));
  }

  double[] list(String name) {
    return find(name).orElseThrow(() -> new AssertionError("no golden " + name));
  }

  double number(String name) {
    return list(name)[0];
  }

  Tensor tensor(String name) {
    return Tensor.of(DType.FLOAT64, list(name));
  }

  /// A list as pairs.
  double[][] pairs(String name) {
    double[] all = list(name);
    double[][] pairs = new double[all.length / 2][];
    Arrays.setAll(pairs, i -> Arrays.copyOfRange(all, 2 * i, 2 * i + 2));
    return pairs;
  }
}
