package dev.glassbox.studio.microscope;

import dev.glassbox.autodiff.GradientCheck;
import dev.glassbox.autodiff.Graph;
import dev.glassbox.studio.microscope.Expression.Application;
import dev.glassbox.studio.microscope.Expression.Literal;
import dev.glassbox.studio.microscope.Expression.Name;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Definitions that together make one result computable.
///
/// What is defined by numbers alone is a variable to derive by; the one definition that no other
/// uses is the result.
final class Equations {
  private static final Map<String, Double> CONSTANTS =
      Map.of("pi", Math.PI, "π", Math.PI, "e", Math.E);

  private final Map<String, Expression> definitions;
  private final String result;
  private final Map<String, Double> variables = new LinkedHashMap<>();

  private Equations(Map<String, Expression> definitions) {
    this.definitions = definitions;
    Set<String> used = new HashSet<>();
    definitions.values().forEach(formula -> requireDefined(formula, used));
    definitions.forEach(
        (name, formula) -> {
          if (isConstant(formula)) {
            variables.put(name, new Evaluation(Map.of()).of(formula).item());
          }
        });
    result = result(used);
    requireNoCircle(result, new LinkedHashSet<>(), new HashSet<>());
  }

  /// Reads the definitions of a text.
  ///
  /// @throws MistakeException if it cannot be understood
  static Equations of(String text) {
    return new Equations(ExpressionReader.read(text));
  }

  String result() {
    return result;
  }

  /// What can be derived by, with its value.
  Map<String, Double> variables() {
    return Collections.unmodifiableMap(variables);
  }

  private void requireDefined(Expression formula, Set<String> used) {
    switch (formula) {
      case Literal _ -> {}
      case Application(Operation _, List<Expression> operands) ->
          operands.forEach(operand -> requireDefined(operand, used));
      case Name(String name, int position) -> {
        if (!definitions.containsKey(name) && !CONSTANTS.containsKey(name)) {
          throw ExpressionReader.mistake(
              position, "%s has no value; add %s = 1 after a semicolon".formatted(name, name));
        }
        used.add(name);
      }
    }
  }

  private boolean isConstant(Expression formula) {
    return switch (formula) {
      case Literal _ -> true;
      case Name(String name, int _) -> !definitions.containsKey(name);
      case Application(Operation _, List<Expression> operands) ->
          operands.stream().allMatch(this::isConstant);
    };
  }

  private String result(Set<String> used) {
    List<String> candidates =
        definitions.keySet().stream()
            .filter(name -> !used.contains(name) && !variables.containsKey(name))
            .toList();
    if (candidates.size() > 1) {
      throw new MistakeException(
          "%s are all results; keep one, or add one that uses them, such as L = %s"
              .formatted(String.join(", ", candidates), String.join(" + ", candidates)));
    }
    if (candidates.isEmpty() && variables.size() == definitions.size()) {
      throw new MistakeException(
          "there are only numbers; add a formula that uses them, such as f = %s^2"
              .formatted(definitions.keySet().iterator().next()));
    }
    if (candidates.isEmpty()) {
      throw new MistakeException(
          "every formula is used by another, in a circle; take one out of it");
    }
    return candidates.getFirst();
  }

  private void requireNoCircle(String name, Set<String> open, Set<String> done) {
    if (!definitions.containsKey(name) || done.contains(name)) {
      return;
    }
    if (!open.add(name)) {
      throw new MistakeException(
          "%s is defined by itself, by way of %s; take one out of the circle"
              .formatted(name, String.join(", ", open)));
    }
    for (String next : names(definition(name), new LinkedHashSet<>())) {
      requireNoCircle(next, open, done);
    }
    open.remove(name);
    done.add(name);
  }

  /// The definitions that the result depends on, each after those that it uses itself.
  List<String> inOrder() {
    Set<String> done = new LinkedHashSet<>();
    order(result, done);
    return List.copyOf(done);
  }

  private void order(String name, Set<String> done) {
    if (!definitions.containsKey(name) || done.contains(name)) {
      return;
    }
    for (String used : names(definition(name), new LinkedHashSet<>())) {
      order(used, done);
    }
    done.add(name);
  }

  /// The value of π or e.
  static double constant(String name) {
    return Objects.requireNonNull(CONSTANTS.get(name));
  }

  Expression definition(String name) {
    return Objects.requireNonNull(definitions.get(name));
  }

  private static Set<String> names(Expression formula, Set<String> found) {
    switch (formula) {
      case Literal _ -> {}
      case Name(String name, int _) -> found.add(name);
      case Application(Operation _, List<Expression> operands) ->
          operands.forEach(operand -> names(operand, found));
    }
    return found;
  }

  /// The graph of the result, with every definition under its name.
  Graph graph() {
    Map<String, Tensor> leaves = new HashMap<>();
    variables.forEach(
        (name, value) -> leaves.put(name, Tensor.scalar(DType.FLOAT64, value).trainable()));
    Evaluation evaluation = new Evaluation(leaves);
    Tensor computed = evaluation.named(result);
    if (computed.op().isEmpty()) {
      throw new MistakeException(
          "%s is no operation on a variable; write a formula with one at least".formatted(result));
    }
    Graph graph = Graph.of(computed).named(result, computed);
    List<String> unused = unused();
    Set<Tensor> taken = new HashSet<>(List.of(computed));
    for (Map.Entry<String, Tensor> entry : evaluation.known.entrySet()) {
      Tensor tensor = entry.getValue();
      // A second name for the same number is not shown.
      if (!unused.contains(entry.getKey()) && taken.add(tensor)) {
        graph = graph.named(entry.getKey(), tensor);
      }
    }
    return graph;
  }

  /// The definitions that the result does not depend on.
  List<String> unused() {
    Set<String> reached = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(result));
    while (!open.isEmpty()) {
      String name = open.removeLast();
      if (definitions.containsKey(name) && reached.add(name)) {
        open.addAll(names(definition(name), new LinkedHashSet<>()));
      }
    }
    return definitions.keySet().stream().filter(name -> !reached.contains(name)).toList();
  }

  /// Compares the derivative of the result by a variable with a finite difference.
  GradientCheck check(String variable) {
    return GradientCheck.of(
        leaf -> {
          Map<String, Tensor> values = new HashMap<>();
          variables.forEach((name, value) -> values.put(name, Tensor.scalar(DType.FLOAT64, value)));
          values.put(variable, leaf.getFirst());
          return new Evaluation(values).named(result);
        },
        Tensor.scalar(DType.FLOAT64, Objects.requireNonNull(variables.get(variable))));
  }

  /// One computation of the definitions, from values of the variables.
  private final class Evaluation {
    private final Map<String, Tensor> known = new LinkedHashMap<>();

    Evaluation(Map<String, Tensor> values) {
      known.putAll(values);
    }

    Tensor named(String name) {
      Tensor there = known.get(name);
      if (there != null) {
        return there;
      }
      Expression definition = definitions.get(name);
      Tensor value =
          definition == null ? Tensor.scalar(DType.FLOAT64, constant(name)) : of(definition);
      if (definition != null) {
        known.put(name, value);
      }
      return value;
    }

    Tensor of(Expression formula) {
      return switch (formula) {
        case Literal(double value) -> Tensor.scalar(DType.FLOAT64, value);
        case Name(String name, int _) -> named(name);
        case Application(Operation operation, List<Expression> operands)
            when operation == Operation.POWER && isConstant(operands.getLast()) ->
            of(operands.getFirst()).pow(of(operands.getLast()).item());
        case Application(Operation operation, List<Expression> operands) ->
            operation.of(operands.stream().map(this::of).toList());
      };
    }
  }
}
