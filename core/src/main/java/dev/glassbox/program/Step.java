package dev.glassbox.program;

import dev.glassbox.trace.Call;
import dev.glassbox.trace.Event;
import dev.glassbox.trace.Slice;
import java.util.List;
import java.util.function.UnaryOperator;

/// One step of a planned program.
sealed interface Step {
  /// What it does, a line or more.
  String describe();

  /// The places that it reads.
  List<Slice> reads();

  /// The places that it writes.
  List<Slice> writes();

  /// The same step with each place exchanged for another.
  Step on(UnaryOperator<Slice> places);

  /// The step as it runs, without allocating.
  Runnable compiled();

  /// A call by itself.
  record Single(Call call) implements Step {
    @Override
    public String describe() {
      return call.describe();
    }

    @Override
    public List<Slice> reads() {
      return call.reads();
    }

    @Override
    public List<Slice> writes() {
      return call instanceof Event ? List.of() : List.of(call.out());
    }

    @Override
    public Step on(UnaryOperator<Slice> places) {
      return new Single(call.on(places));
    }

    @Override
    public Runnable compiled() {
      return call.compiled();
    }
  }

  /// Calls that make every element by itself, made tile by tile, so that what one leaves for the
  /// next is still in the processor's first cache.
  ///
  /// @param parts the calls, seen with rows of one length
  /// @param within the arrays that live within a tile only
  record Chain(List<Elements> parts, List<Object> within) implements Step {
    @Override
    public String describe() {
      StringBuilder text = new StringBuilder("chain of ").append(parts.getFirst().size());
      parts.forEach(part -> text.append(", ").append(part.name()));
      return text.toString();
    }

    private boolean isWithin(Slice slice) {
      return within.stream().anyMatch(slice::isIn);
    }

    @Override
    public List<Slice> reads() {
      return parts.stream()
          .flatMap(part -> part.operands().stream())
          .map(Elements.Operand::slice)
          .filter(slice -> !isWithin(slice))
          .toList();
    }

    @Override
    public List<Slice> writes() {
      return parts.stream().map(Elements::out).filter(slice -> !isWithin(slice)).toList();
    }

    @Override
    public Step on(UnaryOperator<Slice> places) {
      UnaryOperator<Slice> outside = slice -> isWithin(slice) ? slice : places.apply(slice);
      return new Chain(parts.stream().map(part -> part.on(outside)).toList(), within);
    }

    @Override
    public Runnable compiled() {
      return Shared.of(this);
    }
  }
}
