package dev.glassbox.data;

import java.util.Locale;
import java.util.Set;

/// The usual ways to write that a value is missing.
final class MissingMarks {
  private static final Set<String> MARKS =
      Set.of("", "na", "n/a", "null", "none", "nan", "?", "-", "missing", ".");
  private static final int LONGEST = 7;

  private MissingMarks() {}

  /// Whether a text, already stripped of space around it, says that there is no value; case is
  /// ignored.
  static boolean contains(String text) {
    return text.length() <= LONGEST && MARKS.contains(text.toLowerCase(Locale.ROOT));
  }
}
