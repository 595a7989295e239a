package dev.glassbox.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Sums of products by Einstein's convention: operands are joined two at a time, from the left,
/// each pair by one product of stacks of matrices.
final class Einsum {
  private final String equation;

  /// How long each named axis is.
  private final Map<Character, Integer> lengths = new HashMap<>();

  private Einsum(String equation) {
    this.equation = equation;
  }

  /// A tensor whose axes have names, a letter each.
  private record Named(String axes, Tensor tensor) {}

  static Tensor of(String equation, Tensor... operands) {
    return new Einsum(equation.replace(" ", "")).sum(operands);
  }

  private Tensor sum(Tensor... operands) {
    String[] sides = equation.split("->", -1);
    if (sides.length > 2) {
      throw wrong("one -> at most may stand between the operands and the result");
    }
    String[] inputs = sides[0].split(",", -1);
    if (inputs.length != operands.length) {
      throw wrong(
          "names %d operand(s), but %d were given".formatted(inputs.length, operands.length));
    }
    Tensor.requireSameFloating("einsum", operands);
    for (int i = 0; i < inputs.length; i++) {
      measure(inputs[i], i, operands[i].shape());
    }
    String result = sides.length == 2 ? sides[1] : usedOnce(sides[0]);
    checkResult(result);
    List<Named> left = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      left.add(diagonal(new Named(inputs[i], operands[i])));
    }
    while (left.size() > 1) {
      Named a = left.removeFirst();
      Named b = left.removeFirst();
      String others = result + left.stream().map(Named::axes).collect(Collectors.joining());
      left.addFirst(product(reduced(a, others + b.axes), reduced(b, others + a.axes), others));
    }
    return ordered(reduced(left.getFirst(), result), result).tensor;
  }

  private ShapeException wrong(String reason) {
    return new ShapeException("einsum '%s': %s".formatted(equation, reason));
  }

  private void measure(String axes, int operand, Shape shape) {
    for (int i = 0; i < axes.length(); i++) {
      if (!Character.isLetter(axes.charAt(i))) {
        throw wrong("'%c' names no axis; each name is one letter".formatted(axes.charAt(i)));
      }
    }
    if (axes.length() != shape.rank()) {
      throw wrong(
          "'%s' names %d axes, but operand %d is %s"
              .formatted(axes, axes.length(), operand, shape));
    }
    for (int i = 0; i < axes.length(); i++) {
      int length = shape.length(i);
      Integer known = lengths.putIfAbsent(axes.charAt(i), length);
      if (known != null && known != length) {
        throw wrong(
            "axis %c is %d long, but %d in operand %d, %s"
                .formatted(axes.charAt(i), known, length, operand, shape));
      }
    }
  }

  /// Without a stated result, the axes that occur once, in alphabetical order.
  private static String usedOnce(String operands) {
    var counts = new TreeMap<Character, Integer>();
    operands.chars().filter(c -> c != ',').forEach(c -> counts.merge((char) c, 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == 1)
        .map(entry -> entry.getKey().toString())
        .collect(Collectors.joining());
  }

  private void checkResult(String result) {
    Set<Character> seen = new HashSet<>();
    for (int i = 0; i < result.length(); i++) {
      char axis = result.charAt(i);
      if (!lengths.containsKey(axis)) {
        throw wrong("axis %c of the result is in no operand".formatted(axis));
      }
      if (!seen.add(axis)) {
        throw wrong("axis %c stands twice in the result".formatted(axis));
      }
    }
  }

  /// An operand that names an axis twice keeps the elements whose two places agree.
  private Named diagonal(Named x) {
    String axes = x.axes;
    for (int second = 1; second < axes.length(); second++) {
      int first = axes.indexOf(axes.charAt(second));
      if (first < second) {
        int twice = second;
        String others =
            IntStream.range(0, axes.length())
                .filter(i -> i != first && i != twice)
                .mapToObj(i -> axes.substring(i, i + 1))
                .collect(Collectors.joining());
        int n = length(axes.charAt(second));
        int[] order =
            IntStream.concat(
                    IntStream.of(first, second),
                    IntStream.range(0, axes.length()).filter(i -> i != first && i != twice))
                .toArray();
        Tensor front = x.tensor.transpose(order);
        Tensor rows = front.reshape(shaped(others, n * n));
        long[] equal = IntStream.range(0, n).mapToLong(i -> i * (n + 1L)).toArray();
        Tensor kept = rows.gather(Tensor.of(Shape.of(n), equal));
        return diagonal(new Named(axes.charAt(second) + others, kept));
      }
    }
    return x;
  }

  private int length(char axis) {
    return Objects.requireNonNull(lengths.get(axis));
  }

  /// The shape of these axes, after some given lengths.
  private Shape shaped(String axes, int... before) {
    return Shape.of(
        IntStream.concat(Arrays.stream(before), axes.chars().map(axis -> length((char) axis)))
            .toArray());
  }

  /// The sum over those axes that nothing else needs.
  private static Named reduced(Named x, String needed) {
    int[] gone =
        IntStream.range(0, x.axes.length())
            .filter(i -> needed.indexOf(x.axes.charAt(i)) < 0)
            .toArray();
    return gone.length == 0 ? x : new Named(common(x.axes, needed), x.tensor.sum(gone));
  }

  private static Named ordered(Named x, String axes) {
    return x.axes.equals(axes)
        ? x
        : new Named(axes, x.tensor.transpose(axes.chars().map(x.axes::indexOf).toArray()));
  }

  /// One product of stacks of matrices: axes in both that are still needed count the matrices, the
  /// other common ones are summed over.
  private Named product(Named a, Named b, String needed) {
    String stack = common(common(a.axes, b.axes), needed);
    String summed = without(common(a.axes, b.axes), needed);
    String rows = without(a.axes, b.axes);
    String columns = without(b.axes, a.axes);
    int matrices = shaped(stack).size();
    int inner = shaped(summed).size();
    Tensor left =
        ordered(a, stack + rows + summed)
            .tensor
            .reshape(Shape.of(matrices, shaped(rows).size(), inner));
    Tensor right =
        ordered(b, stack + summed + columns)
            .tensor
            .reshape(Shape.of(matrices, inner, shaped(columns).size()));
    String axes = stack + rows + columns;
    return new Named(axes, left.matmul(right).reshape(shaped(axes)));
  }

  private static String common(String axes, String others) {
    return filtered(axes, others, true);
  }

  private static String without(String axes, String others) {
    return filtered(axes, others, false);
  }

  private static String filtered(String axes, String others, boolean present) {
    return axes.chars()
        .filter(axis -> others.indexOf(axis) >= 0 == present)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
