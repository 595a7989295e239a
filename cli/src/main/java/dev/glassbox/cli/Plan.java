package dev.glassbox.cli;

import dev.glassbox.data.Feature;
import dev.glassbox.data.LearningEvent;
import dev.glassbox.data.Schema;
import dev.glassbox.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Tells what was found in a table and what will be done with it.
final class Plan {
  private static final int FEWEST_ALIKE = 6;
  private static final int LONGEST_NAME = 32;
  private static final String GAP = "  ";

  private Plan() {}

  /// The table, the target, the columns, what else there is to know, and how the rows are shared
  /// out.
  static void show(Table table, LearningEvent.Planned planned, Console console) {
    Schema schema = planned.schema();
    console.say("Table", "%s, %s".formatted(table.source(), Figures.count(table.rows(), "row")));
    table.notes().forEach(note -> console.say("Note", note));
    console.say("Target", schema.target().column() + ": " + schema.target().plan());
    console.say(columns(schema.features(), console.width()));
    schema.notes().forEach(note -> console.say("Note", note));
    console.say("Rows", rows(planned));
  }

  private static String rows(LearningEvent.Planned planned) {
    String text = String.format(Locale.ROOT, "%,d to train on", planned.training());
    if (planned.validation() > 0) {
      text += String.format(Locale.ROOT, ", %,d to choose by (validation)", planned.validation());
    }
    if (planned.test() > 0) {
      text += String.format(Locale.ROOT, ", %,d to judge by (test)", planned.test());
    }
    return text;
  }

  /// A line for each column, or for a run of columns with which the same is done.
  static List<String> columns(List<Feature> features, int width) {
    List<Line> lines = new ArrayList<>();
    for (int from = 0; from < features.size(); ) {
      int to = from + 1;
      while (to < features.size() && features.get(to).plan().equals(features.get(from).plan())) {
        to++;
      }
      if (to - from >= FEWEST_ALIKE) {
        lines.add(Line.of(features.subList(from, to)));
      } else {
        features.subList(from, to).forEach(one -> lines.add(Line.of(List.of(one))));
      }
      from = to;
    }
    int widest = lines.stream().mapToInt(line -> Grid.width(line.name())).max().orElse(0);
    int pad = Math.min(widest, LONGEST_NAME);
    List<String> text = new ArrayList<>();
    String label = "Columns";
    for (Line line : lines) {
      String head = Grid.pad(label, Paragraph.MARGIN) + Grid.pad(line.name(), pad) + GAP;
      text.addAll(Paragraph.hanging(head, line.plan(), width));
      label = "";
    }
    return text;
  }

  private record Line(String name, String plan) {
    static Line of(List<Feature> alike) {
      Feature first = alike.getFirst();
      return alike.size() == 1
          ? new Line(first.column(), first.plan())
          : new Line(
              first.column() + " … " + alike.getLast().column(),
              "%d columns: %s".formatted(alike.size(), first.plan()));
    }
  }
}
