package dev.glassbox.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function with its derivative at one point, a linear map J that can be applied to tangents and,
/// transposed, to upstream gradients, as often as one likes. The function itself runs once.
///
/// Its inputs are variables of their own: whatever else was computed from the same tensors before
/// has no part in the derivative. If an input is tracked, or the function uses something tracked
/// that it was not given, what comes out can in turn be differentiated by it, to any order. Within
/// [Tensor#untracked] nothing that comes out is tracked.
///
/// {@snippet :
/// Linearization at3 =
///     Linearization.of(in -> in.get(0).square(), List.of(Tensor.of(DType.FLOAT64, 3, 4)));
/// Tensor value = at3.value(); // [9, 16]
/// Tensor tangent = at3.pushforward(Tensor.of(DType.FLOAT64, 1, 10)); // J · v = [6, 80]
/// Tensor gradient = at3.pullback(Tensor.of(DType.FLOAT64, 1, 1)).get(0); // Jᵀ · u = [6, 8]
/// }
public final class Linearization {
  private final List<Tensor> variables;
  private final Tensor result;

  /// What depends on a variable, variables included, each after its inputs.
  private final List<Tensor> path;

  private final Set<Tensor> onPath;

  /// Whether something else that is tracked had a part in the result.
  private final boolean reachesFurther;

  private Linearization(List<Tensor> variables, Tensor result, boolean reachesFurther) {
    this.variables = variables;
    this.result = result;
    Set<Tensor> ends = Set.copyOf(variables);
    List<Tensor> order = History.inputsFirst(result, ends::contains);
    this.path = new ArrayList<>();
    this.onPath = new HashSet<>(ends);
    boolean further = reachesFurther;
    for (Tensor node : order) {
      if (ends.contains(node)) {
        path.add(node);
      } else if (node.origin() == null) {
        further = true;
      } else if (anyOnPath(node.originInputs())) {
        path.add(node);
        onPath.add(node);
      }
    }
    this.reachesFurther = further;
  }

  private boolean anyOnPath(Tensor[] inputs) {
    for (Tensor input : inputs) {
      if (onPath.contains(input)) {
        return true;
      }
    }
    return false;
  }

  /// Runs the function at this point. An input that is not of floating-point type, such as class
  /// numbers, is given as it is and does not vary.
  public static Linearization of(Function<List<Tensor>, Tensor> function, List<Tensor> at) {
    return of(function, at, List.of());
  }

  /// Runs the function at this point, to be differentiated also by tensors that it uses without
  /// being given them.
  static Linearization of(
      Function<List<Tensor>, Tensor> function, List<Tensor> at, List<Tensor> captured) {
    List<Tensor> variables = new ArrayList<>();
    boolean reachesFurther = Tensor.isTracking() && !captured.isEmpty();
    for (Tensor tensor : at) {
      Tensor variable = tensor.dtype().isFloating() ? tensor.variable() : tensor;
      reachesFurther |= variable.origin() != null;
      variables.add(variable);
    }
    List<Tensor> given = List.copyOf(variables);
    Tensor result = Tensor.tracked(() -> function.apply(given));
    variables.addAll(captured);
    return new Linearization(List.copyOf(variables), result, reachesFurther);
  }

  /// The function's value.
  public Tensor value() {
    return reachesFurther && Tensor.isTracking() ? result : result.detach();
  }

  /// Reverse mode, the vector–Jacobian product: the gradient of Σ upstream · value by each input.
  ///
  /// @throws ShapeException if `upstream` has not the shape of the value
  /// @throws DTypeException if `upstream` has not the type of the value
  public List<Tensor> pullback(Tensor upstream) {
    result.requireUpstream(upstream);
    boolean differentiable = isDifferentiable(upstream);
    IdentityHashMap<Tensor, Tensor> adjoints = new IdentityHashMap<>();
    if (onPath.contains(result)) {
      adjoints =
          Gradients.walk(
              path,
              result,
              upstream,
              differentiable,
              onPath::contains,
              Set.copyOf(variables)::contains);
    }
    List<Tensor> gradients = new ArrayList<>();
    for (Tensor variable : variables) {
      Tensor gradient = adjoints.get(variable);
      gradients.add(gradient == null ? variable.zerosLike() : gradient);
    }
    return List.copyOf(gradients);
  }

  /// Forward mode, the Jacobian–vector product: how the value moves when each input moves along its
  /// tangent.
  ///
  /// @param tangents one for each input, of its shape and type
  /// @throws IllegalArgumentException if there are more or fewer tangents than inputs
  /// @throws ShapeException if a tangent has not the shape of its input
  /// @throws DTypeException if a tangent has not the type of its input
  public Tensor pushforward(Tensor... tangents) {
    if (tangents.length != variables.size()) {
      throw new IllegalArgumentException(
          "jvp: %d tangents for %d inputs".formatted(tangents.length, variables.size()));
    }
    var given = new IdentityHashMap<Tensor, Tensor>();
    for (int i = 0; i < tangents.length; i++) {
      Tensor variable = variables.get(i);
      if (!tangents[i].shape().equals(variable.shape())) {
        throw new ShapeException(
            "jvp: tangent %s must have the shape of the input, %s"
                .formatted(tangents[i].shape(), variable.shape()));
      }
      Tensor.requireSame("jvp", variable, tangents[i]);
      given.put(variable, tangents[i]);
    }
    return push(given, isDifferentiable(tangents));
  }

  /// The same where some inputs do not vary, whose tangents are null.
  Tensor pushforward(@Nullable Tensor[] tangents, boolean differentiable) {
    var given = new IdentityHashMap<Tensor, Tensor>();
    for (int i = 0; i < tangents.length; i++) {
      Tensor tangent = tangents[i];
      if (tangent != null) {
        given.put(variables.get(i), tangent);
      }
    }
    return push(given, differentiable);
  }

  private boolean isDifferentiable(Tensor... directions) {
    boolean further = reachesFurther;
    for (Tensor direction : directions) {
      further |= direction.isTracked();
    }
    return further && Tensor.isTracking();
  }

  private Tensor push(IdentityHashMap<Tensor, Tensor> tangents, boolean differentiable) {
    return differentiable ? walk(tangents) : Tensor.untracked(() -> walk(tangents));
  }

  private Tensor walk(IdentityHashMap<Tensor, Tensor> tangents) {
    for (Tensor node : path) {
      Op op = node.origin();
      if (op == null || tangents.containsKey(node)) {
        continue;
      }
      Tensor[] inputs = node.originInputs();
      @Nullable Tensor[] moving = new Tensor[inputs.length];
      boolean moves = false;
      for (int i = 0; i < inputs.length; i++) {
        moving[i] = tangents.get(inputs[i]);
        moves |= moving[i] != null;
      }
      if (moves) {
        tangents.put(node, op.jvp(Gradients.inputsAsSeen(node), node, moving));
      }
    }
    Tensor tangent = tangents.get(result);
    return tangent == null ? result.zerosLike() : tangent;
  }
}
