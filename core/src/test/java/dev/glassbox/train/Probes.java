package dev.glassbox.train;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.TrainingPass;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Small models and losses by which tests see what a training does.
final class Probes {
  private Probes() {}

  /// One weight: y = w x. Each batch that it is trained on is written down.
  record Slope(Tensor weight, List<List<Double>> batches) implements Layer {
    static Slope of(double weight) {
      return new Slope(Tensor.of(weight).trainable(), new ArrayList<>());
    }

    @Override
    public Tensor apply(Tensor x) {
      if (TrainingPass.current().isPresent()) {
        batches.add(Arrays.stream(x.toDoubleArray()).boxed().toList());
      }
      return x.mul(weight);
    }
  }

  /// The mean of the outputs, whatever the targets.
  record MeanOutput() implements Loss {
    @Override
    public Tensor of(Tensor output, Tensor target) {
      return output.mean();
    }

    @Override
    public String name() {
      return "mean output";
    }
  }

  /// A measure that says what it was told to say, one number a call, the last again and again. As
  /// it counts its calls it must not be recorded, so it looks at a number.
  static final class Scripted implements Loss {
    private final double[] values;
    private int calls;

    Scripted(double... values) {
      this.values = values;
    }

    @Override
    public Tensor of(Tensor output, Tensor target) {
      output.toDoubleArray();
      return Tensor.scalar(DType.FLOAT64, values[Math.min(calls++, values.length - 1)]);
    }

    @Override
    public String name() {
      return "scripted";
    }
  }

  /// The mean of the outputs, multiplied by the next of these factors, the last again and again. It
  /// too looks at a number.
  static final class Scaled implements Loss {
    private final double[] factors;
    private int calls;

    Scaled(double... factors) {
      this.factors = factors;
    }

    @Override
    public Tensor of(Tensor output, Tensor target) {
      output.toDoubleArray();
      return output.mean().mul(factors[Math.min(calls++, factors.length - 1)]);
    }

    @Override
    public String name() {
      return "scaled";
    }
  }

  /// Examples of one number each, with targets 0.
  static Examples numbers(double... inputs) {
    return new Examples(
        Tensor.of(inputs).reshape(inputs.length, 1), Tensor.zeros(Shape.of(inputs.length, 1)));
  }

  /// Every weight and buffer to the bit.
  static Map<String, List<Integer>> bits(Layer model) {
    Map<String, List<Integer>> bits = new LinkedHashMap<>();
    model
        .state()
        .forEach(
            (name, tensor) -> {
              List<Integer> numbers = new ArrayList<>();
              for (float number : tensor.toFloatArray()) {
                numbers.add(Float.floatToRawIntBits(number));
              }
              bits.put(name, numbers);
            });
    return bits;
  }
}
