package dev.glassbox.nn;

import dev.glassbox.tensor.Tensor;

/// In training, sets each number to 0 with probability `rate` and divides the others by 1 − rate,
/// so that the mean stays; in prediction, changes nothing (Srivastava et al. 2014).
///
/// The numbers that fall out are drawn from [TrainingPass#rng()], anew each time.
///
/// @param rate the probability of falling out, in [0, 1)
public record Dropout(double rate) implements Layer {
  /// Checks the rate.
  ///
  /// @throws IllegalArgumentException unless it lies in [0, 1)
  public Dropout {
    Setting.share("dropout", "rate", rate);
  }

  @Override
  public Tensor apply(Tensor x) {
    return TrainingPass.current().map(pass -> x.dropout(rate, pass.rng())).orElse(x);
  }
}
