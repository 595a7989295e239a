package dev.glassbox.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Small tables for tests, and the files they are in.
final class Tables {
  private static final String[] COLOURS = {"red", "green", "blue"};

  private Tables() {}

  /// A table with the columns `size`, `colour` and `kind`, which is `big` or `small`.
  static String kinds(int rows) {
    return table("size,colour,kind", rows, i -> "%s,%s,%s".formatted(size(i), colour(i), kind(i)));
  }

  /// A table with the columns `size`, `colour` and `price`, a number.
  static String prices(int rows) {
    return table(
        "size,colour,price",
        rows,
        i -> "%s,%s,%s".formatted(size(i), colour(i), 2 * size(i) + i % 3));
  }

  /// A header and rows.
  static String table(String header, int rows, IntFunction<String> row) {
    return IntStream.range(0, rows)
        .mapToObj(row)
        .collect(Collectors.joining("\n", header + "\n", "\n"));
  }

  static double size(int row) {
    return row * 37 % 101 / 4.0;
  }

  static String colour(int row) {
    return COLOURS[row % COLOURS.length];
  }

  static String kind(int row) {
    return size(row) > 12 ? "big" : "small";
  }

  static Path write(Path folder, String name, String text) {
    return write(folder, name, text, StandardCharsets.UTF_8);
  }

  static Path write(Path folder, String name, String text, Charset encoding) {
    try {
      return Files.write(folder.resolve(name), text.getBytes(encoding));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// The names of all files in a folder, hidden ones too.
  static Set<String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// A small model of the table [#kinds(int)].
  static Path model(Path folder) {
    return model(folder, kinds(60), "kind");
  }

  /// A small model of a table.
  static Path model(Path folder, String table, String target) {
    Path file = write(folder, "learnt-from.csv", table);
    Path model = folder.resolve("model.safetensors");
    Ran.glassbox(
            "train",
            file,
            "--target",
            target,
            "--hidden",
            8,
            "--epochs",
            3,
            "--out",
            model,
            "--quiet")
        .succeeded();
    return model;
  }
}
