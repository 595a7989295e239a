package dev.glassbox.program;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.ReduceFunction;
import dev.glassbox.kernel.UnaryFunction;
import dev.glassbox.program.Node.Constant;
import dev.glassbox.program.Node.Element;
import dev.glassbox.program.Node.MultiplyAdd;
import dev.glassbox.program.Node.OfOne;
import dev.glassbox.program.Node.OfTwo;
import dev.glassbox.trace.Call;
import dev.glassbox.trace.Copy;
import dev.glassbox.trace.Event;
import dev.glassbox.trace.Own;
import dev.glassbox.trace.Slice;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A small program followed number by number: what each element of its weights and buffers will be,
/// as a formula in what they were.
final class Unrolled {
  /// More nodes than this would make more code than the just-in-time compiler takes.
  private static final int MOST_NODES = 1500;

  private static final Constant ZERO = new Constant(0);

  private final Calls calls;
  private final IdentityHashMap<Object, @Nullable Node[]> memory = new IdentityHashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  private Unrolled(Calls calls) {
    this.calls = calls;
  }

  /// An element and what it becomes.
  record Change(Element element, Node becomes) {}

  /// What a program does, in the order in which it can be computed.
  ///
  /// @param nodes every number on the way, each after its operands
  /// @param changes what is written in the end
  record Result(List<Node> nodes, List<Change> changes) {}

  /// The program so seen, null if it is too large or does something that has no formula here.
  static @Nullable Result of(Calls calls) {
    if (calls.list().stream().mapToLong(Unrolled::work).sum() > MOST_NODES
        || !calls.list().stream().allMatch(Unrolled::isKnown)) {
      return null;
    }
    Unrolled unrolled = new Unrolled(calls);
    calls.list().forEach(unrolled::follow);
    return new Result(List.copyOf(unrolled.nodes), unrolled.changes());
  }

  private static long work(Call call) {
    return call instanceof Call.Product product
        ? (long) product.written() * (product.k() + 2)
        : Math.max(1, call.written());
  }

  private static boolean isKnown(Call call) {
    if (!(call.out().array() instanceof float[])) {
      return false;
    }
    return switch (call) {
      case Call.Unary unary -> FunctionCode.isKnown(unary.f());
      case Call.Binary binary -> FunctionCode.isArithmetic(binary.f());
      case Call.Product product ->
          !product.isLongRow()
              && (product.function() == null || FunctionCode.isKnown(product.function()));
      case Call.Reduce reduce -> reduce.f() == ReduceFunction.SUM && reduce.length() == 1;
      case Copy copy -> copy.isPlain();
      case Call.Softmax _, Own _, Event _ -> false;
    };
  }

  private void follow(Call call) {
    switch (call) {
      case Call.Unary(var f, Slice x, Slice out, int n) -> {
        for (int i = 0; i < n; i++) {
          set(out, i, add(new OfOne(f, get(x, i))));
        }
      }
      case Call.Binary binary -> follow(binary);
      case Call.Product product -> follow(product);
      case Call.Reduce reduce -> {
        // A sum begins at 0, which makes +0 of −0.
        for (int i = 0; i < reduce.written(); i++) {
          Node x = get(reduce.x(), i);
          set(reduce.out(), i, add(new OfTwo(BinaryFunction.ADD, x, ZERO)));
        }
      }
      case Copy copy -> {
        for (int i = 0; i < copy.written(); i++) {
          set(copy.out(), i, get(copy.x(), i));
        }
      }
      case Call.Softmax _, Own _, Event _ ->
          throw new IllegalStateException("no formula for " + call.describe());
    }
  }

  private void follow(Call.Binary call) {
    for (int r = 0; r < call.rows(); r++) {
      for (int j = 0; j < call.columns(); j++) {
        Node a = get(call.a(), r * call.aSteps().rowStep() + j * call.aSteps().step());
        Node b = get(call.b(), r * call.bSteps().rowStep() + j * call.bSteps().step());
        set(call.out(), r * call.columns() + j, add(new OfTwo(call.f(), a, b)));
      }
    }
  }

  private void follow(Call.Product call) {
    int m = call.m();
    int n = call.n();
    int k = call.k();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        Node sum = ZERO;
        for (int p = 0; p < k; p++) {
          Node a = get(call.a(), call.transposeA() ? p * m + i : i * k + p);
          Node b = get(call.b(), call.transposeB() ? j * k + p : p * n + j);
          sum = add(new MultiplyAdd(a, b, sum));
        }
        set(call.out(), i * n + j, finished(call, sum, j));
      }
    }
  }

  private Node finished(Call.Product call, Node sum, int column) {
    Slice bias = call.bias();
    UnaryFunction function = call.function();
    Node shifted = bias == null ? sum : add(new OfTwo(BinaryFunction.ADD, sum, get(bias, column)));
    return function == null ? shifted : add(new OfOne(function, shifted));
  }

  private Node add(Node node) {
    nodes.add(node);
    return node;
  }

  private Node get(Slice slice, int i) {
    float[] array = (float[]) slice.array();
    @Nullable Node[] known = memory.computeIfAbsent(array, _ -> new Node[array.length]);
    int at = slice.at() + i;
    Node node = known[at];
    if (node == null) {
      node = calls.outlasts(array) ? add(new Element(array, at)) : new Constant(array[at]);
      known[at] = node;
    }
    return node;
  }

  private void set(Slice slice, int i, Node node) {
    float[] array = (float[]) slice.array();
    memory.computeIfAbsent(array, _ -> new Node[array.length])[slice.at() + i] = node;
  }

  private List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    memory.forEach(
        (array, known) -> {
          if (calls.outlasts(array)) {
            for (int i = 0; i < known.length; i++) {
              Node node = known[i];
              Element element = new Element((float[]) array, i);
              if (node != null && !node.equals(element)) {
                changes.add(new Change(element, node));
              }
            }
          }
        });
    return changes;
  }
}
