package dev.glassbox.studio.fork;

import dev.glassbox.studio.playground.OwnTable;
import dev.glassbox.studio.playground.Settings;
import dev.glassbox.studio.playground.SettingsJson;
import dev.glassbox.studio.run.Playback;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.MistakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All that a fork follows from: the same fork, the same bits.
///
/// @param past the run that is forked
/// @param from the step after which its futures part
/// @param branches the futures; the first is that in which nothing is changed
record Fork(Settings past, int from, List<Branch> branches) {
  private static final int MOST = 4;
  private static final int LONGEST = 2000;
  private static final int USUAL_STEP = 300;

  Fork {
    branches = List.copyOf(branches);
  }

  /// Reads a fork; without branches there is one with ten times the learning rate.
  ///
  /// @param own the user's own table, if there is one
  /// @throws MistakeException if a setting cannot be used
  static Fork read(Arguments given, @Nullable OwnTable own) {
    Settings past = SettingsJson.read(given, own);
    int from = given.integer("from", 0, Playback.FARTHEST, USUAL_STEP);
    String text =
        given.has("branches")
            ? given.text("branches", LONGEST)
            : "rate:" + Math.min(100, 10 * past.rateAfter(from));
    List<Branch> branches = new ArrayList<>();
    branches.add(Branch.UNCHANGED);
    for (String branch : text.split(";", -1)) {
      if (branches.size() == MOST) {
        throw new MistakeException(
            "branches: at most %d beside the unchanged one; take one away".formatted(MOST - 1));
      }
      if (!branch.isEmpty()) {
        branches.add(Branch.read(from, branch));
      }
    }
    return new Fork(past, from, branches);
  }

  /// What the i-th future follows from.
  Settings settings(int i) {
    return past.and(branches.get(i).edits(), branches.get(i).changes());
  }

  /// The branches but the first, as the address has them.
  String text() {
    return branches.stream().skip(1).map(Branch::text).collect(Collectors.joining(";"));
  }
}
