package dev.glassbox.nn;

import dev.glassbox.tensor.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// A function of a tensor with weights of its own; a model is a layer made of layers.
///
/// A record of layers and tensors is all it takes. Its weights are found through the record's
/// components and named after them, as PyTorch would name them:
///
/// {@snippet :
/// record Digits(Linear hidden, Linear scores) implements Layer {
///   static Digits of(Rng rng) {
///     return new Digits(Linear.of(64, 100, rng.split()), Linear.of(100, 10, rng.split()));
///   }
///   @Override
///   public Tensor apply(Tensor pixels) {
///     return scores.apply(hidden.apply(pixels).relu());
///   }
/// }
/// }
///
/// The weights of a `Digits` are `hidden.weight`, `hidden.bias`, `scores.weight` and `scores.bias`.
/// A frozen layer is one whose tensors are buffers instead of weights; see [#frozen].
///
/// Predicting is safe from any number of threads, as long as no one trains at the same time.
public interface Layer {
  /// The layer's output for this input.
  ///
  /// The same input gives the same output and nothing else changes, except within a [TrainingPass],
  /// where a layer may draw random numbers and record new values for its buffers. So a trainer need
  /// not call a layer for every batch: it records what the layer computes and repeats that. A layer
  /// that looks at numbers, to decide by them, is called each time.
  Tensor apply(Tensor x);

  /// All weights and buffers by name, in the order of the record's components.
  ///
  /// A component that is a weight ([Tensor#isTrainable()]) or a buffer ([Tensor#isBuffer()])
  /// appears under its own name, in snake case: `runningMean` is `running_mean`. A component that
  /// is a layer puts its name and a dot before the names within it, and a list puts the position of
  /// each element in between, as in `blocks.0.weight`. Other components, and tensors that are
  /// neither weight nor buffer, are part of the architecture and do not appear.
  ///
  /// @throws IllegalStateException if this is no record and does not override this method, or if
  ///   the record's module does not open its package to this one
  default Map<String, Tensor> state() {
    return RecordState.of(this);
  }

  /// A copy of a layer, of the same kind, that keeps its weights while others train: its weights
  /// are buffers, which no gradient reaches, although gradients pass through to the layers before
  /// it.
  ///
  /// A [BatchNorm] within also keeps its running statistics and normalises by them in training. The
  /// names in [#state()] stay.
  ///
  /// {@snippet :
  /// record Tuned(Linear features, Linear scores) implements Layer {
  ///   @Override
  ///   public Tensor apply(Tensor x) {
  ///     return scores.apply(features.apply(x).relu());
  ///   }
  /// }
  /// Linear learnt = Linear.of(4, 8, Rng.seed(1));
  /// Tuned model = new Tuned(Layer.frozen(learnt), Linear.of(8, 2, Rng.seed(2)));
  /// long trained = model.parameterCount(); // 8 · 2 + 2
  /// }
  ///
  /// @throws IllegalStateException if a layer with weights is no record, or its module does not
  ///   open its package to this one
  static <L extends Layer> L frozen(L layer) {
    return Exchange.frozen(layer);
  }

  /// A copy of a layer, of the same kind, with weights and buffers of its own, equal now and apart
  /// from then on: to train the same network in two ways, or to look at it while it trains.
  ///
  /// {@snippet :
  /// Linear layer = Linear.of(4, 3, Rng.seed(1));
  /// Linear twin = Layer.copy(layer);
  /// twin.bias().assign(1); // the layer keeps its own
  /// }
  ///
  /// A weight that two names lead to is one weight in the copy, too.
  ///
  /// @throws IllegalStateException if a layer with weights is no record, or its module does not
  ///   open its package to this one
  static <L extends Layer> L copy(L layer) {
    return Exchange.copy(layer);
  }

  /// The weights that training changes, each once even if two names lead to it.
  default List<Tensor> parameters() {
    var seen = Collections.<Tensor>newSetFromMap(new IdentityHashMap<>());
    return state().values().stream().filter(t -> t.isTrainable() && seen.add(t)).toList();
  }

  /// How many numbers training changes.
  default long parameterCount() {
    return parameters().stream().mapToLong(Tensor::size).sum();
  }
}
