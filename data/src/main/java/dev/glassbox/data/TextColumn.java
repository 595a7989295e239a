package dev.glassbox.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A column of text, held as a list of its distinct texts, the levels, and a code for every cell.
public final class TextColumn implements Column {
  /// The code of a missing cell.
  public static final int MISSING = -1;

  private final String name;
  private final List<String> levels;
  private final int[] codes;

  /// Takes the array as its own: the caller must not write to it afterwards.
  TextColumn(String name, List<String> levels, int[] codes) {
    this.name = name;
    this.levels = List.copyOf(levels);
    this.codes = codes;
  }

  static TextColumn of(String name, @Nullable String[] values) {
    List<String> levels = new ArrayList<>();
    Map<String, Integer> known = new HashMap<>();
    int[] codes = new int[values.length];
    for (int row = 0; row < values.length; row++) {
      String value = values[row];
      if (value == null || value.isEmpty()) {
        codes[row] = MISSING;
        continue;
      }
      Integer code = known.putIfAbsent(value, levels.size());
      if (code == null) {
        code = levels.size();
        levels.add(value);
      }
      codes[row] = code;
    }
    return new TextColumn(name, levels, codes);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int rows() {
    return codes.length;
  }

  @Override
  public boolean isMissing(int row) {
    return codes[row] == MISSING;
  }

  /// The distinct texts, in the order in which they first came; after [#select] some may be unused.
  public List<String> levels() {
    return levels;
  }

  /// The place of the cell's text among [#levels()], or [#MISSING].
  public int code(int row) {
    return codes[row];
  }

  @Override
  public String text(int row) {
    return codes[row] == MISSING ? "" : levels.get(codes[row]);
  }

  @Override
  public TextColumn select(int[] rows) {
    int[] chosen = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = codes[rows[i]];
    }
    return new TextColumn(name, levels, chosen);
  }

  @Override
  public TextColumn renamed(String name) {
    return new TextColumn(name, levels, codes);
  }

  @Override
  public String holds() {
    return "text";
  }
}
