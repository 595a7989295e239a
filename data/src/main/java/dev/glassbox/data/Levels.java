package dev.glassbox.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The distinct texts among the cells of one CSV column, found without making a string of every
/// cell.
final class Levels {
  private final CsvCells cells;
  private final int column;
  private final List<String> texts = new ArrayList<>();
  private int[] froms = new int[16];
  private int[] tos = new int[16];
  // Open addressing with linear probing; 0 is a free slot, otherwise the place of a text plus one.
  private int[] slots = new int[64];

  private Levels(CsvCells cells, int column) {
    this.cells = cells;
    this.column = column;
  }

  /// The typing of a column whose cells begin in this row.
  static Typing of(String name, CsvCells cells, int column, int firstRow) {
    Levels levels = new Levels(cells, column);
    int[] codes = new int[cells.rows() - firstRow];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = levels.code(firstRow + i);
    }
    return new Typing(name, levels.texts, codes);
  }

  private int code(int row) {
    int from = cells.from(row, column);
    int to = cells.to(row, column, from);
    if (from == to) {
      return TextColumn.MISSING;
    }
    byte[] bytes = cells.text().bytes();
    int slot = hash(bytes, from, to) & (slots.length - 1);
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (Arrays.equals(bytes, from, to, bytes, froms[code], tos[code])) {
        return code;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    int code = texts.size();
    texts.add(cells.value(row, column));
    if (code == froms.length) {
      froms = Arrays.copyOf(froms, 2 * code);
      tos = Arrays.copyOf(tos, 2 * code);
    }
    froms[code] = from;
    tos[code] = to;
    slots[slot] = code + 1;
    if (2 * texts.size() > slots.length) {
      grow(bytes);
    }
    return code;
  }

  private void grow(byte[] bytes) {
    slots = new int[2 * slots.length];
    for (int code = 0; code < texts.size(); code++) {
      int slot = hash(bytes, froms[code], tos[code]) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = code + 1;
    }
  }

  private static int hash(byte[] bytes, int from, int to) {
    long hash = 0x9E3779B97F4A7C15L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * 0x100000001B3L;
    }
    hash ^= hash >>> 32;
    hash *= 0xD6E8FEB86659FD93L;
    return (int) (hash ^ hash >>> 32);
  }
}
