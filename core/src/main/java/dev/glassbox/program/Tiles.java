package dev.glassbox.program;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.Kernels;
import dev.glassbox.kernel.UnaryFunction;
import dev.glassbox.trace.Call.Steps;
import dev.glassbox.trace.Slice;
import java.lang.reflect.Array;
import java.util.IdentityHashMap;
import java.util.List;

/// Part of a chain as it runs by kernels: all its calls on one tile, then all on the next.
final class Tiles implements LoopCode.Range {
  /// Elements of a tile. A few arrays of this size fit into a processor's first cache.
  private static final int SIZE = 1024;

  private final Link[] links;
  private final int rowsATile;
  private final int columns;

  private Tiles(Link[] links, int rowsATile, int columns) {
    this.links = links;
    this.rowsATile = rowsATile;
    this.columns = columns;
  }

  /// The chain with arrays of its own for what lives within a tile.
  static Tiles of(Step.Chain chain) {
    Elements first = chain.parts().getFirst();
    boolean inRows = first.rows() > 1;
    int columns = inRows ? first.columns() : 1;
    int rowsATile = Math.max(1, SIZE / columns);
    int room = Math.min(first.size(), rowsATile * columns);
    var rooms = new IdentityHashMap<Object, Object>();
    for (Object array : chain.within()) {
      rooms.put(array, Array.newInstance(array.getClass().getComponentType(), room));
    }
    Link[] links =
        chain.parts().stream().map(part -> Link.of(part, rooms, inRows)).toArray(Link[]::new);
    return new Tiles(links, rowsATile, columns);
  }

  /// Runs the chain on some of its rows, or on some of its elements if rows do not matter.
  @Override
  public void run(int from, int to) {
    for (int row = from; row < to; row += rowsATile) {
      int n = Math.min(rowsATile, to - row);
      for (Link link : links) {
        link.run(row, n, columns);
      }
    }
  }

  /// Where a call reads or writes, row by row.
  private record Place(Object array, int at, int rowStep, int step, boolean isWithin) {
    static Place of(
        Slice slice, Steps steps, IdentityHashMap<Object, Object> rooms, boolean inRows) {
      Object room = rooms.get(slice.array());
      int rowStep = inRows ? steps.rowStep() : steps.step();
      return room == null
          ? new Place(slice.array(), slice.at(), rowStep, steps.step(), false)
          : new Place(room, 0, rowStep, steps.step(), true);
    }

    int at(int row) {
      return isWithin ? 0 : at + row * rowStep;
    }

    float[] floats() {
      return (float[]) array;
    }

    double[] doubles() {
      return (double[]) array;
    }
  }

  private interface Link {
    void run(int row, int rows, int columns);

    static Link of(Elements part, IdentityHashMap<Object, Object> rooms, boolean inRows) {
      Steps along = Steps.along(part.columns());
      Place out = Place.of(part.out(), along, rooms, inRows);
      List<Place> operands =
          part.operands().stream().map(o -> Place.of(o.slice(), o.steps(), rooms, inRows)).toList();
      boolean floats = out.array() instanceof float[];
      UnaryFunction unary = part.unary();
      BinaryFunction binary = part.binary();
      if (unary != null) {
        Place x = operands.getFirst();
        return floats ? new UnaryFloats(unary, x, out) : new UnaryDoubles(unary, x, out);
      }
      if (binary == null) {
        throw new IllegalStateException("a call has one operand or two");
      }
      Place a = operands.get(0);
      Place b = operands.get(1);
      boolean byRows = inRows && !part.isPlain();
      if (byRows) {
        return floats ? new RowsOfFloats(binary, a, b, out) : new RowsOfDoubles(binary, a, b, out);
      }
      return floats ? new BinaryFloats(binary, a, b, out) : new BinaryDoubles(binary, a, b, out);
    }
  }

  private record UnaryFloats(UnaryFunction f, Place x, Place out) implements Link {
    @Override
    public void run(int row, int rows, int columns) {
      Kernels.active().unary(f, x.floats(), x.at(row), out.floats(), out.at(row), rows * columns);
    }
  }

  private record UnaryDoubles(UnaryFunction f, Place x, Place out) implements Link {
    @Override
    public void run(int row, int rows, int columns) {
      Kernels.active().unary(f, x.doubles(), x.at(row), out.doubles(), out.at(row), rows * columns);
    }
  }

  private record BinaryFloats(BinaryFunction f, Place a, Place b, Place out) implements Link {
    @Override
    public void run(int row, int rows, int columns) {
      Kernels.active()
          .binary(
              f,
              a.floats(),
              a.at(row),
              a.step,
              b.floats(),
              b.at(row),
              b.step,
              out.floats(),
              out.at(row),
              rows * columns);
    }
  }

  private record BinaryDoubles(BinaryFunction f, Place a, Place b, Place out) implements Link {
    @Override
    public void run(int row, int rows, int columns) {
      Kernels.active()
          .binary(
              f,
              a.doubles(),
              a.at(row),
              a.step,
              b.doubles(),
              b.at(row),
              b.step,
              out.doubles(),
              out.at(row),
              rows * columns);
    }
  }

  private record RowsOfFloats(BinaryFunction f, Place a, Place b, Place out) implements Link {
    @Override
    public void run(int row, int rows, int columns) {
      Kernels.active()
          .binaryRows(
              f,
              a.floats(),
              a.at(row),
              a.rowStep,
              a.step,
              b.floats(),
              b.at(row),
              b.rowStep,
              b.step,
              out.floats(),
              out.at(row),
              rows,
              columns);
    }
  }

  private record RowsOfDoubles(BinaryFunction f, Place a, Place b, Place out) implements Link {
    @Override
    public void run(int row, int rows, int columns) {
      Kernels.active()
          .binaryRows(
              f,
              a.doubles(),
              a.at(row),
              a.rowStep,
              a.step,
              b.doubles(),
              b.at(row),
              b.rowStep,
              b.step,
              out.doubles(),
              out.at(row),
              rows,
              columns);
    }
  }
}
