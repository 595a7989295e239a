package dev.glassbox.labs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Prose as its paragraphs and lists.
///
/// @param text without line breaks, and without the dash of an item
/// @param isItem whether it belongs to a list
public record Paragraph(String text, boolean isItem) {
  private static final String DASH = "- ";

  /// The paragraphs of a piece of prose, in order.
  public static List<Paragraph> of(String prose) {
    List<Paragraph> all = new ArrayList<>();
    for (String block : prose.strip().split("\\n\\s*\\n", -1)) {
      StringBuilder text = new StringBuilder();
      boolean item = false;
      for (String line : Arrays.stream(block.split("\\n", -1)).map(String::strip).toList()) {
        if (line.startsWith(DASH)) {
          add(all, text, item);
          text = new StringBuilder(line.substring(DASH.length()));
          item = true;
        } else {
          text.append(text.isEmpty() ? "" : " ").append(line);
        }
      }
      add(all, text, item);
    }
    return all;
  }

  private static void add(List<Paragraph> all, StringBuilder text, boolean item) {
    if (!text.isEmpty()) {
      all.add(new Paragraph(text.toString(), item));
    }
  }
}
