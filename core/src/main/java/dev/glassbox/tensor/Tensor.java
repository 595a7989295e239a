package dev.glassbox.tensor;

import dev.glassbox.trace.Recording;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A dense, row-major array of numbers with a shape, and the place where operations are called.
///
/// A tensor's numbers do not change; only an optimiser writes, and only into leaves made
/// [#trainable()] or [#buffer()]. A result remembers the operation and the inputs it came from if
/// any input is trainable or remembers in turn. That memory is the graph that [#gradients()] walks
/// backwards.
///
/// {@snippet :
/// Tensor w = Tensor.of(0.5, -1.0).trainable();
/// Tensor x = Tensor.of(2.0, 3.0);
/// Tensor loss = w.mul(x).sum().square();
/// Gradients gradients = loss.gradients();
/// Tensor dw = gradients.of(w);
/// }
///
/// Operations on two tensors broadcast by NumPy's rule and need operands of one [DType]; a plain
/// number takes the type of the tensor. Where a method takes an axis, −1 is the last.
///
/// Reading a tensor is safe from any number of threads.
public final class Tensor {
  private static final ScopedValue<Boolean> UNTRACKED = ScopedValue.newInstance();
  private static final Tensor[] NO_INPUTS = {};
  private static final Storage[] UNCHANGING = {};

  /// The α and λ for which mean 0 and variance 1 are a fixed point (Klambauer et al. 2017, eq. 14).
  private static final double SELU_ALPHA = 1.6732632423543772;

  private static final double SELU_SCALE = 1.0507009873554805;

  private final Shape shape;
  private Storage storage;
  private final int offset;
  private final Role role;
  private final @Nullable Op op;
  private final Tensor[] inputs;

  /// The inputs' storages when this was computed, because a leaf may be given new numbers later;
  /// [#UNCHANGING] if no input is such a leaf.
  private final Storage[] seen;

  /// Whether a program knows the array of this leaf, which therefore stays: new numbers are written
  /// into it, and whoever is to keep these numbers gets a copy.
  private volatile boolean inPlace;

  /// Whether a result was computed from what the storage of this leaf holds now.
  private boolean remembered;

  private Tensor(
      Shape shape,
      Storage storage,
      int offset,
      Role role,
      @Nullable Op op,
      Tensor[] inputs,
      Storage[] seen) {
    this.shape = shape;
    this.storage = storage;
    this.offset = offset;
    this.role = role;
    this.op = op;
    this.inputs = inputs;
    this.seen = seen;
  }

  private Tensor(Shape shape, Storage storage, int offset) {
    this(shape, storage, offset, Role.VALUE, null, NO_INPUTS, UNCHANGING);
  }

  /// What a tensor is for: a value never changes, a weight is trained, a buffer is state that a
  /// layer keeps beside its weights, and a variable is what a derivative is taken by.
  private enum Role {
    VALUE,
    WEIGHT,
    BUFFER,
    VARIABLE
  }

  // Making tensors.

  /// A FLOAT32 vector of these numbers.
  public static Tensor of(double... values) {
    return of(DType.FLOAT32, values);
  }

  /// A vector of these numbers. Towards INT64 the fraction is cut off; towards BOOL, 0 is false.
  public static Tensor of(DType dtype, double... values) {
    Tensor tensor = allocate(dtype, Shape.of(values.length));
    for (int i = 0; i < values.length; i++) {
      tensor.storage.set(i, values[i]);
    }
    return tensor;
  }

  /// A FLOAT32 tensor of this shape with these numbers in row-major order, which are copied.
  public static Tensor of(Shape shape, float[] values) {
    return new Tensor(requireSize(shape, values.length), new Storage.Floats(values.clone()), 0);
  }

  /// A FLOAT64 tensor of this shape with these numbers in row-major order, which are copied.
  public static Tensor of(Shape shape, double[] values) {
    return new Tensor(requireSize(shape, values.length), new Storage.Doubles(values.clone()), 0);
  }

  /// An INT64 tensor of this shape with these numbers in row-major order, which are copied.
  public static Tensor of(Shape shape, long[] values) {
    return new Tensor(requireSize(shape, values.length), new Storage.Longs(values.clone()), 0);
  }

  /// A BOOL tensor of this shape with these values in row-major order, which are copied.
  public static Tensor of(Shape shape, boolean[] values) {
    return new Tensor(requireSize(shape, values.length), new Storage.Booleans(values.clone()), 0);
  }

  /// A FLOAT64 matrix of these rows, which are copied.
  ///
  /// {@snippet :
  /// Tensor corners = Tensor.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}); // (4, 2)
  /// }
  ///
  /// @throws ShapeException if one row is longer than another
  public static Tensor of(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] values = new double[Shape.of(rows.length, columns).size()];
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw new ShapeException(
            "rows of a matrix: row 0 has length %d, row %d has %d; they must be equally long"
                .formatted(columns, row, rows[row].length));
      }
      System.arraycopy(rows[row], 0, values, row * columns, columns);
    }
    return new Tensor(Shape.of(rows.length, columns), new Storage.Doubles(values), 0);
  }

  /// An INT64 vector of these numbers of rows or classes, as [#gather(Tensor)] and [#oneHot(int,
  /// DType)] take them.
  ///
  /// {@snippet :
  /// Tensor letters = Tensor.of(3.0, 1.0, 2.0).gather(Tensor.indices(2, 0)); // 2, 3
  /// }
  public static Tensor indices(int... values) {
    long[] indices = new long[values.length];
    Arrays.setAll(indices, i -> values[i]);
    return new Tensor(Shape.of(values.length), new Storage.Longs(indices), 0);
  }

  private static Shape requireSize(Shape shape, int given) {
    if (shape.size() != given) {
      throw new ShapeException(
          "shape %s has %d elements, but %d values were given"
              .formatted(shape, shape.size(), given));
    }
    return shape;
  }

  /// A single number.
  public static Tensor scalar(DType dtype, double value) {
    Tensor tensor = allocate(dtype, Shape.of());
    tensor.storage.set(0, value);
    return tensor;
  }

  /// FLOAT32 zeros.
  public static Tensor zeros(Shape shape) {
    return allocate(DType.FLOAT32, shape);
  }

  /// Zeros.
  public static Tensor zeros(Shape shape, DType dtype) {
    return allocate(dtype, shape);
  }

  /// The same number everywhere.
  public static Tensor full(Shape shape, double value, DType dtype) {
    return scalar(dtype, value).broadcastTo(shape);
  }

  /// FLOAT32 random numbers, uniform in [low, high).
  public static Tensor uniform(Rng rng, Shape shape, double low, double high) {
    return uniform(rng, shape, low, high, DType.FLOAT32);
  }

  /// Random numbers, uniform in [low, high).
  public static Tensor uniform(Rng rng, Shape shape, double low, double high, DType dtype) {
    Tensor tensor = allocate(dtype, shape);
    // Rounding to float can reach `high`, which is not to be drawn.
    double most = dtype == DType.FLOAT32 && low < high ? Math.nextDown((float) high) : high;
    for (int i = 0; i < shape.size(); i++) {
      tensor.storage.set(i, Math.min(low + (high - low) * rng.nextDouble(), most));
    }
    return tensor;
  }

  /// FLOAT32 random numbers from the normal distribution.
  public static Tensor normal(Rng rng, Shape shape, double mean, double standardDeviation) {
    return normal(rng, shape, mean, standardDeviation, DType.FLOAT32);
  }

  /// Random numbers from the normal distribution.
  public static Tensor normal(
      Rng rng, Shape shape, double mean, double standardDeviation, DType dtype) {
    Tensor tensor = allocate(dtype, shape);
    for (int i = 0; i < shape.size(); i++) {
      tensor.storage.set(i, mean + standardDeviation * rng.nextGaussian());
    }
    return tensor;
  }

  static Tensor allocate(DType dtype, Shape shape) {
    return new Tensor(shape, Storage.allocate(dtype, shape.size()), 0);
  }

  // Reading.

  /// The length along each axis.
  public Shape shape() {
    return shape;
  }

  /// The type of the elements.
  public DType dtype() {
    return storage.dtype();
  }

  /// The number of elements.
  public int size() {
    return shape.size();
  }

  /// The only element, as a double.
  ///
  /// @throws ShapeException if there is not exactly one element
  public double item() {
    if (size() != 1) {
      throw new ShapeException(
          "item: %s has %d elements, not one; reduce or slice it first".formatted(shape, size()));
    }
    look();
    return storage.at(offset);
  }

  /// The element at this place, as a double; one index an axis.
  public double at(int... index) {
    if (index.length != shape.rank()) {
      throw new ShapeException(
          "at: %d indices for the %d axes of %s".formatted(index.length, shape.rank(), shape));
    }
    int[] strides = shape.strides();
    int at = offset;
    for (int axis = 0; axis < index.length; axis++) {
      at += strides[axis] * Objects.checkIndex(index[axis], shape.length(axis));
    }
    look();
    return storage.at(at);
  }

  /// A copy of the elements in row-major order, as floats.
  public float[] toFloatArray() {
    look();
    if (storage instanceof Storage.Floats(float[] array)) {
      return Arrays.copyOfRange(array, offset, offset + size());
    }
    float[] copy = new float[size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (float) storage.at(offset + i);
    }
    return copy;
  }

  /// A copy of the elements in row-major order, as doubles.
  public double[] toDoubleArray() {
    look();
    if (storage instanceof Storage.Doubles(double[] array)) {
      return Arrays.copyOfRange(array, offset, offset + size());
    }
    double[] copy = new double[size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = storage.at(offset + i);
    }
    return copy;
  }

  /// A copy of the elements in row-major order.
  ///
  /// @throws DTypeException unless this is INT64
  public long[] toLongArray() {
    look();
    return Arrays.copyOfRange(longs(), offset, offset + size());
  }

  /// A copy of the elements in row-major order.
  ///
  /// @throws DTypeException unless this is BOOL
  public boolean[] toBooleanArray() {
    look();
    return Arrays.copyOfRange(booleans(), offset, offset + size());
  }

  // The graph.

  /// A leaf with these numbers for which gradients are computed and into which optimisers write.
  public Tensor trainable() {
    requireFloating("trainable");
    return leaf(Role.WEIGHT);
  }

  /// A leaf with these numbers into which a layer writes while it trains, but not by gradients,
  /// such as a running mean.
  public Tensor buffer() {
    return leaf(Role.BUFFER);
  }

  /// A leaf begins where its storage begins, so that [#assign] only has to exchange the storage.
  private Tensor leaf(Role role) {
    if (Recording.current() == null) {
      return new Tensor(shape, ownStorage(), 0, role, null, NO_INPUTS, UNCHANGING);
    }
    // A program must make these numbers anew each time it runs.
    Storage room = Storage.allocate(dtype(), size());
    Tensor leaf = new Tensor(shape, room, 0, role, null, NO_INPUTS, UNCHANGING);
    leaf.assign(this);
    return leaf;
  }

  /// A storage that holds these numbers and no others. It may be shared: no storage is written to
  /// once its tensor has been handed out.
  private Storage ownStorage() {
    return storage.length() == size() && !inPlace ? storage : copy();
  }

  private Storage copy() {
    Storage copy = Storage.allocate(dtype(), size());
    Tracing.copy(storage, offset, copy, size());
    return copy;
  }

  /// A storage that others may keep, because nothing will ever be written into it.
  private Storage lasting() {
    Recording recording = Recording.current();
    if (recording != null) {
      keepInPlace(recording);
    }
    return inPlace ? copy() : storage;
  }

  /// From now on this leaf keeps its array.
  void keepInPlace(Recording recording) {
    if (role != Role.WEIGHT && role != Role.BUFFER) {
      return;
    }
    if (!inPlace) {
      settle();
    }
    recording.lasts(storage.javaArray(), this::renew);
  }

  /// Several threads may predict with one model, and so record programs that read the same leaf.
  private synchronized void settle() {
    if (!inPlace) {
      Storage own = Storage.allocate(dtype(), size());
      own.copyStrided(0, storage, offset, 1, size());
      // A storage made after its numbers are in place shows them to every thread that finds it.
      storage = own.renewed();
      inPlace = true;
    }
  }

  /// Refuses to show numbers to code that is being recorded, for which they may be others next
  /// time.
  private void look() {
    Recording recording = Recording.current();
    if (recording != null) {
      keepInPlace(recording);
      recording.look(storage.javaArray());
    }
  }

  /// Notes that the numbers in the array have changed, for those that remember what they were.
  private void renew() {
    if (remembered) {
      storage = storage.renewed();
      remembered = false;
    }
  }

  /// Whether this is a trainable leaf.
  public boolean isTrainable() {
    return role == Role.WEIGHT;
  }

  /// Whether this is a buffer.
  public boolean isBuffer() {
    return role == Role.BUFFER;
  }

  /// Whether gradients flow through this: it is trainable, or came from something that is.
  public boolean isTracked() {
    return role == Role.WEIGHT || role == Role.VARIABLE || op != null;
  }

  /// The operation this came from, if it remembers one.
  public Optional<Op> op() {
    return Optional.ofNullable(op);
  }

  /// The inputs of [#op()], empty for a leaf.
  public List<Tensor> inputs() {
    return List.of(inputs);
  }

  /// Whether [#inputs()] still have the numbers that this was computed from: a leaf among them may
  /// have been assigned new ones since.
  public boolean isCurrent() {
    for (int i = 0; i < inputs.length; i++) {
      if (!inputIsUnchanged(i)) {
        return false;
      }
    }
    return true;
  }

  /// The same numbers without their history: no gradient flows through.
  public Tensor detach() {
    return new Tensor(shape, lasting(), offset);
  }

  /// Runs `action` with no result remembering where it came from, which saves memory in prediction.
  public static <T> T untracked(Supplier<T> action) {
    return ScopedValue.where(UNTRACKED, true).call(action::get);
  }

  /// Runs `action` with results remembering where they came from, though it be within [#untracked].
  static <T> T tracked(Supplier<T> action) {
    return isTracking() ? action.get() : ScopedValue.where(UNTRACKED, false).call(action::get);
  }

  /// Whether results remember where they came from, as they do outside of [#untracked].
  static boolean isTracking() {
    return !UNTRACKED.orElse(false);
  }

  /// These numbers as something of their own to take derivatives by. If this is tracked, the
  /// derivatives can in turn be differentiated by what this came from.
  Tensor variable() {
    return isTracked() && isTracking()
        ? remember(new Identity(), detach(), this)
        : new Tensor(shape, lasting(), offset, Role.VARIABLE, null, NO_INPUTS, UNCHANGING);
  }

  /// f(this), of which only the result is kept: what f computes on the way to it is computed again
  /// whenever a derivative is asked for. This trades time for memory (Chen et al. 2016, "Training
  /// Deep Nets with Sublinear Memory Cost").
  ///
  /// Gradients also reach the trainable leaves that f uses. The function must give the same numbers
  /// each time, so a dropout within it needs a fresh [Rng] of the same seed at each call.
  ///
  /// @throws IllegalStateException when a derivative is asked for, if f then gives other numbers
  public Tensor checkpoint(UnaryOperator<Tensor> f) {
    return Recomputing.checkpoint(in -> f.apply(in.get(0)), this);
  }

  /// The gradients of this single number with respect to every trainable leaf it depends on.
  ///
  /// @throws ShapeException if this is not a single number; use [#vjp] then
  /// @throws IllegalStateException if this depends on no trainable leaf
  public Gradients gradients() {
    if (size() != 1) {
      throw new ShapeException(
          "gradients: %s is not a single number; reduce it, or give an upstream gradient to vjp"
              .formatted(shape));
    }
    if (!isTracked()) {
      throw new IllegalStateException(
          "gradients: this number depends on no trainable tensor; make a leaf trainable() before"
              + " computing it, and outside of untracked(…)");
    }
    return Gradients.reverse(this, onesLike(), false);
  }

  /// The vector–Jacobian product: gradients of Σ upstream · this with respect to every trainable
  /// leaf and to each of `also`, which may be leaves or intermediate results. The gradients can be
  /// differentiated again.
  ///
  /// @throws ShapeException if `upstream` has not the shape of this
  /// @throws DTypeException if `upstream` has not the type of this
  /// @throws IllegalArgumentException if one of `also` is not tracked, so that no gradient reaches
  ///   it
  /// @throws IllegalStateException if a leaf was assigned new numbers since this was computed
  public Gradients vjp(Tensor upstream, Tensor... also) {
    requireUpstream(upstream);
    for (int i = 0; i < also.length; i++) {
      if (!also[i].isTracked()) {
        throw new IllegalArgumentException(
            "vjp: tensor %d of those named, of shape %s, is not tracked; make it trainable() before"
                    .formatted(i, also[i].shape)
                + " computing with it");
      }
    }
    return Gradients.reverse(this, upstream, true, also);
  }

  /// Refuses an upstream gradient that is not one of this.
  void requireUpstream(Tensor upstream) {
    if (!upstream.shape.equals(shape)) {
      throw new ShapeException(
          "vjp: upstream %s must have the shape of the result, %s"
              .formatted(upstream.shape, shape));
    }
    requireSame("vjp", this, upstream);
  }

  /// Replaces the numbers of a trainable leaf or a buffer. This is for optimisers: tensors computed
  /// before keep the numbers they were computed from, and so do their [#gradients()].
  ///
  /// @throws IllegalStateException unless this is a trainable leaf or a buffer
  /// @throws ShapeException if `value` has another shape
  /// @throws DTypeException if `value` has another type
  public void assign(Tensor value) {
    requireLeaf("assign");
    if (!value.shape.equals(shape)) {
      throw new ShapeException(
          "assign: %s cannot take the values of %s".formatted(shape, value.shape));
    }
    requireSame("assign", this, value);
    Recording recording = Recording.current();
    if (recording != null) {
      value.keepInPlace(recording);
      keepInPlace(recording);
      recording.assign(Tracing.slice(value), storage.javaArray(), size());
      renew();
    } else if (inPlace) {
      storage.copyStrided(0, value.storage, value.offset, 1, size());
      renew();
    } else {
      storage = value.ownStorage();
    }
  }

  /// Sets every element of a trainable leaf or a buffer to this number, in the way of
  /// [#assign(Tensor)].
  ///
  /// @throws IllegalStateException unless this is a trainable leaf or a buffer
  public void assign(double value) {
    requireLeaf("assign");
    if (inPlace && Recording.current() == null) {
      for (int i = 0; i < size(); i++) {
        storage.set(i, value);
      }
      renew();
    } else {
      assign(full(shape, value, dtype()));
    }
  }

  /// Fills a buffer with rows of a table: row i takes row `order[from + i]`. In this way batches
  /// are picked without a copy of the table.
  ///
  /// {@snippet :
  /// Tensor table = Tensor.of(0, 1, 2, 3, 4, 5).reshape(3, 2);
  /// Tensor batch = Tensor.zeros(Shape.of(2, 2)).buffer();
  /// batch.assignRows(table, new int[] {1, 2, 0}, 1); // rows 2 and 0
  /// }
  ///
  /// @param table of the type of this, with rows of the same shape
  /// @param order numbers of rows
  /// @param from where in `order` to begin
  /// @throws IllegalStateException unless this is a trainable leaf or a buffer, and within code
  ///   that a program records, for which the order would be the same for ever
  /// @throws ShapeException if the rows have another shape
  /// @throws DTypeException if the table has another type
  /// @throws IndexOutOfBoundsException if a row number, or `from`, is out of range
  public void assignRows(Tensor table, int[] order, int from) {
    requireLeaf("assignRows");
    requireSame("assignRows", this, table);
    if (shape.rank() == 0 || !table.shape.equals(shape.with(0, table.shape.length(0)))) {
      throw new ShapeException(
          "assignRows: %s cannot take rows of %s".formatted(shape, table.shape));
    }
    Recording recording = Recording.current();
    if (recording != null) {
      throw recording.refusal(
          "program: assignRows picks rows by numbers that may be others next time; fill the buffer"
              + " before the program runs");
    }
    Objects.checkFromIndexSize(from, shape.length(0), order.length);
    Storage filled = inPlace ? storage : Storage.allocate(dtype(), size());
    filled.copyRows(table.storage, table.offset, table.shape.length(0), order, from, shape);
    if (inPlace) {
      renew();
    } else {
      storage = filled;
    }
  }

  private void requireLeaf(String method) {
    if (role == Role.VALUE) {
      throw new IllegalStateException(
          method + ": only a trainable leaf or a buffer takes new values");
    }
  }

  /// Applies an operation, remembering it if an input is tracked.
  static Tensor apply(Op op, Tensor... inputs) {
    Recording recording = Recording.current();
    Tensor value = recording == null ? op.value(inputs) : Tracing.value(recording, op, inputs);
    boolean tracked = false;
    for (Tensor input : inputs) {
      tracked |= input.isTracked();
    }
    return tracked && op.differentiable() && isTracking() ? remember(op, value, inputs) : value;
  }

  /// A value together with where it came from.
  static Tensor remember(Op op, Tensor value, Tensor... inputs) {
    return new Tensor(
        value.shape, value.storage, value.offset, Role.VALUE, op, inputs, seen(inputs));
  }

  private static Storage[] seen(Tensor[] inputs) {
    for (Tensor input : inputs) {
      if (input.role == Role.WEIGHT || input.role == Role.BUFFER) {
        Storage[] storages = new Storage[inputs.length];
        Arrays.setAll(storages, i -> inputs[i].remembered());
        return storages;
      }
    }
    return UNCHANGING;
  }

  private Storage remembered() {
    remembered = true;
    return storage;
  }

  /// Whether input i still has the numbers that this was computed from. No storage is written to
  /// once its tensor has been handed out, so the same storage means the same numbers.
  @SuppressWarnings("ReferenceEquality")
  boolean inputIsUnchanged(int i) {
    return seen.length == 0 || inputs[i].storage == seen[i];
  }

  /// Input i with the numbers that this was computed from.
  ///
  /// @throws IllegalStateException if a program has written others over them
  Tensor inputAsSeen(int i) {
    Tensor input = inputs[i];
    if (inputIsUnchanged(i)) {
      return input;
    }
    if (input.inPlace && Tracing.slice(input).isIn(seen[i].javaArray())) {
      throw new IllegalStateException(
          "gradients: a program has written new numbers into a leaf of shape %s since the result was"
                  .formatted(input.shape)
              + " computed from it; compute the result again");
    }
    return new Tensor(input.shape, seen[i], input.offset);
  }

  // Elementwise, with one operand.

  /// −x.
  public Tensor neg() {
    return apply(new Elementary.Negate(), this);
  }

  /// |x|; the derivative at 0 is 0.
  public Tensor abs() {
    return apply(new Piecewise.Abs(), this);
  }

  /// −1, 0 or 1 by the sign of x; no gradient passes.
  public Tensor sign() {
    return apply(new Piecewise.Sign(), this);
  }

  /// The unit step: 1 where x > 0, else 0; no gradient passes.
  public Tensor step() {
    return apply(new Piecewise.Step(), this);
  }

  /// x moved to the nearer bound where it lies outside [low, high]; the derivative at a bound is 0.
  ///
  /// @throws IllegalArgumentException if low > high
  public Tensor clip(double low, double high) {
    return apply(new Piecewise.Clip(low, high), this);
  }

  /// x².
  public Tensor square() {
    return apply(new Elementary.Square(), this);
  }

  /// √x for x ≥ 0; NaN below, and the derivative at 0 is ∞.
  public Tensor sqrt() {
    return apply(new Elementary.Sqrt(), this);
  }

  /// eˣ.
  public Tensor exp() {
    return apply(new Elementary.Exp(), this);
  }

  /// eˣ − 1, accurate near 0.
  public Tensor expm1() {
    return apply(new Elementary.Expm1(), this);
  }

  /// ln x for x > 0; −∞ at 0 and NaN below.
  public Tensor log() {
    return apply(new Elementary.Log(), this);
  }

  /// ln(1 + x) for x > −1, accurate near 0; −∞ at −1 and NaN below.
  public Tensor log1p() {
    return apply(new Elementary.Log1p(), this);
  }

  /// erf x = 2/√π ∫₀ˣ e^(−t²) dt.
  public Tensor erf() {
    return apply(new Squashing.Erf(), this);
  }

  /// sin x, x in radians.
  public Tensor sin() {
    return apply(new Trigonometric.Sin(), this);
  }

  /// cos x, x in radians.
  public Tensor cos() {
    return apply(new Trigonometric.Cos(), this);
  }

  /// tan x, x in radians; it grows without bound towards odd multiples of π/2.
  public Tensor tan() {
    return apply(new Trigonometric.Tan(), this);
  }

  /// arctan x, in radians.
  public Tensor atan() {
    return apply(new Trigonometric.Atan(), this);
  }

  /// xᵖ for a constant power; NaN for x < 0 unless p is whole.
  public Tensor pow(double exponent) {
    return apply(new Elementary.Power(exponent), this);
  }

  /// max(x, 0); the derivative at 0 is 0.
  public Tensor relu() {
    return apply(new Rectifier.Relu(), this);
  }

  /// x if x > 0, else slope · x; the derivative at 0 is the slope.
  public Tensor leakyRelu(double slope) {
    return apply(new Rectifier.LeakyRelu(slope), this);
  }

  /// x if x > 0, else α(eˣ − 1); the derivative at 0 is α.
  public Tensor elu(double alpha) {
    return apply(new Rectifier.Elu(alpha), this);
  }

  /// 1 / (1 + e⁻ˣ).
  public Tensor sigmoid() {
    return apply(new Squashing.Sigmoid(), this);
  }

  /// tanh x.
  public Tensor tanh() {
    return apply(new Squashing.Tanh(), this);
  }

  /// ln(1 + eˣ), a smooth rectifier.
  public Tensor softplus() {
    return apply(new Rectifier.Softplus(), this);
  }

  /// x · sigmoid x, also called swish (Elfwing et al. 2018; Ramachandran et al. 2017).
  public Tensor silu() {
    return mul(sigmoid());
  }

  /// x · Φ(x) with the normal distribution function Φ(x) = (1 + erf(x/√2))/2 (Hendrycks and Gimpel
  /// 2016).
  public Tensor gelu() {
    return mul(mul(Math.sqrt(0.5)).erf().add(1).mul(0.5));
  }

  /// x · tanh(ln(1 + eˣ)) (Misra 2020).
  public Tensor mish() {
    return mul(softplus().tanh());
  }

  /// x / (1 + |x|), in (−1, 1).
  public Tensor softsign() {
    return div(abs().add(1));
  }

  /// The elu of α ≈ 1.6733, scaled by λ ≈ 1.0507 so that activations keep mean 0 and variance 1
  /// (Klambauer et al. 2017); the derivative at 0 is λα.
  public Tensor selu() {
    return elu(SELU_ALPHA).mul(SELU_SCALE);
  }

  /// max(0, x) + min(0, α(e^(x/α) − 1)), smooth at 0 for every α (Barron 2017).
  ///
  /// @throws IllegalArgumentException unless α > 0
  public Tensor celu(double alpha) {
    if (!(alpha > 0)) {
      throw new IllegalArgumentException("celu: alpha must be positive, was " + alpha);
    }
    return div(alpha).elu(1).mul(alpha);
  }

  /// x held within [−1, 1]; the derivative at both ends is 0.
  public Tensor hardTanh() {
    return clip(-1, 1);
  }

  /// (x + 3)/6 held within [0, 1] (Howard et al. 2019); the derivative at both ends is 0.
  public Tensor hardSigmoid() {
    return add(3).div(6).clip(0, 1);
  }

  /// x · hardSigmoid(x) (Howard et al. 2019).
  public Tensor hardSwish() {
    return mul(hardSigmoid());
  }

  /// max(0, x) + slope · min(0, x) with a learned slope that broadcasts, such as one for each
  /// feature (He et al. 2015); the derivative at 0 is the slope.
  public Tensor prelu(Tensor slope) {
    return apply(new Binary.Prelu(), this, slope);
  }

  /// The generalised rectifier max(0, x) + α · min(0, x) (Goodfellow et al. 2016, 6.3.1): α = 0 is
  /// [#relu()], −1 is [#abs()] but for its derivative α at 0, a small α is [#leakyRelu], a learned
  /// one [#prelu].
  public Tensor generalizedRelu(double alpha) {
    return leakyRelu(alpha);
  }

  /// The largest of each run of `pieces` neighbours along the last axis, which becomes shorter by
  /// that factor (Goodfellow et al. 2013); those that tie share the gradient equally.
  ///
  /// @throws ShapeException if the last axis does not divide into such runs
  public Tensor maxout(int pieces) {
    int length = shape.length(-1);
    if (pieces < 1 || length % pieces != 0) {
      throw new ShapeException(
          "maxout: the last axis of %s does not divide into runs of %d".formatted(shape, pieces));
    }
    int[] lengths = Arrays.copyOf(shape.lengths(), shape.rank() + 1);
    lengths[shape.rank() - 1] = length / pieces;
    lengths[shape.rank()] = pieces;
    return reshape(Shape.of(lengths)).max(-1);
  }

  /// The straight lines through the points (knot, value), constant beyond the first and the last
  /// knot. On a knot the slope is that of the piece on its left. Gradients reach x, knots and
  /// values.
  ///
  /// @throws ShapeException unless knots and values are vectors of one length, 2 or more
  /// @throws IllegalArgumentException if the knots do not ascend
  public Tensor piecewiseLinear(Tensor knots, Tensor values) {
    return PiecewiseLinear.of(this, knots, values);
  }

  // Elementwise, with two operands.

  /// a + b.
  public Tensor add(Tensor b) {
    return apply(new Binary.Add(), this, b);
  }

  /// a + b.
  public Tensor add(double b) {
    return add(scalar(dtype(), b));
  }

  /// a − b.
  public Tensor sub(Tensor b) {
    return apply(new Binary.Subtract(), this, b);
  }

  /// a − b.
  public Tensor sub(double b) {
    return sub(scalar(dtype(), b));
  }

  /// a · b, element by element.
  public Tensor mul(Tensor b) {
    return apply(new Binary.Multiply(), this, b);
  }

  /// a · b.
  public Tensor mul(double b) {
    return mul(scalar(dtype(), b));
  }

  /// a / b; ±∞ at b = 0, and NaN for 0 / 0.
  public Tensor div(Tensor b) {
    return apply(new Binary.Divide(), this, b);
  }

  /// a / b.
  public Tensor div(double b) {
    return div(scalar(dtype(), b));
  }

  /// aᵇ; NaN for a < 0 unless b is whole. The derivative by b needs a ≥ 0.
  public Tensor pow(Tensor b) {
    return apply(new Binary.Pow(), this, b);
  }

  /// The larger of a and b; at a tie each takes half of the gradient.
  public Tensor maximum(Tensor b) {
    return apply(new Binary.Extremum(true), this, b);
  }

  /// The larger of a and b; at a tie half of the gradient passes.
  public Tensor maximum(double b) {
    return maximum(scalar(dtype(), b));
  }

  /// The smaller of a and b; at a tie each takes half of the gradient.
  public Tensor minimum(Tensor b) {
    return apply(new Binary.Extremum(false), this, b);
  }

  /// The smaller of a and b; at a tie half of the gradient passes.
  public Tensor minimum(double b) {
    return minimum(scalar(dtype(), b));
  }

  /// The BOOL mask a > b.
  public Tensor greater(Tensor b) {
    return apply(new Choice.Compare(Choice.Relation.GREATER), this, b);
  }

  /// The BOOL mask a > b.
  public Tensor greater(double b) {
    return greater(comparable("greater", b));
  }

  /// The BOOL mask a ≥ b.
  public Tensor greaterEqual(Tensor b) {
    return apply(new Choice.Compare(Choice.Relation.GREATER_EQUAL), this, b);
  }

  /// The BOOL mask a ≥ b.
  public Tensor greaterEqual(double b) {
    return greaterEqual(comparable("greaterEqual", b));
  }

  /// The BOOL mask a < b.
  public Tensor less(Tensor b) {
    return apply(new Choice.Compare(Choice.Relation.LESS), this, b);
  }

  /// The BOOL mask a < b.
  public Tensor less(double b) {
    return less(comparable("less", b));
  }

  /// The BOOL mask a ≤ b.
  public Tensor lessEqual(Tensor b) {
    return apply(new Choice.Compare(Choice.Relation.LESS_EQUAL), this, b);
  }

  /// The BOOL mask a ≤ b.
  public Tensor lessEqual(double b) {
    return lessEqual(comparable("lessEqual", b));
  }

  /// The BOOL mask a = b.
  public Tensor equal(Tensor b) {
    return apply(new Choice.Compare(Choice.Relation.EQUAL), this, b);
  }

  /// The BOOL mask a = b.
  public Tensor equal(double b) {
    return equal(comparable("equal", b));
  }

  /// The BOOL mask a ≠ b; NaN differs from all.
  public Tensor notEqual(Tensor b) {
    return apply(new Choice.Compare(Choice.Relation.NOT_EQUAL), this, b);
  }

  /// The BOOL mask a ≠ b; NaN differs from all.
  public Tensor notEqual(double b) {
    return notEqual(comparable("notEqual", b));
  }

  /// A number of this type to compare with; a fraction would silently be cut off by INT64.
  private Tensor comparable(String name, double b) {
    if (dtype() == DType.INT64 && b != Math.rint(b)) {
      throw new DTypeException(
          "%s: %s is no whole number, and the tensor is INT64; cast it with to(DType.FLOAT64)"
              .formatted(name, b));
    }
    return scalar(dtype(), b);
  }

  /// a where the mask is true, b elsewhere; all three broadcast.
  public static Tensor where(Tensor mask, Tensor a, Tensor b) {
    Shape shape = Shape.broadcast("where", mask.shape, Shape.broadcast("where", a.shape, b.shape));
    return apply(
        new Choice.Where(), mask.broadcastTo(shape), a.broadcastTo(shape), b.broadcastTo(shape));
  }

  // Reductions. Without axes they go over all elements.

  /// The sum along these axes, or of all elements if none is named.
  public Tensor sum(int... axes) {
    return reduce(axes, Reduction.Sum::new);
  }

  /// The mean along these axes, or of all elements if none is named; NaN if there is none.
  public Tensor mean(int... axes) {
    return sum(axes).div(count(axes));
  }

  private double count(int[] axes) {
    double count = 1;
    for (int axis : countedAxes(axes)) {
      count *= shape.length(axis);
    }
    return count;
  }

  /// The largest element along these axes, or of all if none is named; NaN if any is NaN. Elements
  /// that tie share the gradient equally.
  ///
  /// @throws ShapeException if there is no element to choose from
  public Tensor max(int... axes) {
    return reduce(axes, axis -> new Reduction.Extreme(true, axis));
  }

  /// The smallest element along these axes, or of all if none is named; NaN if any is NaN. Elements
  /// that tie share the gradient equally.
  ///
  /// @throws ShapeException if there is no element to choose from
  public Tensor min(int... axes) {
    return reduce(axes, axis -> new Reduction.Extreme(false, axis));
  }

  /// The product along these axes, or of all elements; 1 if there is none. The derivative by each
  /// factor is the product of the others, zeros among them or not.
  public Tensor prod(int... axes) {
    return Products.of(this, axes);
  }

  /// The mean squared distance from the mean along these axes, or of all elements: Σ(x − x̄)² / n.
  public Tensor variance(int... axes) {
    return variance(0, axes);
  }

  /// The variance estimated from a sample, Σ(x − x̄)² / (n − 1); NaN for a single element.
  public Tensor sampleVariance(int... axes) {
    return variance(1, axes);
  }

  private Tensor variance(int lost, int[] axes) {
    double count = count(axes);
    return sub(mean(axes).reshape(kept(axes))).square().sum(axes).div(count - lost);
  }

  /// The root of [#variance]; its derivative is 0 where all elements are equal.
  public Tensor standardDeviation(int... axes) {
    return Norm.root(variance(axes));
  }

  /// The root of [#sampleVariance]; its derivative is 0 where all elements are equal.
  public Tensor sampleStandardDeviation(int... axes) {
    return Norm.root(sampleVariance(axes));
  }

  /// The Euclidean norm √Σx² along these axes, or of all elements, without overflow; its derivative
  /// is 0 where all elements are 0.
  public Tensor norm(int... axes) {
    return Norm.two(this, axes);
  }

  /// The norm (Σ|x|ᵖ)^(1/p) along these axes, or of all elements; for p = ∞, the largest |x|. Its
  /// derivative is 0 where all elements are 0.
  ///
  /// @throws IllegalArgumentException unless p ≥ 1
  public Tensor pNorm(double p, int... axes) {
    return Norm.p(p, this, axes);
  }

  /// ln Σ eˣ along these axes, or of all elements, without overflow; its derivative is the softmax.
  ///
  /// @throws ShapeException if there is no element
  public Tensor logSumExp(int... axes) {
    Tensor peak = detach().max(axes);
    // An infinite shift would make NaN of ∞ − ∞.
    Tensor shift = where(peak.sub(peak).equal(0), peak, peak.zerosLike());
    return sub(shift.reshape(kept(axes))).exp().sum(axes).log().add(shift);
  }

  /// The running sum along an axis.
  public Tensor cumsum(int axis) {
    return apply(new CumSum(shape.axis(axis), false), this);
  }

  /// The running product along an axis. The derivative is right where factors are zero.
  public Tensor cumprod(int axis) {
    return Products.running(this, axis);
  }

  /// The position of the largest element along an axis, INT64; the first of several.
  public Tensor argmax(int axis) {
    int counted = shape.axis(axis);
    return apply(new Reduction.ArgMax(counted), this).reshape(without(shape, counted));
  }

  /// The sum along one axis, which stays with length 1 so that the result broadcasts back.
  public Tensor sumKeeping(int axis) {
    return apply(new Reduction.Sum(shape.axis(axis)), this);
  }

  /// The mean along one axis, which stays with length 1 so that the result broadcasts back.
  public Tensor meanKeeping(int axis) {
    return sumKeeping(axis).div(shape.length(axis));
  }

  /// This shape with length 1 along these axes, or along all.
  Shape kept(int... axes) {
    int[] lengths = shape.lengths();
    for (int axis : countedAxes(axes)) {
      lengths[axis] = 1;
    }
    return Shape.of(lengths);
  }

  /// This shape without these axes, or without any.
  Shape without(int... axes) {
    Shape rest = shape;
    int[] counted = countedAxes(axes);
    for (int i = counted.length - 1; i >= 0; i--) {
      rest = without(rest, counted[i]);
    }
    return rest;
  }

  int[] countedAxes(int... axes) {
    return axes.length == 0
        ? IntStream.range(0, shape.rank()).toArray()
        : IntStream.of(axes).map(shape::axis).distinct().sorted().toArray();
  }

  /// Reduces each run of neighbouring axes as one axis, which is faster and lets all elements that
  /// tie share alike.
  private Tensor reduce(int[] axes, IntFunction<Op> reduction) {
    int[] counted = countedAxes(axes);
    Tensor reduced = this;
    Shape kept = shape;
    for (int last = counted.length - 1; last >= 0; last--) {
      int first = last;
      while (first > 0 && counted[first - 1] == counted[first] - 1) {
        first--;
      }
      Tensor joined = reduced.reshape(reduced.shape.joined(counted[first], counted[last]));
      reduced = apply(reduction.apply(counted[first]), joined);
      for (int i = last; i >= first; i--) {
        kept = without(kept, counted[i]);
      }
      last = first;
    }
    return reduced.reshape(kept);
  }

  private static Shape without(Shape shape, int axis) {
    int[] lengths = shape.lengths();
    return Shape.of(
        IntStream.range(0, lengths.length).filter(a -> a != axis).map(a -> lengths[a]).toArray());
  }

  /// The sum over those axes that broadcasting repeated, back to the shape it started from.
  Tensor sumTo(Shape target) {
    if (shape.equals(target)) {
      return this;
    }
    Tensor sum = this;
    int extra = shape.rank() - target.rank();
    for (int axis = 0; axis < shape.rank(); axis++) {
      boolean repeated =
          axis < extra || (target.length(axis - extra) == 1 && shape.length(axis) != 1);
      if (repeated) {
        sum = sum.sumKeeping(axis);
      }
    }
    return sum.reshape(target);
  }

  // Products.

  /// The matrix product; a vector on the left counts as a row, on the right as a column, and has no
  /// axis in the result: (m, k) × (k) → (m).
  public Tensor matmul(Tensor b) {
    return matmul(b, false, false);
  }

  /// The matrix product with either operand read transposed as it lies, without a copy.
  public Tensor matmul(Tensor b, boolean transposeThis, boolean transposeB) {
    return MatMul.of(this, b, transposeThis, transposeB);
  }

  /// Every element of this times every element of b: the axes of this, then those of b.
  public Tensor outer(Tensor b) {
    int[] column = Arrays.copyOf(shape.lengths(), shape.rank() + b.shape.rank());
    Arrays.fill(column, shape.rank(), column.length, 1);
    return reshape(Shape.of(column)).mul(b);
  }

  /// Sums of products by Einstein's convention: `einsum("ij,jk->ik", a, b)` is the matrix product.
  /// A letter names an axis; an axis that the result leaves out is summed over; an axis named twice
  /// in one operand is its diagonal. Without `->`, the result has the axes named once, in
  /// alphabetical order.
  ///
  /// @throws ShapeException if the equation does not fit the operands
  public static Tensor einsum(String equation, Tensor... operands) {
    return Einsum.of(equation, operands);
  }

  /// The lower triangular L with L Lᵀ = this, a symmetric positive definite matrix or a stack of
  /// such. It reads the symmetric part alone.
  ///
  /// @throws ArithmeticException if a matrix is not positive definite
  public Tensor cholesky() {
    return apply(new Cholesky(), this);
  }

  /// The X for which this · X = b, where this is a triangular matrix or a stack of such; only that
  /// triangle is read. A zero on the diagonal gives infinities.
  public Tensor solveTriangular(Triangle triangle, Tensor b) {
    return solveTriangular(triangle, false, b);
  }

  /// The X for which this · X = b or, with this transposed, thisᵀ · X = b.
  public Tensor solveTriangular(Triangle triangle, boolean transposeThis, Tensor b) {
    return apply(new TriangularSolve(triangle, transposeThis), this, b);
  }

  /// The X for which this · X = b, where this is symmetric and positive definite, or a stack of
  /// such.
  ///
  /// @throws ArithmeticException if a matrix is not positive definite
  public Tensor solvePositiveDefinite(Tensor b) {
    Tensor l = cholesky();
    return l.solveTriangular(Triangle.LOWER, true, l.solveTriangular(Triangle.LOWER, b));
  }

  // Arrangement.

  /// The axes in another order; without arguments, in reverse.
  public Tensor transpose(int... order) {
    IntStream axes =
        order.length == 0
            ? IntStream.range(0, shape.rank()).map(i -> shape.rank() - 1 - i)
            : IntStream.of(order);
    return apply(new Shaping.Transpose(axes.boxed().toList()), this);
  }

  /// The same elements in another shape.
  public Tensor reshape(Shape target) {
    return target.equals(shape) ? this : apply(new Shaping.Reshape(target), this);
  }

  /// The same elements in another shape; one length may be −1 and is worked out.
  ///
  /// @throws ShapeException if the number of elements does not fit, or more than one length is −1
  public Tensor reshape(int... lengths) {
    int open = -1;
    long known = 1;
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] != -1) {
        known *= lengths[i];
      } else if (open < 0) {
        open = i;
      } else {
        throw unreshapeable(lengths, "only one length may be −1");
      }
    }
    if (open < 0) {
      return reshape(Shape.of(lengths));
    }
    if (known == 0) {
      throw unreshapeable(
          lengths, "beside a length of 0 there is no telling what −1 is; write it out");
    }
    if (known < 0 || size() % known != 0) {
      throw unreshapeable(lengths, size() + " elements do not divide by " + known);
    }
    int[] worked = lengths.clone();
    worked[open] = (int) (size() / known);
    return reshape(Shape.of(worked));
  }

  private ShapeException unreshapeable(int[] lengths, String reason) {
    return new ShapeException(
        "reshape: %s to %s: %s".formatted(shape, Arrays.toString(lengths), reason));
  }

  /// The elements `from ≤ i < to` along an axis.
  public Tensor slice(int axis, int from, int to) {
    return apply(new Piecing.Slice(shape.axis(axis), from, to), this);
  }

  /// The rows `from ≤ i < to`: a view, nothing is copied.
  public Tensor rows(int from, int to) {
    return slice(0, from, to);
  }

  /// These tensors one after the other along an axis.
  public static Tensor concat(int axis, Tensor... parts) {
    if (parts.length == 0) {
      throw new ShapeException("concat: nothing to join");
    }
    return apply(new Piecing.Concat(parts[0].shape.axis(axis)), parts.clone());
  }

  /// Zeros put before and after the elements along an axis.
  ///
  /// @throws ShapeException if a number of zeros is negative
  public Tensor pad(int axis, int before, int after) {
    return apply(new Piecing.Pad(shape.axis(axis), before, after), this);
  }

  /// The elements repeated to a larger shape, by NumPy's rule.
  public Tensor broadcastTo(Shape target) {
    return target.equals(shape) ? this : apply(new Shaping.BroadcastTo(target), this);
  }

  /// The same numbers in another type. Towards INT64 the fraction is cut off and NaN becomes 0;
  /// towards BOOL all but 0 is true.
  public Tensor to(DType dtype) {
    return dtype == dtype() ? this : apply(new Shaping.Cast(dtype), this);
  }

  /// These numbers, once every one of them is found to lie in [low, high]. In code that a program
  /// records the numbers are looked at again in each run.
  ///
  /// {@snippet :
  /// Tensor shares = Tensor.of(0.25, 1).requireWithin(0, 1, "shares");
  /// }
  ///
  /// @param what the numbers are, with which a refusal's message begins
  /// @throws IllegalArgumentException if one lies outside or is NaN
  public Tensor requireWithin(double low, double high, String what) {
    return apply(new Piecewise.Within(low, high, what), this);
  }

  /// Row `rows[i]` for each i, where rows is INT64.
  public Tensor gather(Tensor rows) {
    return apply(new Indexing.Gather(), this, rows);
  }

  /// For each INT64 number, a row of zeros with a 1 at that place.
  public Tensor oneHot(int classes, DType dtype) {
    return apply(new Indexing.OneHot(classes, dtype), this);
  }

  /// The positions of the elements in ascending order along an axis, INT64. Equal elements keep
  /// their order, and NaN comes last.
  public Tensor argsort(int axis) {
    return argsort(axis, false);
  }

  /// The positions of the elements in ascending or descending order along an axis, INT64. Equal
  /// elements keep their order, and NaN counts as the largest.
  public Tensor argsort(int axis, boolean descending) {
    return apply(new Indexing.ArgSort(shape.axis(axis), descending), this);
  }

  /// The elements in ascending order along an axis, and their permutation; as [#argsort(int)].
  public Sorted sort(int axis) {
    return sort(axis, false);
  }

  /// The elements in ascending or descending order along an axis, and their permutation.
  public Sorted sort(int axis, boolean descending) {
    return Sorted.of(this, axis, descending, shape.length(axis));
  }

  /// The k largest elements along an axis, largest first, and their places; of equal ones the
  /// first.
  ///
  /// @throws ShapeException if the axis has fewer than k elements
  public Sorted topK(int k, int axis) {
    if (k < 0 || k > shape.length(axis)) {
      throw new ShapeException("topK: axis %d of %s has no %d elements".formatted(axis, shape, k));
    }
    return Sorted.of(this, axis, true, k);
  }

  // Chance.

  /// Sets each element to 0 with probability `rate` and divides the others by 1 − rate.
  public Tensor dropout(double rate, Rng rng) {
    return apply(new Dropping(rate, Dropping.Key.drawnFrom(rng)), this);
  }

  // Probabilities.

  /// Softmax along the last axis: eˣ / Σ eˣ.
  public Tensor softmax() {
    return apply(new Fused.Softmax(), this);
  }

  /// Softmax along an axis.
  public Tensor softmax(int axis) {
    return alongLast(axis, new Fused.Softmax());
  }

  /// The natural logarithm of softmax along the last axis.
  public Tensor logSoftmax() {
    return apply(new Fused.LogSoftmax(), this);
  }

  /// The natural logarithm of softmax along an axis.
  public Tensor logSoftmax(int axis) {
    return alongLast(axis, new Fused.LogSoftmax());
  }

  private Tensor alongLast(int axis, Op op) {
    return apply(op, withAxisLast(axis)).withAxisLast(axis);
  }

  /// This with one axis and the last exchanged.
  Tensor withAxisLast(int axis) {
    return exchanged(shape.axis(axis), shape.rank() - 1);
  }

  /// Each matrix of the last two axes transposed.
  Tensor matrixTranspose() {
    return exchanged(shape.rank() - 2, shape.rank() - 1);
  }

  private Tensor exchanged(int first, int second) {
    if (first == second) {
      return this;
    }
    int[] order = IntStream.range(0, shape.rank()).toArray();
    order[first] = second;
    order[second] = first;
    return transpose(order);
  }

  /// For each row of logits (rows × classes), the cross-entropy −Σ t · logSoftmax(z) with a row of
  /// target probabilities.
  public Tensor softmaxCrossEntropy(Tensor targets) {
    return apply(new Fused.SoftmaxCrossEntropy(), this, targets);
  }

  /// For each logit z, the binary cross-entropy softplus(z) − z·t with a target t in [0, 1].
  public Tensor sigmoidCrossEntropy(Tensor targets) {
    return apply(new Fused.SigmoidCrossEntropy(), this, targets);
  }

  // What operations need to reach the numbers.

  Tensor zerosLike() {
    return allocate(dtype(), shape);
  }

  Tensor onesLike() {
    return full(shape, 1, dtype());
  }

  /// A tensor over the same storage, `skip` elements further in.
  Tensor view(Shape target, int skip) {
    return new Tensor(target, lasting(), offset + skip);
  }

  @Nullable Op origin() {
    return op;
  }

  Tensor[] originInputs() {
    return inputs;
  }

  Storage storage() {
    return storage;
  }

  /// A tensor over an array as it lies, which whoever has it may change.
  static Tensor over(Shape shape, Storage storage, int offset) {
    return new Tensor(shape, storage, offset);
  }

  int offset() {
    return offset;
  }

  float[] floats() {
    if (storage instanceof Storage.Floats(float[] array)) {
      return array;
    }
    throw wrongType(DType.FLOAT32);
  }

  double[] doubles() {
    if (storage instanceof Storage.Doubles(double[] array)) {
      return array;
    }
    throw wrongType(DType.FLOAT64);
  }

  long[] longs() {
    if (storage instanceof Storage.Longs(long[] array)) {
      return array;
    }
    throw wrongType(DType.INT64);
  }

  boolean[] booleans() {
    if (storage instanceof Storage.Booleans(boolean[] array)) {
      return array;
    }
    throw wrongType(DType.BOOL);
  }

  private DTypeException wrongType(DType wanted) {
    return new DTypeException("needs %s, was %s; cast with to(DType)".formatted(wanted, dtype()));
  }

  DTypeException notFloating(String name) {
    return new DTypeException(
        "%s: needs floating-point numbers, not %s; cast with to(DType.FLOAT32)"
            .formatted(name, dtype()));
  }

  Tensor requireFloating(String name) {
    if (!dtype().isFloating()) {
      throw notFloating(name);
    }
    return this;
  }

  static void requireSameFloating(String name, Tensor... tensors) {
    requireSame(name, tensors);
    tensors[0].requireFloating(name);
  }

  static void requireSame(String name, Tensor... tensors) {
    for (Tensor tensor : tensors) {
      if (tensor.dtype() != tensors[0].dtype()) {
        throw new DTypeException(
            "%s: %s and %s do not mix; cast one with to(DType)"
                .formatted(name, tensors[0].dtype(), tensor.dtype()));
      }
    }
  }

  /// Type, shape and numbers, of a long axis only the first and last three.
  @Override
  public String toString() {
    return Printing.describe(this);
  }
}
