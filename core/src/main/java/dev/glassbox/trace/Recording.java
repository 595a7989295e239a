package dev.glassbox.trace;

import dev.glassbox.kernel.Kernels;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The kernel calls that a piece of code makes while it runs, in order.
///
/// The code runs as always: it computes, and it writes into weights and buffers. What it makes on
/// the way is its own; what outlasts it are the arrays of weights and buffers, which it may read
/// and write and which stay where they are. Whoever makes the recorded calls again makes the code's
/// effects happen again, with the numbers that those arrays then hold.
///
/// A recording belongs to the thread that makes it.
public final class Recording {
  private static final AtomicInteger RUNNING = new AtomicInteger();
  private static final ThreadLocal<@Nullable Recording> CURRENT = new ThreadLocal<>();

  private final List<Call> calls = new ArrayList<>();
  private final RecordingKernels kernels = new RecordingKernels(this);

  /// The arrays of weights and buffers, and whom to tell when their numbers change.
  private final IdentityHashMap<Object, Runnable> lasting = new IdentityHashMap<>();

  private final IdentityHashMap<Object, Object> before = new IdentityHashMap<>();
  private final Set<Object> written = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Runnable> undoing = new ArrayList<>();
  private @Nullable NotRecordableException refusal;
  private int operations;

  private Recording() {}

  /// Runs this code and notes its calls.
  ///
  /// @throws NotRecordableException if the code did something that cannot be done again by kernel
  ///   calls alone; weights and buffers then hold what they held before
  public static Recording of(Runnable code) {
    if (CURRENT.get() != null) {
      // The outer code may catch this and go on without a program, which can be recorded.
      throw new NotRecordableException(
          "program: cannot record one program within another; record the inner one before");
    }
    Recording recording = new Recording();
    CURRENT.set(recording);
    RUNNING.incrementAndGet();
    try {
      code.run();
      recording.rethrow();
    } catch (RuntimeException | Error e) {
      recording.undo();
      throw e;
    } finally {
      RUNNING.decrementAndGet();
      CURRENT.remove();
    }
    return recording;
  }

  /// The recording that this thread is in, null if none.
  public static @Nullable Recording current() {
    // One read of a number where nothing is recorded anywhere, which is nearly always.
    return RUNNING.get() == 0 ? null : CURRENT.get();
  }

  /// The kernels to call: those that note the call if this thread is in a recording.
  public static Kernels kernels() {
    Recording recording = current();
    return recording == null ? Kernels.active() : recording.kernels;
  }

  /// Makes a call and notes it.
  public void make(Call call) {
    calls.add(call);
    written.add(call.out().array());
    call.run();
  }

  /// Notes that this is the array of a weight or a buffer, whose numbers may be others next time.
  ///
  /// @param changed to be run whenever a program has written into it
  public void lasts(Object array, Runnable changed) {
    lasting.put(array, changed);
  }

  /// Writes n numbers into the array of a weight or a buffer, which [#lasts].
  public void assign(Slice x, Object array, int n) {
    before.computeIfAbsent(array, Slice::copyOf);
    make(Copy.of(x, new Slice(array, 0), n));
  }

  /// What to throw where the code does something that cannot be done again. Should the code catch
  /// it, there is no program all the same.
  public NotRecordableException refusal(String message) {
    NotRecordableException first = new NotRecordableException(message);
    if (refusal == null) {
      refusal = first;
    }
    return first;
  }

  private void rethrow() {
    if (refusal != null) {
      throw refusal;
    }
  }

  /// To be run, before anything else is done, if the code turns out not to be recordable.
  public void onUndo(Runnable action) {
    undoing.add(action);
  }

  private void undo() {
    undoing.forEach(Runnable::run);
    before.forEach((array, old) -> System.arraycopy(old, 0, array, 0, Array.getLength(array)));
  }

  /// Refuses a look at numbers that may be others next time, unless an operation looks, which will
  /// look again.
  ///
  /// @throws NotRecordableException if this array's numbers may change from run to run
  public void look(Object array) {
    if (operations == 0 && (written.contains(array) || lasting.containsKey(array))) {
      throw refusal(
          "program: the code looks at a number while it is recorded, which may be another next"
              + " time; keep to operations on tensors, and look when the program has run");
    }
  }

  /// Begins an operation, which may look at its inputs' numbers.
  ///
  /// @return where the calls of this operation begin, for [#leave]
  public int enter() {
    operations++;
    return calls.size();
  }

  /// Ends an operation.
  ///
  /// @param mark what [#enter] gave
  /// @param result the array that holds its result
  /// @return whether the calls since the mark wrote the result; if not, they are dropped, since the
  ///   operation did its work otherwise
  public boolean leave(int mark, Object result) {
    operations--;
    List<Call> own = calls.subList(mark, calls.size());
    boolean wrote = own.stream().anyMatch(call -> call.out().isIn(result));
    if (!wrote) {
      own.clear();
    }
    return wrote;
  }

  /// Ends an operation that threw an exception, of which nothing remains.
  ///
  /// @param mark what [#enter] gave
  public void abandon(int mark) {
    operations--;
    calls.subList(mark, calls.size()).clear();
  }

  /// Notes a call that has been made already.
  public void add(Call call) {
    calls.add(call);
    written.add(call.out().array());
  }

  /// What was called, in order.
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /// Whether this is the array of a weight or a buffer that the code read or wrote.
  public boolean lasts(Object array) {
    return lasting.containsKey(array);
  }

  /// Whom to tell that this array of a weight or a buffer has changed.
  public Runnable changed(Object array) {
    return lasting.getOrDefault(array, () -> {});
  }
}
