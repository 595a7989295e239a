package dev.glassbox.optim;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

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
  private final Tensor gradientNorm = Tensor.scalar(DType.FLOAT64, 0).buffer();
  private long steps;

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
    Part part = part(gradients);
    part.advance(learningRate);
    part.move(part.parameters().stream().map(gradients::of).toList());
  }

  /// The parameters that these gradients reach, to be moved in two halves of which the second can
  /// be recorded.
  public Part part(Gradients gradients) {
    List<Tensor> reached = new ArrayList<>();
    List<Rule> own = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (gradients.reach(parameters.get(i))) {
        reached.add(parameters.get(i));
        own.add(rules.get(i));
      }
    }
    return new Part(List.copyOf(reached), own.toArray(Rule[]::new));
  }

  /// How many steps were made.
  public long steps() {
    return steps;
  }

  /// What is remembered about a parameter from the steps so far, by the letter that it has in the
  /// optimiser's formula, such as m and v for [Adam]; nothing for plain [Sgd].
  ///
  /// {@snippet :
  /// Tensor w = Tensor.of(3.0).trainable();
  /// Updater updater = Sgd.of(0.1).withMomentum(0.9).over(List.of(w));
  /// updater.step(w.square().sum().gradients());
  /// Tensor velocity = updater.memory(w).get("v"); // [6]
  /// }
  ///
  /// @return copies, which later steps do not change
  /// @throws IllegalArgumentException if the tensor is not one of this updater's parameters
  public Map<String, Tensor> memory(Tensor parameter) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i) == parameter) {
        Map<String, Tensor> copies = new TreeMap<>();
        rules.get(i).memory().forEach((letter, tensor) -> copies.put(letter, tensor.detach()));
        return copies;
      }
    }
    throw new IllegalArgumentException(
        "optimizer: a tensor of shape %s is none of the parameters that it moves"
            .formatted(parameter.shape()));
  }

  /// The global norm of the last step's gradients before they were limited; empty before the first
  /// step and unless they are limited [by norm][GradientClip#byNorm], as it costs a pass over all
  /// gradients.
  public OptionalDouble gradientNorm() {
    return steps > 0 && clip instanceof GradientClip.ByNorm
        ? OptionalDouble.of(gradientNorm.item())
        : OptionalDouble.empty();
  }

  /// Those of an updater's parameters that one loss depends on.
  ///
  /// A step is [#advance] and then [#move]. The second is tensor operations alone, which a
  /// [dev.glassbox.program.Program] can record and repeat; the first sets what differs from step to
  /// step, so it stays outside.
  ///
  /// {@snippet :
  /// Tensor w = Tensor.of(3.0).trainable();
  /// Updater updater = Adam.of(0.1).over(List.of(w));
  /// Updater.Part part = updater.part(w.square().sum().gradients());
  /// part.advance(0.1);
  /// Program move = Program.of(() -> part.move(List.of(w.square().sum().gradients().of(w))));
  /// part.advance(0.05);
  /// move.run();
  /// }
  public final class Part {
    private final List<Tensor> moving;
    private final Rule[] own;

    private Part(List<Tensor> moving, Rule[] own) {
      this.moving = moving;
      this.own = own;
    }

    /// The parameters, in the order of the updater's.
    public List<Tensor> parameters() {
      return moving;
    }

    /// Begins a step: counts it, and sets what follows from the count and the learning rate.
    ///
    /// @param learningRate the learning rate of this step alone, 0 or more
    /// @throws IllegalArgumentException if the learning rate is negative, infinite or NaN
    public void advance(double learningRate) {
      Setting.nonNegative("step", "learningRate", learningRate);
      for (Rule rule : own) {
        rule.advance(learningRate);
      }
      steps++;
    }

    /// Moves the parameters.
    ///
    /// @param gradients one for each of [#parameters()], in their order
    public void move(List<Tensor> gradients) {
      if (gradients.size() != own.length) {
        throw new IllegalArgumentException(
            "move: %d gradients for %d parameters".formatted(gradients.size(), own.length));
      }
      Tensor.untracked(() -> moved(gradients));
    }

    private List<Tensor> moved(List<Tensor> gradients) {
      List<Tensor> limited = limit(gradients);
      for (int i = 0; i < own.length; i++) {
        own[i].move(limited.get(i));
      }
      return limited;
    }
  }

  private List<Tensor> limit(List<Tensor> given) {
    return switch (clip) {
      case GradientClip.None() -> given;
      case GradientClip.ByNorm byNorm -> byNorm.limit(given, gradientNorm);
      case GradientClip.ByValue(double max) ->
          given.stream().map(g -> g.minimum(max).maximum(-max)).toList();
    };
  }
}
