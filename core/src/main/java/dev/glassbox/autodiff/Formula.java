package dev.glassbox.autodiff;

import dev.glassbox.draw.Raised;
import dev.glassbox.tensor.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Puts names or numbers into the formula of an operation, such as a and c for the letters of `a ·
/// b`, with brackets where a number needs them.
final class Formula {
  private static final String SUBSCRIPTS = "ᵢⱼₖₗₘₙ₀₁₂₃₄₅₆₇₈₉";
  private static final String LETTERS = "abcdefghij";

  /// A function of any number of inputs, of which only the result is kept.
  private static final String CHECKPOINT = "checkpoint";

  private static final String OPEN_LIST = "a, b, …";
  private static final Pattern SETTING =
      Pattern.compile("[\\[ ](\\w+)=(-?[0-9.]+(?:E-?\\d+)?)(?=[,\\]])");

  private final String text;
  private final Map<String, String> replacements;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private Formula(String text, Map<String, String> replacements) {
    this.text = text;
    this.replacements = replacements;
  }

  /// The formula of an operation with these operands.
  static String value(Op op, List<String> operands) {
    if (op.name().equals(CHECKPOINT)) {
      return "f(" + String.join(", ", operands) + ")";
    }
    String text = op.formula();
    // A definition such as erf x = 2/√π ∫ … is named by what stands before the sign.
    int equals = text.startsWith(op.name()) ? text.indexOf(" = ") : -1;
    return fill(op, equals < 0 ? text : text.substring(0, equals), operands, "y", "u");
  }

  /// The derivative of an operation by one input, with these operands, result and upstream
  /// gradient.
  static String derivative(
      Op op, int input, List<String> operands, String result, String upstream) {
    if (op.name().equals(CHECKPOINT)) {
      return "∂f/∂" + operands.get(input);
    }
    return fill(op, op.derivative(input), operands, result, upstream);
  }

  private static String fill(
      Op op, String template, List<String> operands, String result, String upstream) {
    Map<String, String> replacements = new HashMap<>();
    String text = settings(op, template, replacements);
    replacements.put("y", result);
    replacements.put("u", upstream);
    List<String> variables = variables(op, operands.size());
    for (int i = 0; i < variables.size(); i++) {
      replacements.put(variables.get(i), operands.get(i));
    }
    if (text.contains(OPEN_LIST)) {
      text = text.replace(OPEN_LIST, String.join(", ", variables));
    }
    return new Formula(text, replacements).filled();
  }

  /// The letters that stand for the inputs in an operation's formula.
  private static List<String> variables(Op op, int count) {
    return switch (op.name()) {
      case "where" -> List.of("mask", "a", "b");
      case "gather", "scatter" -> List.of("x", "i");
      default ->
          count == 1
              ? List.of("x")
              : IntStream.range(0, Math.min(count, LETTERS.length()))
                  .mapToObj(i -> LETTERS.substring(i, i + 1))
                  .collect(Collectors.toCollection(ArrayList::new));
    };
  }

  /// Puts in the settings that an operation was made with, such as the power p.
  private static String settings(Op op, String template, Map<String, String> replacements) {
    String text = template;
    Matcher matcher = SETTING.matcher(op.toString());
    while (matcher.find()) {
      double number = Double.parseDouble(matcher.group(2));
      // Not a number that the formula has written out already, as in x[1:3] along axis 0.
      if (template.contains("axis")) {
        continue;
      }
      String letter =
          switch (matcher.group(1)) {
            case "exponent" -> "p";
            case "alpha" -> "α";
            case "beta" -> "β";
            case "lambda" -> "λ";
            default -> matcher.group(1);
          };
      replacements.put(letter, Figures.of(number));
      String less = "(" + letter + " − 1)";
      if (text.contains(less)) {
        text = text.replace(less, bracketed(Figures.of(number - 1)));
      }
    }
    return text;
  }

  private static String bracketed(String number) {
    return Figures.isAtom(number) ? number : "(" + number + ")";
  }

  private String filled() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isLetter(c)) {
        word();
      } else if (Character.isDigit(c)) {
        number();
      } else if (c == '^') {
        caret();
      } else if (exponent(c).isPresent()) {
        superscript();
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c) && c != 'ᵀ' && SUBSCRIPTS.indexOf(c) < 0 && exponent(c).isEmpty();
  }

  /// The character of which this is the superscript; a transposition is no exponent.
  private static OptionalInt exponent(char c) {
    return c == 'ᵀ' ? OptionalInt.empty() : Raised.ofSuperscript(c);
  }

  private void word() {
    int from = at;
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    String word = text.substring(from, at);
    String replacement = replacements.get(word);
    if (replacement == null) {
      out.append(word);
      return;
    }
    out.append(needsBrackets(replacement) ? "(" + replacement + ")" : replacement);
    if (peek() == '(' && !isShort(replacement)) {
      out.append(" · ");
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : ' ';
  }

  private static boolean isShort(String name) {
    return name.codePointCount(0, name.length()) == 1 && Character.isLetter(name.codePointAt(0));
  }

  /// A sign, a power of ten or an odd name must not run into what stands beside it.
  private boolean needsBrackets(String replacement) {
    if (Figures.isAtom(replacement)) {
      return false;
    }
    boolean bound = exponent(peek()).isPresent() || "^ᵀ(".indexOf(peek()) >= 0;
    if (bound) {
      return true;
    }
    char c = replacement.charAt(0);
    if (c == '∂') {
      return endsWith("/ ");
    }
    if (c != '−' && !Character.isDigit(c)) {
      return true;
    }
    boolean summand = c != '−' && (endsWith("+ ") || endsWith("− ") || endsWith("· "));
    boolean alone = out.isEmpty() || endsWith("(") || endsWith(", ") || endsWith("|");
    return !summand && !alone;
  }

  private boolean endsWith(String end) {
    return out.length() >= end.length() && out.substring(out.length() - end.length()).equals(end);
  }

  /// A number, and the letter it stands right before: 2x is one factor, also below a stroke.
  private void number() {
    int from = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    String number = text.substring(from, at);
    String replacement = following();
    if (replacement == null) {
      out.append(number);
      return;
    }
    at++;
    String times = isShort(replacement) ? "" : " · ";
    String product = number + times + bracketed(replacement);
    out.append(endsWith("/ ") ? "(" + product + ")" : product);
  }

  /// What replaces the one letter that follows, if one does.
  private @Nullable String following() {
    if (!isLetter(peek()) || (at + 1 < text.length() && isLetter(text.charAt(at + 1)))) {
      return null;
    }
    return replacements.get(String.valueOf(peek()));
  }

  /// x^p, which is shown raised once p is known.
  private void caret() {
    at++;
    if (!isLetter(peek()) && !Character.isDigit(peek())) {
      out.append('^');
      return;
    }
    int from = at;
    while (at < text.length() && (isLetter(text.charAt(at)) || Character.isDigit(peek()))) {
      at++;
    }
    String exponent = text.substring(from, at);
    out.append(Figures.raised(replacements.getOrDefault(exponent, exponent)));
  }

  /// A raised run such as ᵇ⁻¹, in which letters are replaced too.
  private void superscript() {
    var exponent = new StringBuilder();
    for (; at < text.length() && exponent(text.charAt(at)).isPresent(); at++) {
      char c = (char) exponent(text.charAt(at)).orElseThrow();
      exponent.append(c == '−' && !exponent.isEmpty() ? " − " : String.valueOf(c));
    }
    out.append(Figures.raised(new Formula(exponent.toString(), replacements).filled()));
  }
}
