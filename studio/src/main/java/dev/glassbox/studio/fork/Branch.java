package dev.glassbox.studio.fork;

import dev.glassbox.studio.playground.Change;
import dev.glassbox.studio.playground.ChangeText;
import dev.glassbox.studio.playground.Edit;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is other in one future of a run.
///
/// @param edits weights that are set
/// @param changes of the rate, the optimiser or the batch
record Branch(List<Edit> edits, List<Change> changes) {
  /// The future in which nothing is other.
  static final Branch UNCHANGED = new Branch(List.of(), List.of());

  private static final String NOTHING = "none";
  private static final double FARTHEST = 1e5;

  Branch {
    edits = List.copyOf(edits);
    changes = List.copyOf(changes);
  }

  /// Reads a branch such as `rate:0.1,w12:-0.5`: another rate, and parameter 12 set; or `none`.
  ///
  /// @throws MistakeException if it says something else
  static Branch read(int from, String text) {
    List<Edit> edits = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int colon = part.indexOf(':');
      if (part.startsWith("w") && colon > 0) {
        edits.add(edit(from, part.substring(1, colon), part.substring(colon + 1)));
      } else if (!text.equals(NOTHING)) {
        changes.add(ChangeText.read(from, part));
      }
    }
    return new Branch(edits, changes);
  }

  private static Edit edit(int from, String index, String value) {
    Arguments numbers =
        new Arguments(
            Json.object()
                .put("weight", ChangeText.number("weight", index))
                .put("value", ChangeText.number("value", value)));
    return new Edit(
        from,
        numbers.integer("weight", 0, Integer.MAX_VALUE),
        (float) numbers.number("value", -FARTHEST, FARTHEST));
  }

  /// As the address has it.
  String text() {
    return edits.isEmpty() && changes.isEmpty()
        ? NOTHING
        : Stream.concat(
                changes.stream().map(ChangeText::write),
                edits.stream().map(edit -> "w%d:%s".formatted(edit.index(), edit.value())))
            .collect(Collectors.joining(","));
  }
}
