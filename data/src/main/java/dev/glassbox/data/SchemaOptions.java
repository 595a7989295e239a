package dev.glassbox.data;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// What a user says about a table: which column to predict, how, and which columns to leave out.
///
/// {@snippet :
/// SchemaOptions options = SchemaOptions.target("miles_per_gallon").task(Task.REGRESS).ignoring("name");
/// }
///
/// @param target the column to predict
/// @param task classes or a number; if empty, the column itself decides
/// @param ignored columns to leave out
public record SchemaOptions(String target, Optional<Task> task, Set<String> ignored) {
  /// Copies the set.
  public SchemaOptions {
    ignored = Set.copyOf(ignored);
  }

  /// Options with this target and nothing else.
  public static SchemaOptions target(String target) {
    return new SchemaOptions(target, Optional.empty(), Set.of());
  }

  /// These options with this task.
  public SchemaOptions task(Task task) {
    return new SchemaOptions(target, Optional.of(task), ignored);
  }

  /// These options with these columns left out too.
  public SchemaOptions ignoring(String... columns) {
    return ignoring(Set.of(columns));
  }

  /// These options with these columns left out too.
  public SchemaOptions ignoring(Collection<String> columns) {
    Set<String> all = new LinkedHashSet<>(ignored);
    all.addAll(columns);
    return new SchemaOptions(target, task, all);
  }
}
