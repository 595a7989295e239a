package dev.glassbox.studio.playground;

import dev.glassbox.nn.Activation;
import dev.glassbox.studio.screen.MistakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a network computes for one point, down to the single number, as the microscope reads it.
final class SampleText {
  /// So many boxes are legible.
  static final int MOST_NODES = 45;

  private static final String WEIGHTS = "wuspoqκ";
  private static final String BIASES = "bcdkfjn";
  private static final String OUTPUTS = "hgilηξ";
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

  private final Settings settings;
  private final float[] parameters;
  private final List<String> formulas = new ArrayList<>();
  private final List<String> numbers = new ArrayList<>();
  private int nodes;

  private SampleText(Settings settings, float[] parameters) {
    this.settings = settings;
    this.parameters = parameters;
  }

  /// The loss of a point by way of every weight.
  ///
  /// @param parameters of the network, as [Network#parameters()] orders them
  /// @throws MistakeException if there would be more boxes than are legible
  static String of(Settings settings, float[] parameters, Point point) {
    SampleText text = new SampleText(settings, parameters);
    text.write(point);
    if (text.nodes > MOST_NODES) {
      throw new MistakeException(
          ("taken apart into single numbers this network has %d boxes, and %d are legible; take a"
                  + " single hidden layer of two or three neurons")
              .formatted(text.nodes, MOST_NODES));
    }
    return Stream.of(text.formulas.reversed(), text.numbers)
        .flatMap(List::stream)
        .collect(Collectors.joining("; "));
  }

  private void write(Point point) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < settings.data().inputs(); i++) {
      values.add("x" + sub(i));
      number("x" + sub(i), (float) (i == 0 ? point.x() : point.y()));
    }
    int at = 0;
    List<Integer> widths = new ArrayList<>(settings.hidden());
    widths.add(settings.outputs());
    for (int layer = 0; layer < widths.size(); layer++) {
      boolean isLast = layer == widths.size() - 1;
      int in = values.size();
      int out = widths.get(layer);
      List<String> next = new ArrayList<>();
      for (int to = 0; to < out; to++) {
        String sum = sum(layer, to, values, at, out);
        nodes += 2 * in;
        String place = out == 1 ? "" : sub(to);
        String name = isLast ? (settings.data().classes() > 0 ? "z" : "y") + place : null;
        if (name == null) {
          name = OUTPUTS.charAt(layer) + place;
          activate(name, "a" + "bcdefgh".charAt(layer) + place, sum);
        } else {
          formulas.add(name + " = " + sum);
        }
        next.add(name);
      }
      at += out * in + out;
      values = next;
    }
    loss(values, point);
    nodes += numbers.size();
  }

  /// w₁₁·x₁ + w₁₂·x₂ + b₁, and what these are.
  private String sum(int layer, int to, List<String> values, int at, int out) {
    int in = values.size();
    String row = out == 1 ? "" : sub(to);
    StringBuilder sum = new StringBuilder();
    for (int from = 0; from < in; from++) {
      String weight = WEIGHTS.charAt(layer) + row + (in == 1 ? "" : sub(from));
      number(weight, parameters[at + to * in + from]);
      sum.append(weight).append('*').append(values.get(from)).append(" + ");
    }
    String bias = BIASES.charAt(layer) + row;
    number(bias, parameters[at + out * in + to]);
    return sum.append(bias).toString();
  }

  private void number(String name, float value) {
    numbers.add("%s=%s".formatted(name, value));
  }

  private void activate(String name, String before, String sum) {
    Activation activation = settings.activation();
    String whole =
        switch (activation) {
          case TANH, RELU, SIGMOID, SILU, GELU, SOFTPLUS ->
              "%s(%s)".formatted(activation.title(), sum);
          case IDENTITY -> sum;
          case SELU ->
              "1.0507009873554805*(relu(%1$s) + 1.6732632423543772*(exp(min(%1$s, 0)) - 1))"
                  .formatted(before);
          case MISH -> "%1$s*tanh(softplus(%1$s))".formatted(before);
          case HARD_SIGMOID -> "min(max((%1$s + 3)/6, 0), 1)".formatted(before);
          case HARD_SWISH -> "%1$s*min(max((%1$s + 3)/6, 0), 1)".formatted(before);
          case HARD_TANH -> "min(max(%1$s, -1), 1)".formatted(before);
          case LEAKY_RELU -> "max(%1$s, 0.01*%1$s)".formatted(before);
          case ELU -> "relu(%1$s) + exp(min(%1$s, 0)) - 1".formatted(before);
          case SOFTSIGN -> "%1$s/(1 + abs(%1$s))".formatted(before);
        };
    nodes +=
        switch (activation) {
          case TANH, RELU, SIGMOID, SILU, GELU, SOFTPLUS -> 1;
          case IDENTITY -> 0;
          case LEAKY_RELU -> 3;
          case MISH -> 3;
          case HARD_SIGMOID -> 8;
          case HARD_SWISH -> 9;
          case HARD_TANH -> 4;
          case ELU -> 7;
          case SELU -> 11;
          case SOFTSIGN -> 4;
        };
    if (whole.contains(before)) {
      formulas.add(before + " = " + sum);
    }
    formulas.add(name + " = " + whole);
  }

  private void loss(List<String> outputs, Point point) {
    String first = outputs.getFirst();
    switch (settings.loss()) {
      case CROSS_ENTROPY -> {
        if (outputs.size() == 1) {
          // −t ln σ(z) − (1 − t) ln(1 − σ(z))
          formulas.add("L = softplus(%1$s) - t*%1$s".formatted(first));
          number("t", (float) point.target());
          nodes += 3;
        } else {
          String sum =
              outputs.stream().map("exp(%s)"::formatted).collect(Collectors.joining(" + "));
          formulas.add("L = ln(%s) - %s".formatted(sum, outputs.get((int) point.target())));
          nodes += 2 * outputs.size() + 1;
        }
      }
      case SQUARED -> error("(%s - t)^2", first, point, 2);
      case ABSOLUTE -> error("abs(%s - t)", first, point, 2);
      case HUBER -> {
        formulas.add("m = min(r, 1)");
        formulas.add("r = abs(%s - t)".formatted(first));
        error("m*(r - m/2)", first, point, 8);
      }
    }
  }

  private void error(String formula, String output, Point point, int more) {
    formulas.add("L = " + formula.formatted(output));
    number("t", (float) point.target());
    nodes += more;
  }

  private static String sub(int i) {
    return String.valueOf(SUBSCRIPTS.charAt(i + 1));
  }
}
