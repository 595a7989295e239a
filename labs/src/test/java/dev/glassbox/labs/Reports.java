package dev.glassbox.labs;

import dev.glassbox.labs.course.Course;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The labs' reports with the book's seed, each made once for all tests.
public final class Reports {
  private static final Map<String, Report> MADE = new ConcurrentHashMap<>();

  private Reports() {}

  /// The report of the lab with this name.
  public static Report of(String name) {
    return MADE.computeIfAbsent(name, n -> LabContext.of(LabContext.SEED).run(Course.named(n)));
  }

  /// The cells of a column of one of a report's tables, under this head.
  public static java.util.List<String> column(String lab, int table, String head) {
    Element.Table all = of(lab).tables().get(table);
    int at = all.head().indexOf(head);
    if (at < 0) {
      throw new AssertionError("no column " + head + " among " + all.head());
    }
    return all.rows().stream().map(row -> row.get(at)).toList();
  }
}
