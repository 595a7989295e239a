package dev.glassbox.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/// Standard output, of which one may ask at the end whether all was written: a `PrintStream` hides
/// that.
final class StandardOutput extends FilterOutputStream {
  private Optional<IOException> failure = Optional.empty();

  StandardOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException refused) {
      failure = Optional.of(failure.orElse(refused));
      throw refused;
    }
  }

  /// The exit code where the command would end with this one: 2 and a line on standard error if
  /// something could not be written.
  ///
  /// Who reads may go away before the end, as `head` does; that is no failure.
  int check(int code) {
    if (failure.isEmpty() || isClosedPipe(failure.get())) {
      return code;
    }
    Failures.say("standard output cannot be written: %s".formatted(failure.get().getMessage()));
    return Failures.MISTAKE;
  }

  private static boolean isClosedPipe(IOException refused) {
    String reason = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains("pipe");
  }
}
