package dev.glassbox.optim;

import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalDouble;

/// An optimiser at work: the parameters it moves and what it remembers about each.
///
/// A parameter that had no part in the loss is left alone, weight decay and momentum included, and
/// its own count of steps does not move. An updater is for one thread.
///
/// {@snippet :
/// Tensor w = Tensor.of(3.0).trainable();
/// Updater updater = Sgd.of(0.1).withMomentum(0.9).over(List.of(w));
/// updater.step(w.square().sum().gradients()); // w = 3 − 0.1 · 6
/// }
public final class Updater {
  private final Optimizer optimizer;
  private final List<Tensor> parameters;
  private final List<Rule> rules;
  private final GradientClip clip;
  private long steps;
  private OptionalDouble gradientNorm = OptionalDouble.empty();

  Updater(Optimizer optimizer, List<Tensor> parameters, GradientClip clip) {
    this.optimizer = optimizer;
    this.parameters = List.copyOf(parameters);
    this.clip = clip;
    requireDistinctWeights();
    rules = this.parameters.stream().map(parameter -> Rule.of(optimizer, parameter)).toList();
  }

  private void requireDistinctWeights() {
    var seen = Collections.<Tensor>newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < parameters.size(); i++) {
      Tensor parameter = parameters.get(i);
      if (!parameter.isTrainable()) {
        throw new IllegalArgumentException(
            "optimizer: parameter %d, of shape %s, is not trainable; make it trainable()"
                .formatted(i, parameter.shape()));
      }
      if (!seen.add(parameter)) {
        throw new IllegalArgumentException(
            "optimizer: parameter %d, of shape %s, is named twice; it would move twice a step"
                .formatted(i, parameter.shape()));
      }
    }
  }

  /// Moves every parameter one step at the optimiser's own learning rate.
  public void step(Gradients gradients) {
    step(gradients, optimizer.learningRate());
  }

  /// Moves every parameter one step.
  ///
  /// @param learningRate the learning rate of this step alone, such as a [Schedule] gives it; 0 or
  ///   more
  /// @throws IllegalArgumentException if the learning rate is negative, infinite or NaN
  public void step(Gradients gradients, double learningRate) {
    Setting.nonNegative("step", "learningRate", learningRate);
    List<Integer> moving = new ArrayList<>();
    List<Tensor> given = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (gradients.reach(parameters.get(i))) {
        moving.add(i);
        given.add(gradients.of(parameters.get(i)).detach());
      }
    }
    List<Tensor> limited = limit(given);
    for (int i = 0; i < limited.size(); i++) {
      Tensor parameter = parameters.get(moving.get(i));
      Rule rule = rules.get(moving.get(i));
      parameter.assign(rule.next(parameter.detach(), limited.get(i), learningRate));
    }
    steps++;
  }

  private List<Tensor> limit(List<Tensor> given) {
    return switch (clip) {
      case GradientClip.None() -> given;
      case GradientClip.ByNorm byNorm -> {
        double norm = GradientClip.norm(given);
        gradientNorm = OptionalDouble.of(norm);
        double factor = byNorm.factor(norm);
        yield factor == 1 ? given : given.stream().map(g -> g.mul(factor)).toList();
      }
      case GradientClip.ByValue(double max) ->
          given.stream().map(g -> g.minimum(max).maximum(-max)).toList();
    };
  }

  /// How many steps were made.
  public long steps() {
    return steps;
  }

  /// The global norm of the last step's gradients before they were limited; empty before the first
  /// step and unless they are limited [by norm][GradientClip#byNorm], as it costs a pass over all
  /// gradients.
  public OptionalDouble gradientNorm() {
    return gradientNorm;
  }
}
