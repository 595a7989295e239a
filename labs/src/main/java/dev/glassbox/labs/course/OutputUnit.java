package dev.glassbox.labs.course;

import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.nn.Loss;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.Locale;

/// A distribution that an output describes. As a loss, it is the mean of −ln p(y), the negative
/// log-likelihood.
enum OutputUnit implements Loss {
  /// One number z for p = σ(z), the probability of y = 1.
  BERNOULLI(1) {
    @Override
    public Tensor of(Tensor z, Tensor y) {
      return z.sigmoidCrossEntropy(y).mean();
    }

    @Override
    Tensor parameters(Tensor z) {
      return z.sigmoid();
    }

    @Override
    Tensor truth(Tensor x) {
      return x.sin().mul(3).sigmoid();
    }

    @Override
    Tensor draw(Tensor truth, Rng rng) {
      return chance(truth, rng).less(truth).to(DType.FLOAT64);
    }
  },
  /// A number z for each of three classes, whose softmax is its probability.
  MULTINOULLI(3) {
    @Override
    public Tensor of(Tensor z, Tensor y) {
      return z.softmaxCrossEntropy(y).mean();
    }

    @Override
    Tensor parameters(Tensor z) {
      return z.softmax();
    }

    @Override
    Tensor truth(Tensor x) {
      return Tensor.concat(1, x.mul(-2), x.mul(0).add(1), x.mul(2)).softmax();
    }

    @Override
    Tensor draw(Tensor truth, Rng rng) {
      Tensor passed = chance(truth, rng).greater(truth.cumsum(1)).to(DType.FLOAT64).sum(1);
      return passed.to(DType.INT64).oneHot(3, DType.FLOAT64);
    }
  },
  /// The mean μ, and z = ln σ for the deviation σ.
  GAUSSIAN(2) {
    @Override
    public Tensor of(Tensor z, Tensor y) {
      Tensor logDeviation = z.slice(1, 1, 2);
      Tensor distance = y.sub(z.slice(1, 0, 1)).div(logDeviation.exp());
      double constant = Math.log(2 * Math.PI) / 2;
      return distance.square().mul(0.5).add(logDeviation).add(constant).mean();
    }

    @Override
    Tensor parameters(Tensor z) {
      return Tensor.concat(1, z.slice(1, 0, 1), z.slice(1, 1, 2).exp());
    }

    @Override
    Tensor truth(Tensor x) {
      return Tensor.concat(1, x.sin(), x.add(4).mul(0.1));
    }

    @Override
    Tensor draw(Tensor truth, Rng rng) {
      Tensor mean = truth.slice(1, 0, 1);
      Tensor noise = Tensor.normal(rng, mean.shape(), 0, 1, DType.FLOAT64);
      return mean.add(noise.mul(truth.slice(1, 1, 2)));
    }
  };

  /// How many numbers z there are.
  final int outputs;

  OutputUnit(int outputs) {
    this.outputs = outputs;
  }

  private static Tensor chance(Tensor truth, Rng rng) {
    return Tensor.uniform(rng, truth.slice(1, 0, 1).shape(), 0, 1, DType.FLOAT64);
  }

  /// The distribution's parameters from the outputs z: p, one p a class, or μ and σ.
  abstract Tensor parameters(Tensor z);

  /// Parameters that depend on x in a way that a network is to find.
  abstract Tensor truth(Tensor x);

  /// A y for each row of parameters.
  abstract Tensor draw(Tensor truth, Rng rng);

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The parameters that were found, the true ones and, where they can be shown, what was drawn.
  Panel panel(Tensor x, Tensor y, Tensor truth, Tensor found) {
    double[] xs = x.toDoubleArray();
    Panel panel = Panel.of("x", this == GAUSSIAN ? "μ and σ" : "probability").titled(title());
    if (this != MULTINOULLI) {
      panel = panel.smallPoints("drawn", Ink.GRAY, xs, y.toDoubleArray());
    }
    for (int j = 0; j < outputs; j++) {
      panel =
          panel
              .line("learnt", Ink.BLUE, xs, found.slice(1, j, j + 1).toDoubleArray())
              .dashed("true", Ink.VERMILLION, xs, truth.slice(1, j, j + 1).toDoubleArray());
    }
    return panel;
  }
}
