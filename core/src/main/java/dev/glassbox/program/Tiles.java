package dev.glassbox.program;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.Kernels;
import dev.glassbox.kernel.UnaryFunction;
import dev.glassbox.kernel.Workers;
import dev.glassbox.trace.Call.Steps;
import dev.glassbox.trace.Slice;
import java.lang.reflect.Array;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntConsumer;

/// A chain as it runs: all its calls on one tile, then all on the next. A long one is shared among
/// threads, in parts that do not depend on how many there are.
final class Tiles implements Runnable {
  /// Elements of a tile. A few arrays of this size fit into a processor's first cache.
  private static final int SIZE = 1024;

  /// Elements times calls for which a part of its own is worth while.
  private static final int WORK_OF_PART = 100_000;

  private static final int MOST_PARTS = 16;

  private final Link[][] links;
  private final int rows;
  private final int rowsATile;
  private final int columns;
  private final long work;
  private final IntConsumer task = this::part;

  private Tiles(Link[][] links, int rows, int rowsATile, int columns) {
    this.links = links;
    this.rows = rows;
    this.rowsATile = rowsATile;
    this.columns = columns;
    this.work = work(rows * columns, links[0].length);
  }

  private static long work(int size, int calls) {
    return (long) size * calls;
  }

  static Tiles of(Step.Chain chain) {
    Elements first = chain.parts().getFirst();
    boolean inRows = first.rows() > 1;
    int rows = inRows ? first.rows() : first.size();
    int columns = inRows ? first.columns() : 1;
    int rowsATile = Math.max(1, SIZE / columns);
    long shares = work(first.size(), chain.parts().size()) / WORK_OF_PART;
    int tiles = (rows + rowsATile - 1) / rowsATile;
    int parts = Math.clamp(shares, 1, Math.min(MOST_PARTS, tiles));
    Link[][] links = new Link[parts][];
    for (int part = 0; part < parts; part++) {
      links[part] = links(chain, Math.min(rows, rowsATile) * columns, inRows);
    }
    return new Tiles(links, rows, rowsATile, columns);
  }

  /// The chain's calls with arrays of their own for what lives within a tile.
  private static Link[] links(Step.Chain chain, int room, boolean inRows) {
    var rooms = new IdentityHashMap<Object, Object>();
    for (Object array : chain.within()) {
      rooms.put(array, Array.newInstance(array.getClass().getComponentType(), room));
    }
    return chain.parts().stream().map(part -> Link.of(part, rooms, inRows)).toArray(Link[]::new);
  }

  @Override
  public void run() {
    if (links.length == 1) {
      part(0);
    } else {
      Workers.SHARED.runWhereFaster(work, links.length, task);
    }
  }

  private void part(int part) {
    int tiles = (rows + rowsATile - 1) / rowsATile;
    int first = (int) ((long) tiles * part / links.length);
    int last = (int) ((long) tiles * (part + 1) / links.length);
    int end = Math.min(rows, last * rowsATile);
    for (int row = first * rowsATile; row < end; row += rowsATile) {
      int n = Math.min(rowsATile, end - row);
      for (Link link : links[part]) {
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
