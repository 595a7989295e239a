package dev.glassbox.labs;

import dev.glassbox.autodiff.Derivation;
import dev.glassbox.data.Scores;
import dev.glassbox.data.Table;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a lab writes: what it says is heard at once and kept for the report.
///
/// {@snippet :
/// LabContext lab = LabContext.of(42);
/// lab.say("Half of %d is %.1f.", 7, 3.5);
/// lab.formula("y = x / 2");
/// lab.table("x", "y").row(7, 3.5);
/// lab.check("half of 8 is 4", 8 / 2 == 4);
/// }
public final class LabContext {
  /// The seed when none is asked for, which is that of the book.
  public static final long SEED = 42;

  /// Hears of work that takes time.
  @FunctionalInterface
  public interface Progress {
    /// @param what is being done
    /// @param share how much of it is done, from 0 to 1
    void at(String what, double share);
  }

  private final long seed;
  private final Optional<LabelledPoints> points;
  private final Optional<Table> table;
  private final Consumer<Element> listener;
  private final Progress progress;
  private final List<Element> elements = new ArrayList<>();
  private @Nullable TableRows open;

  private LabContext(
      long seed,
      Optional<LabelledPoints> points,
      Optional<Table> table,
      Consumer<Element> listener,
      Progress progress) {
    this.seed = seed;
    this.points = points;
    this.table = table;
    this.listener = listener;
    this.progress = progress;
  }

  /// A context that only keeps the report.
  public static LabContext of(long seed) {
    return new LabContext(seed, Optional.empty(), Optional.empty(), _ -> {}, (_, _) -> {});
  }

  /// The context with points of the user's own.
  public LabContext withPoints(LabelledPoints own) {
    return new LabContext(seed, Optional.of(own), table, listener, progress);
  }

  /// The context with a table of the user's own.
  public LabContext withTable(Table own) {
    return new LabContext(seed, points, Optional.of(own), listener, progress);
  }

  /// The context with someone who hears every element at once, and of the progress.
  public LabContext heardBy(Consumer<Element> hearer, Progress watcher) {
    return new LabContext(seed, points, table, hearer, watcher);
  }

  /// Runs a lab to its end.
  ///
  /// @throws FailedCheckException if something is not as the lab says
  public Report run(Lab lab) {
    try {
      lab.run(this);
    } catch (FailedCheckException failed) {
      throw new FailedCheckException(
          "lab %s with seed %d: %s".formatted(lab.name(), seed, failed.getMessage()));
    }
    close();
    return new Report(lab, elements);
  }

  /// A source of random numbers; each call gives the same.
  public Rng rng() {
    return Rng.seed(seed);
  }

  /// The points to work on: the user's own, if there are any.
  public Optional<LabelledPoints> points() {
    return points;
  }

  /// The table to work on: the user's own, if there is one.
  public Optional<Table> ownTable() {
    return table;
  }

  /// A heading.
  public void heading(String text) {
    add(new Element.Heading(text));
  }

  /// Paragraphs, in Markdown, with numbers put in where there are any.
  public void say(String text, Object... numbers) {
    add(new Element.Prose(Figures.format(text, numbers).strip()));
  }

  /// Something that differs from run to run, such as a time; the book leaves it out.
  public void sayMeasured(String text, Object... numbers) {
    add(new Element.Measured(Figures.format(text, numbers).strip()));
  }

  /// A formula on lines of its own.
  public void formula(String text) {
    add(new Element.Formula(text.stripTrailing()));
  }

  /// Lines as a program prints them.
  public void listing(String text) {
    add(new Element.Listing(text.stripTrailing()));
  }

  /// A table with these heads; it ends with whatever is said next.
  public TableRows table(String... head) {
    close();
    open = new TableRows(head);
    return open;
  }

  /// A derivation as a table: each node with its value and what both directions carry.
  public TableRows table(Derivation derivation) {
    String by = derivation.variable().name();
    String of = derivation.result().name();
    TableRows table =
        table("node", "formula", "value", "local derivatives", "∂node/∂" + by, "∂" + of + "/∂node");
    for (Derivation.Row row : derivation.rows()) {
      table.row(
          row.variable(),
          row.expression(),
          row.value(),
          row.locals().stream().map(Object::toString).collect(Collectors.joining(", ")),
          row.forward(),
          row.backward());
    }
    return table;
  }

  /// Which class was taken for which: a row for each that is, a column for each that was predicted.
  ///
  /// @param target what the classes are, the head of the first column
  public TableRows table(String target, Scores.OfClasses scores) {
    List<String> labels = scores.labels();
    Stream<String> said = labels.stream().map(label -> "says " + label);
    TableRows table = table(Stream.concat(Stream.of(target), said).toArray(String[]::new));
    long[][] confusion = scores.detail().confusion();
    for (int c = 0; c < labels.size(); c++) {
      table.row(labels.get(c), confusion[c]);
    }
    return table;
  }

  /// Shows a picture.
  public void show(Picture picture) {
    add(new Element.Shown(picture));
  }

  /// Shows a picture that was drawn elsewhere, as SVG.
  ///
  /// @param name of its file, without an ending
  /// @param title the finding
  public void show(String name, String title, String svg) {
    add(new Element.Drawn(name, title, svg));
  }

  /// States what must be so.
  ///
  /// @throws FailedCheckException if it is not
  public void check(String claim, boolean holds) {
    if (!holds) {
      throw new FailedCheckException("not so: " + claim);
    }
    add(new Element.Check(claim));
  }

  /// States what a number must be.
  ///
  /// @throws FailedCheckException if it is farther off than the tolerance
  public void check(String claim, double found, double expected, double tolerance) {
    if (!(Math.abs(found - expected) <= tolerance)) {
      throw new FailedCheckException(
          "not so: %s: is %s, expected %s within %s".formatted(claim, found, expected, tolerance));
    }
    add(new Element.Check(claim + ": " + Figures.number(found)));
  }

  /// Tells how much of something slow is done.
  public void progress(String what, double share) {
    progress.at(what, share);
  }

  private void add(Element element) {
    close();
    elements.add(element);
    listener.accept(element);
  }

  private void close() {
    TableRows rows = open;
    if (rows != null) {
      open = null;
      add(rows.finished());
    }
  }
}
