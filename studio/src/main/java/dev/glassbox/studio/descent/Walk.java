package dev.glassbox.studio.descent;

import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One optimiser's way down, with what it had in mind at every step.
///
/// @param heights before the first step and after each
/// @param places of all parameters in a row, likewise
/// @param steps what each step was made of
record Walk(List<Double> heights, List<double[]> places, List<Step> steps) {
  /// Keeps the lists from being changed.
  Walk {
    heights = List.copyOf(heights);
    places = List.copyOf(places);
    steps = List.copyOf(steps);
  }

  /// One step: every parameter moves by −scale · direction.
  ///
  /// @param memory what the optimiser remembers after the step, by its letter in the formula
  record Step(
      double[] gradient, double[] direction, double[] scale, Map<String, double[]> memory) {}

  /// Runs a method for so many steps, or until it is lost.
  static Walk of(Task task, Method method, double rate, double momentum, int steps) {
    Task.State state = task.start();
    Updater updater = method.at(rate, momentum).over(state.parameters());
    List<Double> heights = new ArrayList<>(List.of(state.height()));
    List<double[]> places = new ArrayList<>(List.of(joined(state.parameters())));
    List<Step> made = new ArrayList<>();
    Map<String, double[]> before = memory(updater, state.parameters());
    while (made.size() < steps && !state.isLost()) {
      Gradients gradients = state.nextLoss().gradients();
      double[] gradient = joined(state.parameters().stream().map(gradients::of).toList());
      updater.step(gradients);
      Map<String, double[]> after = memory(updater, state.parameters());
      double[] direction = new double[gradient.length];
      double[] scale = new double[gradient.length];
      for (int i = 0; i < gradient.length; i++) {
        Method.Moment moment = new Entry(made.size() + 1, i, gradient, before, after);
        direction[i] = method.direction(moment, momentum);
        scale[i] = method.scale(moment, rate);
      }
      made.add(new Step(gradient, direction, scale, after));
      before = after;
      heights.add(state.height());
      places.add(joined(state.parameters()));
    }
    return new Walk(heights, places, made);
  }

  /// After how many steps no more than a hundredth of the height over the least is left, for good;
  /// -1 if never.
  int stepsToFinish(double least) {
    return stepsToFinish(heights, least);
  }

  static int stepsToFinish(List<Double> heights, double least) {
    double goal = (heights.getFirst() - least) / 100;
    int step = heights.size();
    while (step > 0 && heights.get(step - 1) - least <= goal) {
      step--;
    }
    return step == heights.size() ? -1 : step;
  }

  private static double[] joined(List<Tensor> tensors) {
    return tensors.stream().flatMapToDouble(t -> Arrays.stream(t.toDoubleArray())).toArray();
  }

  private static Map<String, double[]> memory(Updater updater, List<Tensor> parameters) {
    Map<String, List<Tensor>> parts = new LinkedHashMap<>();
    for (Tensor parameter : parameters) {
      updater
          .memory(parameter)
          .forEach(
              (letter, tensor) ->
                  parts.computeIfAbsent(letter, _ -> new ArrayList<>()).add(tensor));
    }
    Map<String, double[]> memory = new LinkedHashMap<>();
    parts.forEach((letter, tensors) -> memory.put(letter, joined(tensors)));
    return memory;
  }

  private record Entry(
      int step,
      int place,
      double[] gradients,
      Map<String, double[]> memoryBefore,
      Map<String, double[]> memoryAfter)
      implements Method.Moment {
    @Override
    public double gradient() {
      return gradients[place];
    }

    @Override
    public double before(String letter) {
      return of(memoryBefore, letter);
    }

    @Override
    public double after(String letter) {
      return of(memoryAfter, letter);
    }

    private double of(Map<String, double[]> memory, String letter) {
      double[] part = memory.get(letter);
      if (part == null) {
        throw new IllegalStateException("nothing is remembered as " + letter);
      }
      return part[place];
    }
  }
}
