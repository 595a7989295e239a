package dev.glassbox.labs;

/// One idea of the course, computed and shown. To be read from top to bottom.
public interface Lab {
  /// The name by which it is asked for, in lower case with hyphens.
  String name();

  /// Where it stands in the course.
  Chapter chapter();

  /// What it is about, in a few words.
  String title();

  /// Whether it can work on points of the user's own.
  default boolean takesPoints() {
    return false;
  }

  /// Whether it can work on a table of the user's own.
  default boolean takesTable() {
    return false;
  }

  /// Does the work: prose, formulas, tables, pictures and checks, in order.
  ///
  /// @throws FailedCheckException if something turns out not to be as the lab says
  void run(LabContext lab);
}
