package dev.glassbox.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// The levels of a column that training knows.
///
/// The places are: the levels in order; then, if `others`, one for all other texts; then, if
/// `gaps`, one for missing cells. A missing cell takes the place of the commonest level if there is
/// none of its own.
///
/// @param levels the known texts, in order
/// @param commonest the place of the level that most training rows have
record Vocabulary(String column, List<String> levels, boolean others, boolean gaps, int commonest) {
  private static final int ROWS_FOR_RARITY = 100;
  private static final int RARE_IN_FEW = 2;
  private static final int RARE = 3;

  Vocabulary {
    levels = List.copyOf(levels);
  }

  /// Levels in fewer than three training rows (two, if there are fewer than a hundred rows) are
  /// others.
  ///
  /// @param always whether there must be a place for others; so that it is trained, the rarest
  ///   level is one of them where no other is, if it is in a hundredth of the rows at most
  static Vocabulary fit(TextColumn column, int[] rows, boolean always) {
    Counts counts = Counts.of(column.select(rows));
    int rare = counts.total() >= ROWS_FOR_RARITY ? RARE : RARE_IN_FEW;
    List<String> all = counts.sorted(false);
    List<String> kept = all.stream().filter(level -> counts.of(level) >= rare).toList();
    if (always && kept.size() == all.size() && 100L * counts.rarest() <= counts.total()) {
      String rarest = extreme(all, level -> -counts.of(level));
      kept = all.stream().filter(level -> !level.equals(rarest)).toList();
    }
    String commonest = extreme(all, counts::of);
    if (kept.isEmpty() && !all.isEmpty()) {
      kept = List.of(commonest);
    }
    boolean gaps = counts.total() < rows.length;
    boolean others = always || kept.size() < all.size();
    int place = Math.max(0, kept.indexOf(commonest));
    return new Vocabulary(column.name(), kept, others, gaps, place);
  }

  /// The first level with the greatest score; the empty text if there is none.
  private static String extreme(List<String> levels, ToIntFunction<String> score) {
    String best = levels.isEmpty() ? "" : levels.getFirst();
    for (String level : levels) {
      if (score.applyAsInt(level) > score.applyAsInt(best)) {
        best = level;
      }
    }
    return best;
  }

  int size() {
    return levels.size() + (others ? 1 : 0) + (gaps ? 1 : 0);
  }

  /// The place of every cell; −1 for a new text where there are no others.
  int[] places(TextColumn column) {
    Map<String, Integer> known = new HashMap<>();
    levels.forEach(level -> known.put(level, known.size()));
    int other = others ? levels.size() : -1;
    int gap = gaps ? size() - 1 : levels.isEmpty() ? -1 : commonest;
    int[] ofLevel = new int[column.levels().size()];
    for (int code = 0; code < ofLevel.length; code++) {
      ofLevel[code] = known.getOrDefault(column.levels().get(code), other);
    }
    int[] places = new int[column.rows()];
    for (int row = 0; row < places.length; row++) {
      int code = column.code(row);
      places[row] = code == TextColumn.MISSING ? gap : ofLevel[code];
    }
    return places;
  }
}
