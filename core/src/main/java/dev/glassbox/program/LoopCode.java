package dev.glassbox.program;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.UnaryFunction;
import dev.glassbox.trace.Slice;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chain of arithmetic as one loop, in which every number is read once and what lives within the
/// chain never leaves the processor's registers.
///
/// For a step of Adam that is, in place of thirteen passes over parameters, gradients and moments:
///
///     for (int i = from; i < to; i++) {
///       float m = M[i] * b1 + G[i] * c1; …
///       M[i] = m; V[i] = v; W[i] = W[i] - m / (sqrt(v) * r + e) * rate;
///     }
///
/// The just-in-time compiler makes vector instructions of it.
final class LoopCode {
  /// Some of a chain's elements.
  interface Range {
    void run(int from, int to);
  }

  private static final int FROM = 1;
  private static final int TO = 2;

  private final Step.Chain chain;
  private final List<float[]> arrays = new ArrayList<>();
  private final IdentityHashMap<Object, Integer> places = new IdentityHashMap<>();

  /// Where each array's element of the moment lies among the method's variables.
  private final IdentityHashMap<Object, Integer> elements = new IdentityHashMap<>();

  private final IdentityHashMap<Elements.Operand, Integer> numbers = new IdentityHashMap<>();

  private LoopCode(Step.Chain chain) {
    this.chain = chain;
  }

  /// The loop of a chain, null if there is no code for it or it would be too long.
  static @Nullable Range of(Step.Chain chain) {
    if (!canMake(chain)) {
      return null;
    }
    LoopCode loop = new LoopCode(chain);
    MethodTypeDesc type =
        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_int);
    loop.nameArrays();
    return HiddenClass.of(Range.class, "run", type, loop.arrays, loop::write);
  }

  /// Whether there is code for this chain: floats from the beginning of their arrays on, with
  /// functions that the processor has.
  private static boolean canMake(Step.Chain chain) {
    return chain.parts().stream().allMatch(LoopCode::canMake);
  }

  private static boolean canMake(Elements part) {
    UnaryFunction unary = part.unary();
    BinaryFunction binary = part.binary();
    boolean known =
        unary != null
            ? FunctionCode.isArithmetic(unary)
            : binary != null && FunctionCode.isArithmetic(binary);
    return known
        && part.isPlain()
        && part.out().array() instanceof float[]
        && part.out().at() == 0
        && part.operands().stream().allMatch(o -> o.isNumber() || o.slice().at() == 0);
  }

  private void nameArrays() {
    for (Elements part : chain.parts()) {
      part.operands().forEach(o -> name(o.slice()));
      name(part.out());
    }
  }

  private void name(Slice slice) {
    if (chain.within().stream().noneMatch(slice::isIn) && !places.containsKey(slice.array())) {
      places.put(slice.array(), arrays.size());
      arrays.add((float[]) slice.array());
    }
  }

  private void write(CodeBuilder code) {
    for (Elements part : chain.parts()) {
      for (Elements.Operand operand : part.operands()) {
        if (operand.isNumber()) {
          HiddenClass.array(code, place(operand.slice()));
          code.loadConstant(operand.slice().at()).faload();
          numbers.put(operand, store(code));
        }
      }
    }
    int i = code.allocateLocal(TypeKind.INT);
    code.iload(FROM).istore(i);
    Label test = code.newLabel();
    Label body = code.newLabel();
    code.goto_(test).labelBinding(body);
    for (Elements part : chain.parts()) {
      write(code, part, i);
    }
    code.iinc(i, 1).labelBinding(test).iload(i).iload(TO).if_icmplt(body).return_();
  }

  private void write(CodeBuilder code, Elements part, int i) {
    for (Elements.Operand operand : part.operands()) {
      load(code, operand, i);
    }
    UnaryFunction unary = part.unary();
    BinaryFunction binary = part.binary();
    if (unary != null) {
      FunctionCode.unary(code, unary);
    } else if (binary != null) {
      FunctionCode.binary(code, binary);
    }
    int element = store(code);
    elements.put(part.out().array(), element);
    if (places.containsKey(part.out().array())) {
      HiddenClass.array(code, place(part.out()));
      code.iload(i).fload(element).fastore();
    }
  }

  private void load(CodeBuilder code, Elements.Operand operand, int i) {
    Integer known =
        operand.isNumber() ? numbers.get(operand) : elements.get(operand.slice().array());
    if (known == null) {
      HiddenClass.array(code, place(operand.slice()));
      code.iload(i).faload();
      known = store(code);
      elements.put(operand.slice().array(), known);
    }
    code.fload(known);
  }

  private static int store(CodeBuilder code) {
    int local = code.allocateLocal(TypeKind.FLOAT);
    code.fstore(local);
    return local;
  }

  private int place(Slice slice) {
    Integer place = places.get(slice.array());
    if (place == null) {
      throw new IllegalStateException("program: an array of a chain has no name");
    }
    return place;
  }
}
