package dev.glassbox.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with a command line.
final class Usage {
  private Usage() {}

  /// What is wrong and where to read on, in one line.
  static String explain(ParameterException wrong) {
    String what =
        switch (wrong) {
          case UnmatchedArgumentException unmatched -> unmatched(unmatched);
          case MissingParameterException missing -> missing(missing);
          case OverwrittenOptionException twice -> name(twice.getOverwritten()) + " is given twice";
          default -> wrongValue(wrong);
        };
    return "%s (see %s --help)"
        .formatted(what, wrong.getCommandLine().getCommandSpec().qualifiedName());
  }

  private static String unmatched(UnmatchedArgumentException wrong) {
    String first = wrong.getUnmatched().getFirst();
    List<String> near = wrong.getSuggestions();
    String question = near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?";
    boolean top = wrong.getCommandLine().getParent() == null;
    if (wrong.isUnknownOption()) {
      return "there is no option %s%s".formatted(first, question);
    }
    return top
        ? "there is no command %s%s".formatted(first, question)
        : "one argument too many, %s; a query or a name with spaces goes in quotes"
            .formatted(first);
  }

  private static String missing(MissingParameterException wrong) {
    ArgSpec first = wrong.getMissing().getFirst();
    return first.isOption()
        ? "%s needs a value, %s".formatted(name(first), first.paramLabel())
        : first.paramLabel() + " is missing";
  }

  private static String wrongValue(ParameterException wrong) {
    ArgSpec spec = wrong.getArgSpec();
    if (spec == null || wrong.getValue() == null) {
      String message = String.valueOf(wrong.getMessage());
      return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
    Class<?> type = spec.auxiliaryTypes().length > 0 ? spec.auxiliaryTypes()[0] : spec.type();
    return "%s %s: needs %s".formatted(name(spec), wrong.getValue(), wanted(type));
  }

  private static String wanted(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(one -> one.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == int.class || type == Integer.class) {
      return "a whole number, at most 2147483647";
    }
    if (type == Path.class) {
      return "the name of a file";
    }
    if (type == long.class) {
      return "a whole number";
    }
    return type == double.class || type == Double.class ? "a number, such as 0.2" : "another value";
  }

  private static String name(ArgSpec spec) {
    return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
  }
}
