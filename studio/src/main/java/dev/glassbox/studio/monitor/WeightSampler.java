package dev.glassbox.studio.monitor;

import dev.glassbox.nn.Layer;
import dev.glassbox.studio.run.History;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Timeline;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Keeps the weights of some steps, and by what part of themselves they moved in them.
///
/// Which steps follows from time: copying may take a fixed small share of the training's. And from
/// room: of those that were copied, older ones are thinned by a [Timeline].
///
/// [#stepTaken] is for the training thread; what was kept may be read on any.
final class WeightSampler {
  /// What is kept may take so many bytes, or three copies of the weights if that is more.
  static final long MOST_BYTES = 64L << 20;

  /// The part of the training's time that goes into copies.
  static final double SHARE = 0.005;

  private static final double NEWEST_COUNTS = 0.3;
  private static final int MOST_STEPS = 1500;
  private static final int FEWEST_STEPS = 4;

  /// A weight within the array of all: where it begins, how long it is.
  private record Part(String name, int from, int size, boolean matrix) {}

  private final List<Tensor> tensors;
  private final int size;
  private final List<Part> parts = new ArrayList<>();
  private final boolean keepsTwo;

  // Of the training thread.
  private float[] before;
  private int beforeStep;
  private int next = 1;
  private long spent;
  private double usual;
  private long lastNanos = System.nanoTime();
  private int lastStep;

  // Under the lock of this.
  private final Timeline<Snapshot> snapshots;
  private final Timeline<float[]> norms;
  private Snapshot latest;

  /// @param steps how many there may be
  WeightSampler(Layer model, long steps) {
    Map<String, Tensor> state = model.state();
    tensors = List.copyOf(state.values());
    var seen = Collections.<Tensor>newSetFromMap(new IdentityHashMap<>());
    int at = 0;
    for (var entry : state.entrySet()) {
      if (entry.getValue().isTrainable() && seen.add(entry.getValue())) {
        boolean matrix = entry.getValue().shape().rank() >= 2;
        parts.add(new Part(entry.getKey(), at, entry.getValue().size(), matrix));
      }
      at += entry.getValue().size();
    }
    size = at;
    long room = MOST_BYTES / (Float.BYTES * (long) Math.max(1, size));
    keepsTwo = room / 2 < FEWEST_STEPS;
    int farthest = Math.clamp(steps, 2, Integer.MAX_VALUE);
    snapshots = new Timeline<>(Math.clamp(room / 2, FEWEST_STEPS, MOST_STEPS), farthest);
    norms = new Timeline<>(MOST_STEPS, farthest);
    before = copy();
    latest = new Snapshot(0, before, new float[0]);
    snapshots.add(0, latest);
  }

  /// A step was taken: copies the weights if it is time.
  ///
  /// @param step counted from 1
  void stepTaken(int step) {
    if (step < next - 1) {
      return;
    }
    long start = System.nanoTime();
    if (step == next - 1) {
      before = copy();
      beforeStep = step;
      spent = System.nanoTime() - start;
      return;
    }
    float[] now = copy();
    keep(step, now);
    before = now;
    beforeStep = step;
    long end = System.nanoTime();
    spent += end - start;
    // No copy counts as more than twice the usual: a pause of the thread is not the copy's fault.
    // The first ones are slow, so what is quicker counts at once.
    usual =
        usual == 0 || spent < usual
            ? spent
            : usual + NEWEST_COUNTS * (Math.min((double) spent, 2 * usual) - usual);
    // The time of a step, with what was spent on copies taken out.
    double nanosPerStep = Math.max(1, end - lastNanos - spent) / (double) (step - lastStep);
    // The beginning, where much happens, is never left for longer than it lasted.
    double distance = Math.min(step, Math.ceil(usual / (SHARE * nanosPerStep)));
    next = (int) Math.min(Integer.MAX_VALUE, step + Math.max(1, distance));
    lastNanos = end;
    lastStep = step;
    spent = 0;
  }

  /// Training rests after a step, or ends with it: its weights are kept, which costs it little.
  void rests(int step) {
    if (step > latest.step()) {
      float[] now = copy();
      keep(step, now);
      before = now;
      beforeStep = step;
    }
  }

  private float[] copy() {
    float[] all = new float[size];
    int at = 0;
    for (Tensor tensor : tensors) {
      float[] part = tensor.toFloatArray();
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private void keep(int step, float[] now) {
    boolean known = beforeStep == step - 1;
    float[] pair = new float[2 * parts.size()];
    float[] ratios = new float[parts.size()];
    for (int i = 0; known && i < parts.size(); i++) {
      Part part = parts.get(i);
      double moved = 0;
      double old = 0;
      for (int k = part.from(); k < part.from() + part.size(); k++) {
        double change = (double) now[k] - before[k];
        moved += change * change;
        old += (double) before[k] * before[k];
      }
      ratios[i] = (float) Math.sqrt(moved / old);
      pair[2 * i] = ratios[i];
      pair[2 * i + 1] = (float) Math.sqrt(old);
    }
    synchronized (this) {
      latest = new Snapshot(step, now, known ? ratios : new float[0]);
      if (!keepsTwo) {
        snapshots.add(step, latest);
      }
      if (known) {
        norms.add(step, pair);
      }
    }
  }

  /// The steps whose weights are kept.
  synchronized int[] steps() {
    int count = snapshots.size();
    boolean more = latest.step() > snapshots.last();
    int[] steps = new int[count + (more ? 1 : 0)];
    for (int i = 0; i < count; i++) {
      steps[i] = snapshots.step(i);
    }
    if (more) {
      steps[count] = latest.step();
    }
    return steps;
  }

  /// The weights at the latest kept step that is not after this one.
  synchronized Snapshot at(int step) {
    return step >= latest.step() ? latest : snapshots.value(snapshots.at(step));
  }

  /// By what part of themselves the weights moved.
  synchronized History.Updates updates() {
    boolean any = parts.stream().anyMatch(Part::matrix);
    int[] told =
        IntStream.range(0, parts.size()).filter(p -> !any || parts.get(p).matrix()).toArray();
    int count = norms.size();
    int[] steps = new int[count];
    float[][] ratios = new float[told.length][count];
    float[][] old = new float[told.length][count];
    for (int i = 0; i < count; i++) {
      steps[i] = norms.step(i);
      float[] pair = norms.value(i);
      for (int w = 0; w < told.length; w++) {
        ratios[w][i] = pair[2 * told[w]];
        old[w][i] = pair[2 * told[w] + 1];
      }
    }
    List<String> names = IntStream.of(told).mapToObj(p -> parts.get(p).name()).toList();
    return new History.Updates(names, steps, ratios, old);
  }
}
