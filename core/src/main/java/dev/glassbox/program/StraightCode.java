package dev.glassbox.program;

import dev.glassbox.program.Node.Constant;
import dev.glassbox.program.Node.Element;
import dev.glassbox.program.Node.MultiplyAdd;
import dev.glassbox.program.Node.OfOne;
import dev.glassbox.program.Node.OfTwo;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tiny program as straight-line code without a loop or an array in between: for a network of a
/// few dozen weights even a call costs more than its arithmetic.
final class StraightCode {
  private final Unrolled.Result result;
  private final List<float[]> arrays = new ArrayList<>();
  private final IdentityHashMap<Object, Integer> places = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Integer> uses = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Integer> locals = new IdentityHashMap<>();

  private StraightCode(Unrolled.Result result) {
    this.result = result;
  }

  /// The code for a program, null if there is none or it would be too long.
  static @Nullable Runnable of(Calls calls) {
    Unrolled.Result result = Unrolled.of(calls);
    if (result == null) {
      return null;
    }
    StraightCode code = new StraightCode(result);
    code.count();
    return HiddenClass.of(Runnable.class, "run", ConstantDescs.MTD_void, code.arrays, code::write);
  }

  private void count() {
    for (Node node : result.nodes()) {
      node.operands().forEach(operand -> uses.merge(operand, 1, Integer::sum));
      if (node instanceof Element element) {
        name(element.array());
      }
    }
    for (Unrolled.Change change : result.changes()) {
      uses.merge(change.becomes(), 1, Integer::sum);
      name(change.element().array());
    }
  }

  private void name(float[] array) {
    if (!places.containsKey(array)) {
      places.put(array, arrays.size());
      arrays.add(array);
    }
  }

  private void write(CodeBuilder code) {
    // Whatever is read is read before anything is written.
    for (Node node : result.nodes()) {
      if (node instanceof Element element && uses.containsKey(node)) {
        HiddenClass.array(code, places.getOrDefault(element.array(), 0));
        code.loadConstant(element.index()).faload();
        keep(code, node);
      }
    }
    for (Node node : result.nodes()) {
      if (uses.getOrDefault(node, 0) > 1 && !locals.containsKey(node)) {
        compute(code, node);
        keep(code, node);
      }
    }
    for (Unrolled.Change change : result.changes()) {
      HiddenClass.array(code, places.getOrDefault(change.element().array(), 0));
      code.loadConstant(change.element().index());
      load(code, change.becomes());
      code.fastore();
    }
    code.return_();
  }

  private void keep(CodeBuilder code, Node node) {
    int local = code.allocateLocal(TypeKind.FLOAT);
    code.fstore(local);
    locals.put(node, local);
  }

  /// Puts a number on the stack: from its variable, or computed on the spot if it is used here
  /// alone.
  private void load(CodeBuilder code, Node node) {
    Integer local = locals.get(node);
    if (local == null) {
      compute(code, node);
    } else {
      code.fload(local);
    }
  }

  private void compute(CodeBuilder code, Node node) {
    node.operands().forEach(operand -> load(code, operand));
    switch (node) {
      case Constant(float value) -> code.loadConstant(value);
      case OfOne(var f, _) -> FunctionCode.unary(code, f);
      case OfTwo(var f, _, _) -> FunctionCode.binary(code, f);
      case MultiplyAdd _ -> FunctionCode.multiplyAdd(code);
      case Element _ ->
          throw new IllegalStateException("elements are read before anything is computed");
    }
  }
}
