package dev.glassbox.labs;

import java.util.List;

/// What came of running a lab.
///
/// @param lab which one
/// @param elements what it said and showed, in order
public record Report(Lab lab, List<Element> elements) {
  /// Keeps a copy.
  public Report {
    elements = List.copyOf(elements);
  }

  /// The tables, in order.
  public List<Element.Table> tables() {
    return all(Element.Table.class);
  }

  /// What was checked, in order.
  public List<String> checks() {
    return all(Element.Check.class).stream().map(Element.Check::claim).toList();
  }

  /// The elements of one kind.
  public <E extends Element> List<E> all(Class<E> kind) {
    return elements.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
