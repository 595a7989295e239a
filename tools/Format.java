import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Checks (`check`) or mends (`write`) the format of every Java file below the given folders.
public final class Format {
  public static void main(String[] arguments) throws Exception {
    boolean write = arguments[0].equals("write");
    var formatter = new Formatter();
    List<Path> unformatted = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      Path root = Path.of(arguments[i]);
      if (!Files.isDirectory(root)) {
        continue;
      }
      try (var files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          String source = Files.readString(file);
          String formatted = formatter.formatSourceAndFixImports(source);
          if (!formatted.equals(source)) {
            unformatted.add(file);
            if (write) {
              Files.writeString(file, formatted);
            }
          }
        }
      }
    }
    if (!write && !unformatted.isEmpty()) {
      unformatted.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("mend with: mvn validate -Dformat.mode=write");
      System.exit(1);
    }
  }
}
