package dev.glassbox.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A function of which only the result is kept. Its derivatives are those of the function run anew.
///
/// @param function what to run
/// @param captured the tracked tensors that the function uses without being given them; they are
///   inputs too, after those that are given
record Recomputing(Function<List<Tensor>, Tensor> function, List<Tensor> captured) implements Op {

  /// The function of these inputs, which are trained with as if the function had been called.
  static Tensor checkpoint(Function<List<Tensor>, Tensor> function, Tensor... given) {
    if (!Tensor.isTracking()) {
      return function.apply(List.of(given));
    }
    List<Tensor> variables = Arrays.stream(given).map(Recomputing::detachedVariable).toList();
    Set<Tensor> own = Set.copyOf(variables);
    Tensor result = function.apply(variables);
    List<Tensor> captured =
        History.inputsFirst(result, Recomputing::isSource).stream()
            .filter(node -> isSource(node) && !own.contains(node))
            .toList();
    Tensor[] inputs = Stream.concat(Stream.of(given), captured.stream()).toArray(Tensor[]::new);
    boolean tracked = Stream.of(inputs).anyMatch(Tensor::isTracked);
    return tracked
        ? Tensor.remember(new Recomputing(function, captured), result.detach(), inputs)
        : result.detach();
  }

  private static Tensor detachedVariable(Tensor given) {
    return given.dtype().isFloating() ? given.detach().variable() : given;
  }

  /// Whether a tensor is something that derivatives are taken by: a leaf, or a variable made from a
  /// tracked tensor.
  private static boolean isSource(Tensor node) {
    return node.isTracked() && (node.origin() == null || node.origin() instanceof Identity);
  }

  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public String formula() {
    return "f(x)";
  }

  @Override
  public String derivative(int input) {
    return "∂f/∂x";
  }

  @Override
  public Shape shape(Tensor... inputs) {
    return value(inputs).shape();
  }

  @Override
  public Tensor value(Tensor... inputs) {
    return Tensor.untracked(() -> function.apply(given(inputs))).detach();
  }

  private List<Tensor> given(Tensor... inputs) {
    return List.of(inputs).subList(0, inputs.length - captured.size());
  }

  @Override
  public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
    boolean[] wanted = new boolean[inputs.length];
    wanted[input] = true;
    return Objects.requireNonNull(vjps(wanted, inputs, output, upstream)[input]);
  }

  @Override
  public @Nullable Tensor[] vjps(
      boolean[] wanted, Tensor[] inputs, Tensor output, Tensor upstream) {
    List<Tensor> gradients = again(inputs, output).pullback(upstream);
    @Nullable Tensor[] chosen = new Tensor[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      chosen[i] = wanted[i] ? gradients.get(i) : null;
    }
    return chosen;
  }

  @Override
  public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    return again(inputs, output).pushforward(tangents, Tensor.isTracking());
  }

  private Linearization again(Tensor[] inputs, Tensor output) {
    Linearization again = Linearization.of(function, given(inputs), captured);
    if (!Arrays.equals(again.value().toDoubleArray(), output.toDoubleArray())) {
      throw new IllegalStateException(
          "checkpoint: run again, the function gave other numbers; let it draw the same random"
              + " numbers each time, and ask for gradients before weights change");
    }
    return again;
  }

  private static Tensor sample(List<Tensor> x) {
    return x.get(0).matmul(x.get(1)).sigmoid().mul(x.get(1).sum());
  }

  static List<Sample> samples() {
    Op op = new Recomputing(Recomputing::sample, List.of());
    return List.of(
        Sample.smooth(op, -1, 1, Shape.of(3, 4), Shape.of(4, 2)),
        Sample.smooth(op, -1, 1, Shape.of(0, 4), Shape.of(4, 2)));
  }
}
