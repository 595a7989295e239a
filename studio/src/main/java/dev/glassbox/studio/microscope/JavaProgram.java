package dev.glassbox.studio.microscope;

import dev.glassbox.studio.microscope.Expression.Application;
import dev.glassbox.studio.microscope.Expression.Literal;
import dev.glassbox.studio.microscope.Expression.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/// Equations as a Java program that prints their graph and every derivative of the result.
final class JavaProgram {
  /// What the program itself calls something else.
  private static final List<String> TAKEN = List.of("graph", "backward", "args");

  private final Equations equations;
  private final Map<String, String> names = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  private JavaProgram(Equations equations) {
    this.equations = equations;
  }

  static String of(Equations equations) {
    return new JavaProgram(equations).text();
  }

  private String text() {
    out.append(
        """
        import dev.glassbox.autodiff.Graph;
        import dev.glassbox.autodiff.Sweep;
        import dev.glassbox.tensor.DType;
        import dev.glassbox.tensor.Tensor;

        void main() {
        """);
    Set<String> used = new HashSet<>(TAKEN);
    for (String name : equations.inOrder()) {
      String java = identifier(name);
      while (SourceVersion.isKeyword(java) || !used.add(java)) {
        java += "_";
      }
      names.put(name, java);
    }
    List<String> named = new ArrayList<>();
    for (String name : equations.inOrder()) {
      boolean variable = equations.variables().containsKey(name);
      line(
          "Tensor %s = %s;"
              .formatted(
                  names.get(name),
                  variable
                      ? scalar(equations.variables().getOrDefault(name, 0.0)) + ".trainable()"
                      : code(equations.definition(name))));
      if (!(equations.definition(name) instanceof Name)) {
        named.add("named(\"%s\", %s)".formatted(name, names.get(name)));
      }
    }
    line(
        "Graph graph = Graph.of(%s).%s;"
            .formatted(names.get(equations.result()), String.join(".", named)));
    line("Sweep backward = graph.backward();");
    line("IO.println(graph);");
    for (String name : equations.inOrder()) {
      if (equations.variables().containsKey(name)) {
        line(
            "IO.println(\"∂%s/∂%s = \" + backward.of(%s).item());"
                .formatted(equations.result(), name, names.get(name)));
      }
    }
    return out.append("}\n").toString();
  }

  /// The name without the signs that Java does not know in one: h₁ as h1, y' as yPrime.
  private static String identifier(String name) {
    var java = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= '₀' && c <= '₉') {
        java.append(c - '₀');
      } else {
        java.append(Character.isJavaIdentifierPart(c) ? String.valueOf(c) : "Prime");
      }
    }
    return java.toString();
  }

  private void line(String text) {
    out.append("  ").append(text).append('\n');
  }

  private static String scalar(double value) {
    return "Tensor.scalar(DType.FLOAT64, %s)".formatted(value);
  }

  private String code(Expression formula) {
    return switch (formula) {
      case Literal(double value) -> scalar(value);
      case Name(String name, int _) ->
          names.containsKey(name) ? names.get(name) : scalar(Equations.constant(name));
      case Application(Operation operation, List<Expression> operands) -> {
        // A number as the second operand needs no tensor of its own.
        String rest =
            operands.stream()
                .skip(1)
                .map(o -> o instanceof Literal(double value) ? Double.toString(value) : code(o))
                .collect(Collectors.joining(", "));
        yield "%s.%s(%s)".formatted(code(operands.getFirst()), operation.method(), rest);
      }
    };
  }
}
