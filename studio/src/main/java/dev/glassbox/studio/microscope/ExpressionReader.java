package dev.glassbox.studio.microscope;

import dev.glassbox.studio.microscope.Expression.Application;
import dev.glassbox.studio.microscope.Expression.Literal;
import dev.glassbox.studio.microscope.Expression.Name;
import dev.glassbox.studio.screen.MistakeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads definitions such as `d = a*(a+b); a = 4; b = 3`.
///
/// By recursive descent, the operators binding as usual: `^` (to the right), the sign, `*` and `/`,
/// `+` and `-`. Text, operations and nesting are limited, for the text comes from a web page.
final class ExpressionReader {
  static final int LONGEST = 4000;
  private static final int MOST_DEFINITIONS = 100;
  private static final int MOST_OPERATIONS = 300;
  private static final int DEEPEST = 60;

  /// Stands for the name of a formula without one until all others are known.
  private static final String UNNAMED = "";

  private static final List<String> SPARE_NAMES = List.of("y", "f", "z", "result");

  private final String text;
  private int at;
  private int depth;
  private int operations;

  private ExpressionReader(String text) {
    this.text = text;
  }

  /// The formula of each name, in the order of the text.
  static Map<String, Expression> read(String text) {
    if (text.length() > LONGEST) {
      throw new MistakeException(
          "the text has %d characters, at most %d are read; shorten it"
              .formatted(text.length(), LONGEST));
    }
    return new ExpressionReader(text).definitions();
  }

  private Map<String, Expression> definitions() {
    Map<String, Expression> all = new LinkedHashMap<>();
    while (true) {
      while (isAt(';') || isAt('\n')) {
        at++;
      }
      if (next() == 0) {
        break;
      }
      int from = at;
      String name = definedName();
      if (all.containsKey(name) && name.equals(UNNAMED)) {
        throw mistake(from + 1, "a second formula without a name; write f = before it");
      }
      if (all.containsKey(name)) {
        throw mistake(
            from + 1, "%s is defined twice; keep one or rename the other".formatted(name));
      }
      if (all.size() == MOST_DEFINITIONS) {
        throw mistake(from + 1, "more than %d definitions; join some".formatted(MOST_DEFINITIONS));
      }
      all.put(name, sum());
      if (next() != 0 && next() != ';' && next() != '\n') {
        throw unexpected("an operator or ; before");
      }
    }
    if (all.isEmpty()) {
      throw new MistakeException("there is no formula yet; try d = a*(a+b); a=4; b=3");
    }
    return named(all);
  }

  /// The definitions with a name for the one that has none: the first that means nothing else.
  private static Map<String, Expression> named(Map<String, Expression> all) {
    String spare =
        SPARE_NAMES.stream().filter(name -> !all.containsKey(name)).findFirst().orElse("unnamed");
    Map<String, Expression> named = new LinkedHashMap<>();
    all.forEach((name, formula) -> named.put(name.equals(UNNAMED) ? spare : name, formula));
    return named;
  }

  /// The name before an equals sign, or the one for a formula without.
  private String definedName() {
    int from = at;
    if (Character.isLetter(next())) {
      String name = word();
      if (isAt('=')) {
        at++;
        if (Operation.function(name).isPresent()) {
          throw mistake(from + 1, "%s is a function; choose another name".formatted(name));
        }
        return name;
      }
    }
    at = from;
    return UNNAMED;
  }

  private Expression sum() {
    Expression left = product();
    while (isAt('+') || isAt('-')) {
      Operation operation = take() == '+' ? Operation.ADD : Operation.SUBTRACT;
      left = apply(operation, List.of(left, product()));
    }
    return left;
  }

  private Expression product() {
    Expression left = signed();
    while (isAt('*') || isAt('/')) {
      Operation operation = take() == '*' ? Operation.MULTIPLY : Operation.DIVIDE;
      left = apply(operation, List.of(left, signed()));
    }
    return left;
  }

  private Expression signed() {
    if (!isAt('-') && !isAt('+')) {
      return power();
    }
    boolean negative = take() == '-';
    deeper();
    Expression operand = signed();
    depth--;
    if (!negative) {
      return operand;
    }
    return operand instanceof Literal(double value)
        ? new Literal(-value)
        : apply(Operation.NEGATE, List.of(operand));
  }

  private Expression power() {
    Expression base = atom();
    if (!isAt('^')) {
      return base;
    }
    at++;
    deeper();
    Expression exponent = signed();
    depth--;
    return apply(Operation.POWER, List.of(base, exponent));
  }

  private Expression atom() {
    char c = next();
    if (c == '(') {
      at++;
      return enclosed();
    }
    if (isDigit(c) || c == '.') {
      return number();
    }
    if (!Character.isLetter(c)) {
      throw unexpected("a number, a name or ( instead of");
    }
    int position = at + 1;
    String name = word();
    return isAt('(') ? call(name, position) : new Name(name, position);
  }

  private Expression call(String name, int position) {
    Operation function =
        Operation.function(name)
            .orElseThrow(
                () ->
                    mistake(
                        position,
                        "there is no function %s; write %s*(…) for a product; functions are %s"
                            .formatted(name, name, Operation.functions())));
    at++;
    deeper();
    List<Expression> operands = new ArrayList<>(List.of(sum()));
    while (isAt(',')) {
      at++;
      operands.add(sum());
    }
    close();
    if (operands.size() != function.arity()) {
      throw mistake(
          position,
          "%s takes %s, not %d"
              .formatted(
                  name, function.arity() == 1 ? "one number" : "two numbers", operands.size()));
    }
    return apply(function, operands);
  }

  private Expression enclosed() {
    deeper();
    Expression inner = sum();
    close();
    return inner;
  }

  private void deeper() {
    depth++;
    if (depth > DEEPEST) {
      throw mistake(at + 1, "nested more than %d deep; give parts names".formatted(DEEPEST));
    }
  }

  private void close() {
    if (!isAt(')')) {
      throw unexpected("a closing ) before");
    }
    at++;
    depth--;
  }

  private Expression apply(Operation operation, List<Expression> operands) {
    operations++;
    if (operations > MOST_OPERATIONS) {
      throw mistake(
          at, "more than %d operations; take a smaller formula".formatted(MOST_OPERATIONS));
    }
    return new Application(operation, operands);
  }

  private Expression number() {
    int from = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    exponent();
    String written = text.substring(from, at);
    try {
      double value = Double.parseDouble(written);
      if (!Double.isInfinite(value)) {
        return new Literal(value);
      }
    } catch (NumberFormatException _) {
      // Answered below.
    }
    throw mistake(from + 1, "%s is not a number that can be computed with".formatted(written));
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  /// `e-3`, if a digit follows: else the e is the beginning of a name.
  private void exponent() {
    int from = at;
    if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
      at++;
      if (at < text.length() && "+-−".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      int first = at;
      digits();
      if (at == first) {
        at = from;
      }
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String word() {
    int from = at;
    while (at < text.length() && isPartOfName(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private static boolean isPartOfName(char c) {
    return Character.isLetter(c)
        || isDigit(c)
        || c == '_'
        || c == '\''
        || (c >= '₀' && c <= '₉')
        || c == '′';
  }

  private boolean isAt(char expected) {
    return next() == expected;
  }

  private char take() {
    char c = next();
    at++;
    return c;
  }

  /// The next character that is no space, 0 at the end; signs of print count as those of the
  /// keyboard.
  private char next() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    if (at == text.length()) {
      return 0;
    }
    char c = text.charAt(at);
    return switch (c) {
      case '−', '–' -> '-';
      case '·', '×', '⋅' -> '*';
      case '÷' -> '/';
      case '\r' -> '\n';
      default -> c;
    };
  }

  private MistakeException unexpected(String expected) {
    char c = next();
    String found = c == 0 ? "the end" : c == '\n' ? "the end of the line" : String.valueOf(c);
    return mistake(at + 1, "expected %s %s".formatted(expected, found));
  }

  /// A mistake with its place in the text, counted from 1.
  static MistakeException mistake(int position, String message) {
    return new MistakeException("character " + position + ": " + message);
  }
}
