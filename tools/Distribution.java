import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Lays out the folder that the launcher starts from: the command's jar as `glassbox.jar`, the jars
/// it needs, their names in `jars`, and at last the file `built`, whose time is that of the build's
/// start. A folder without it is unfinished.
///
/// Two things make the command start faster than with the jars as they come:
///
/// - DuckDB's jar holds its native library for four platforms and unpacks one, 70 MB, at every start.
///   Here the library of this platform lies beside the jar, where DuckDB looks next.
/// - Classes of before Java 6 (picocli's) are verified by the slow old verifier, and the JVM leaves
///   them out of its ahead-of-time cache. Here they get the stack maps that newer classes have.
///
/// Arguments: the folder, the command's jar, the time the build began, and the class path.
public final class Distribution {
  private static final String NATIVE_LIBRARY = "libduckdb_java.so_";
  private static final int FIRST_WITH_STACK_MAPS = 50;

  private final Path folder;

  private Distribution(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    var distribution = new Distribution(Path.of(arguments[0]));
    distribution.empty();
    distribution.add(Path.of(arguments[1]), "glassbox.jar");
    List<String> names = new ArrayList<>();
    for (String element : arguments[3].split(System.getProperty("path.separator"))) {
      Path jar = Path.of(element);
      if (element.endsWith(".jar")) {
        names.add(jar.getFileName().toString());
        distribution.add(jar, jar.getFileName().toString());
      }
    }
    names.sort(Comparator.naturalOrder());
    Files.write(distribution.folder.resolve("jars"), names);
    Path built = Files.createFile(distribution.folder.resolve("built"));
    Files.setLastModifiedTime(built, FileTime.from(Instant.parse(arguments[2])));
  }

  private void empty() throws IOException {
    Files.createDirectories(folder);
    try (var files = Files.list(folder)) {
      // The mark of a finished folder goes first.
      for (Path file :
          files.sorted(Comparator.comparing(f -> !f.endsWith("built"))).toList()) {
        Files.delete(file);
      }
    }
  }

  private void add(Path from, String name) throws IOException {
    Path to = folder.resolve(name);
    try (var jar = new ZipFile(from.toFile())) {
      ZipEntry library = jar.getEntry(NATIVE_LIBRARY + platform());
      boolean isOld = jar.stream().anyMatch(entry -> isOld(jar, entry));
      if (library == null && !isOld) {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        return;
      }
      if (library != null) {
        try (var bytes = jar.getInputStream(library)) {
          Files.copy(bytes, folder.resolve(library.getName()));
        }
      }
      try (var out = new ZipOutputStream(Files.newOutputStream(to))) {
        for (ZipEntry entry : jar.stream().toList()) {
          if (library == null || !entry.getName().startsWith(NATIVE_LIBRARY)) {
            put(out, entry.getName(), isOld(jar, entry) ? renewed(jar, entry) : read(jar, entry));
          }
        }
      }
    }
  }

  /// This platform, as DuckDB names it.
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String name =
        system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : system;
    return name
        + "_"
        + switch (processor) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> processor;
        };
  }

  private static boolean isOld(ZipFile jar, ZipEntry entry) {
    if (!entry.getName().endsWith(".class")) {
      return false;
    }
    byte[] bytes = read(jar, entry);
    return ((bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF) < FIRST_WITH_STACK_MAPS;
  }

  /// The same class with stack maps, or the class as it is if they cannot be made.
  private static byte[] renewed(ZipFile jar, ZipEntry entry) {
    byte[] bytes = read(jar, entry);
    var hierarchy =
        ClassHierarchyResolver.ofResourceParsing(type -> stream(jar, type))
            .orElse(ClassHierarchyResolver.defaultResolver());
    var format =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(hierarchy),
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
    ClassTransform newVersion =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    // Going through the code, though nothing changes in it, is what makes the stack maps.
    var bodies = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    try {
      return format.transformClass(format.parse(bytes), newVersion.andThen(bodies));
    } catch (IllegalArgumentException unusual) {
      return bytes;
    }
  }

  private static InputStream stream(ZipFile jar, ClassDesc type) {
    String descriptor = type.descriptorString();
    ZipEntry entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static byte[] read(ZipFile jar, ZipEntry entry) {
    try (var bytes = jar.getInputStream(entry)) {
      return bytes.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
