package dev.glassbox.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Files that a user names, and what to say when they are not there.
final class Sources {
  private static final List<String> DELIMITED = List.of(".csv", ".tsv", ".tab", ".txt");
  private static final List<String> OTHERS =
      List.of(".parquet", ".pq", ".json", ".ndjson", ".jsonl");

  private Sources() {}

  /// The file of this name, which must be there and be no folder.
  static Path existing(String source) {
    if (source.contains("://")) {
      throw new DataException(
          source
              + " is an address; nothing is fetched from the network, so download the file first");
    }
    Path file;
    try {
      file = Path.of(source);
    } catch (InvalidPathException invalid) {
      throw new DataException("%s is no name of a file: %s".formatted(source, invalid.getReason()));
    }
    if (Files.isDirectory(file)) {
      throw new DataException(source + " is a folder; name a file in it" + inside(file));
    }
    if (!Files.exists(file)) {
      throw new DataException(source + " does not exist" + remedy(file));
    }
    return file;
  }

  private static String inside(Path folder) {
    List<String> tables = names(folder).stream().filter(Sources::isTable).limit(3).toList();
    return tables.isEmpty() ? "" : ", such as " + folder.resolve(tables.getFirst());
  }

  private static String remedy(Path file) {
    Path parent = file.getParent();
    Path folder = parent == null ? Path.of("") : parent;
    if (!Files.isDirectory(folder)) {
      return ": there is no folder " + folder;
    }
    Path name = file.getFileName();
    if (name == null) {
      return "";
    }
    List<String> near =
        NearNames.near(name.toString(), names(folder)).stream()
            .map(found -> parent == null ? found : parent.resolve(found).toString())
            .toList();
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::getFileName)
          .filter(name -> name != null)
          .map(Path::toString)
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /// Whether a name ends as files of separated values do.
  static boolean isDelimited(String name) {
    return endsWithAny(name, DELIMITED);
  }

  /// Whether a name ends as files of tables do.
  static boolean isTable(String name) {
    return isDelimited(name) || endsWithAny(name, OTHERS);
  }

  private static boolean endsWithAny(String name, List<String> endings) {
    String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    return endings.stream().anyMatch(plain::endsWith);
  }
}
