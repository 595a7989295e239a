package dev.glassbox.data;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Which known names a misspelt one may have meant.
public final class NearNames {
  private static final int LISTED = 20;

  private NearNames() {}

  /// The end of a message: `; did you mean species?` where a name is near, and nothing where none
  /// is.
  static String question(String given, Collection<String> known) {
    List<String> near = near(given, known);
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  /// The question where a name is near, and otherwise all the names there are.
  public static String questionOrList(String given, Collection<String> known) {
    String question = question(given, known);
    return question.isEmpty() ? "; there are: " + list(known) : question;
  }

  /// The names with commas between them, the tail of a long list left out.
  static String list(Collection<String> names) {
    String shown = names.stream().limit(LISTED).collect(Collectors.joining(", "));
    int hidden = names.size() - LISTED;
    return hidden > 0 ? shown + ", … (" + hidden + " more)" : shown;
  }

  /// The nearest names, at most three, all equally near: at most a third of the letters may differ.
  static List<String> near(String given, Collection<String> known) {
    String wanted = given.toLowerCase(Locale.ROOT);
    int tolerated = Math.max(1, given.length() / 3);
    int nearest = Integer.MAX_VALUE;
    for (String name : known) {
      nearest = Math.min(nearest, distance(wanted, name.toLowerCase(Locale.ROOT), tolerated));
    }
    int best = nearest;
    if (best > tolerated) {
      return List.of();
    }
    return known.stream()
        .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT), tolerated) == best)
        .limit(3)
        .toList();
  }

  /// How many letters to insert, delete, replace or swap with their neighbour to turn a into b
  /// (optimal string alignment; Damerau 1964), or more than `tolerated` if it is more than that.
  static int distance(String a, String b, int tolerated) {
    if (Math.abs(a.length() - b.length()) > tolerated) {
      return tolerated + 1;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
