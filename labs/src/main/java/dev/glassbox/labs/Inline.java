package dev.glassbox.labs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Marks within prose: `**strong**`, `*stressed*` and `` `code` ``.
public final class Inline {
  private static final Pattern MARKS =
      Pattern.compile("\\*\\*(?<strong>[^*]+)\\*\\*|\\*(?<em>[^*]+)\\*|`(?<code>[^`]+)`");

  private Inline() {}

  /// The text without marks.
  public static String plain(String text) {
    return replaced(text, "", "", "", "", "", "");
  }

  static String html(String text) {
    return replaced(escaped(text), "<strong>", "</strong>", "<em>", "</em>", "<code>", "</code>");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String replaced(String text, String... tags) {
    String[] groups = {"strong", "em", "code"};
    Matcher matcher = MARKS.matcher(text);
    return matcher.replaceAll(
        match -> {
          for (int i = 0; i < groups.length; i++) {
            String inner = match.group(groups[i]);
            if (inner != null) {
              return Matcher.quoteReplacement(tags[2 * i] + inner + tags[2 * i + 1]);
            }
          }
          throw new IllegalStateException("no mark in " + match.group());
        });
  }
}
