package dev.glassbox.labs.course;

import dev.glassbox.data.DataException;
import dev.glassbox.data.Table;
import dev.glassbox.labs.Lab;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/// The tables of the repository's folder `data`, for labs that need real ones.
///
/// The folder is found from where the program lies, whether it was built by the launcher or by
/// Maven, so that a lab runs from any folder.
final class CourseTables {
  private static final String FOLDER = "data";

  private CourseTables() {}

  /// Reads the table of this name, such as `digits.csv`.
  ///
  /// @throws DataException if it is not found; it says what to do
  static Table read(Lab lab, String name) {
    return Table.read(find(lab, name, program(), Path.of("")).toString());
  }

  /// Looks in the folder `data` beside each folder above the program, then here.
  static Path find(Lab lab, String name, Path program, Path here) {
    List<Path> places = new ArrayList<>();
    for (Path above = program.toAbsolutePath(); above != null; above = above.getParent()) {
      places.add(above.resolve(FOLDER).resolve(name));
    }
    places.add(here.resolve(FOLDER).resolve(name));
    return places.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "the lab %s needs data/%s of the repository, which lies neither above %s nor here; %s"
                        .formatted(lab.name(), name, program, remedy(lab))));
  }

  private static String remedy(Lab lab) {
    return "run it in the repository's folder"
        + (lab.takesTable() ? ", or name the file: --data FILE" : "");
  }

  private static Path program() {
    CodeSource source = CourseTables.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? Path.of("") : Path.of(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException noFile) {
      return Path.of("");
    }
  }
}
