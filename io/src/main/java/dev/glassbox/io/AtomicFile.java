package dev.glassbox.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/// Writes a file so that, whatever happens, its place holds either the whole new content or what
/// was there before.
///
/// The content goes to a temporary file in the same folder, which is forced to the disk and then
/// renamed over the target; a rename within a folder is atomic. At last the folder is forced to the
/// disk, so that the new name outlives a power cut. If anything fails before the rename, the
/// temporary file is removed.
///
/// {@snippet :
/// AtomicFile.write(Path.of("scores.csv"), out -> out.write(bytes));
/// }
public final class AtomicFile {
  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /// Produces the content of a file.
  @FunctionalInterface
  public interface Content {
    /// Writes the whole content; the stream is buffered and closed by the caller.
    ///
    /// @throws IOException if it cannot be written
    void writeTo(OutputStream out) throws IOException;
  }

  /// Creates the file or replaces it.
  ///
  /// A symbolic link stays, and the file that it leads to is replaced. A replaced file's
  /// permissions are kept.
  ///
  /// @throws FileException if the folder is missing, something is write-protected, the target is a
  ///   folder, the disk is full or the system refuses otherwise; the target is then unchanged
  public static void write(Path path, Content content) {
    try {
      Path target = target(path);
      requireWritable(path, target);
      replace(target, content);
    } catch (UncheckedIOException failed) {
      throw new FileException(explain(path, Objects.requireNonNull(failed.getCause())), failed);
    } catch (IOException failed) {
      throw new FileException(explain(path, failed), failed);
    }
  }

  /// Refuses what [#write] would refuse before it begins, for those who have long work to do first.
  ///
  /// @throws FileException if the folder is missing, something is write-protected, or the target is
  ///   a folder or a device
  public static void requireWritable(Path path) {
    try {
      requireWritable(path, target(path));
    } catch (IOException failed) {
      throw new FileException(explain(path, failed), failed);
    }
  }

  private static Path target(Path path) throws IOException {
    return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
  }

  private static void requireWritable(Path path, Path target) {
    if (Files.isDirectory(target)) {
      throw new FileException("cannot write %s: it is a folder; name a file in it".formatted(path));
    }
    Path folder = folder(target);
    if (!Files.exists(folder)) {
      throw new FileException(
          "cannot write %s: the folder %s does not exist; create it first"
              .formatted(path, shown(path)));
    }
    if (!Files.isDirectory(folder)) {
      throw new FileException("cannot write %s: %s is not a folder".formatted(path, shown(path)));
    }
    if (!Files.isWritable(folder)) {
      throw new FileException(
          "cannot write %s: the folder %s is not writable; choose another"
              .formatted(path, shown(path)));
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new FileException(
          "cannot write %s: it is a device or a pipe, not a file; choose another name"
              .formatted(path));
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new FileException(
          "cannot write %s: the file is not writable; choose another name".formatted(path));
    }
  }

  private static void replace(Path target, Content content) throws IOException {
    Path folder = folder(target);
    Path temporary = folder.resolve(".glassbox-%s.tmp".formatted(UUID.randomUUID()));
    try {
      try (FileChannel channel =
              FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      keepPermissions(target, temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (Throwable failure) {
      removeAfter(failure, temporary);
      throw failure;
    }
    forceFolder(folder);
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    if (Files.exists(from)
        && Files.getFileAttributeView(from, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  private static void removeAfter(Throwable failure, Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException stillThere) {
      failure.addSuppressed(stillThere);
    }
  }

  // Windows and some network folders cannot force a folder. The file is whole and in place by then,
  // so there is nothing left to undo.
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      return;
    }
  }

  private static Path folder(Path absolute) {
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  /// The folder as the user wrote it.
  private static Path shown(Path path) {
    Path parent = path.getParent();
    return parent == null ? folder(path.toAbsolutePath()) : parent;
  }

  private static String explain(Path path, IOException failed) {
    String reason = reason(failed);
    String lower = reason.toLowerCase(Locale.ROOT);
    String said;
    if (lower.contains("no space left") || lower.contains("not enough space")) {
      said = "the disk is full; free some space or choose another folder";
    } else if (lower.contains("quota exceeded")) {
      said = "your disk quota is used up; free some space or choose another folder";
    } else if (lower.contains("read-only file system")) {
      said = "the disk is read-only; choose another folder";
    } else if (lower.contains("name too long")) {
      said = "the name is too long; choose a shorter one";
    } else {
      said = reason;
    }
    return "cannot write %s: %s".formatted(path, said);
  }

  /// What the system says, without the file's name that it likes to begin with.
  static String reason(IOException failed) {
    return switch (failed) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or folder";
      case ClosedByInterruptException _ -> "interrupted";
      case FileSystemException refused when refused.getReason() != null -> refused.getReason();
      default -> failed.getMessage() == null ? failed.toString() : failed.getMessage();
    };
  }
}
