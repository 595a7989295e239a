package dev.glassbox.optim;

/// How the learning rate changes over a training: settings, without any state.
///
/// In the formulas η is the optimiser's learning rate, i the step counted from 0, n the number of
/// all steps, and e the epoch counted from 0. After the last planned step the rate stays what it
/// was there.
///
/// {@snippet :
/// Schedule schedule = Schedule.warmUp(100, Schedule.cosine());
/// Schedule.Run rates = schedule.start(1e-3, 5000, 50);
/// double first = rates.rate(0);
/// double later = rates.rate(1000);
/// }
public sealed interface Schedule {
  /// A schedule at work in one training.
  interface Run {
    /// The learning rate of this step, counted from 0.
    double rate(long step);

    /// Tells the schedule the loss on the validation rows after an epoch. Only [ReduceOnPlateau]
    /// listens.
    default void validated(double loss) {}
  }

  /// Starts a training.
  ///
  /// @param learningRate η, the optimiser's learning rate
  /// @param totalSteps n, how many steps are planned
  /// @param stepsPerEpoch how many steps make an epoch
  /// @throws IllegalArgumentException if the rate is negative or not finite, or a count is not
  ///   positive
  default Run start(double learningRate, long totalSteps, long stepsPerEpoch) {
    Setting.nonNegative("schedule", "learningRate", learningRate);
    Setting.require(totalSteps > 0, "schedule", "totalSteps", "be positive", totalSteps);
    Setting.require(stepsPerEpoch > 0, "schedule", "stepsPerEpoch", "be positive", stepsPerEpoch);
    return Rates.of(this, learningRate, totalSteps, stepsPerEpoch);
  }

  /// The same rate throughout.
  static Schedule constant() {
    return new Constant();
  }

  /// The rate multiplied by `factor` after every so many epochs.
  static Schedule stepDecay(int everyEpochs, double factor) {
    return new StepDecay(everyEpochs, factor);
  }

  /// The rate multiplied by `factor` after every epoch.
  static Schedule exponential(double factor) {
    return new Exponential(factor);
  }

  /// Half a cosine down to 0.
  static Schedule cosine() {
    return new Cosine(0);
  }

  /// Half a cosine down to `floor`.
  static Schedule cosine(double floor) {
    return new Cosine(floor);
  }

  /// Up from η/25 to η over the first 30 % of the steps, then down to η/250,000.
  static Schedule oneCycle() {
    return new OneCycle(0.3, 25, 1e4);
  }

  /// A linear rise over the first steps, then another schedule for the rest.
  static Schedule warmUp(long steps, Schedule then) {
    return new WarmUp(steps, then);
  }

  /// The rate multiplied by `factor` when the validation loss has not fallen, by a ten-thousandth
  /// at least, for more than `patience` epochs.
  static Schedule reduceOnPlateau(double factor, int patience) {
    return new ReduceOnPlateau(factor, patience, 1e-4);
  }

  /// η.
  record Constant() implements Schedule {}

  /// η · factor^⌊e / everyEpochs⌋.
  ///
  /// @param everyEpochs epochs between one reduction and the next, 1 or more
  /// @param factor in (0, 1]
  record StepDecay(int everyEpochs, double factor) implements Schedule {
    /// Checks the settings.
    public StepDecay {
      Setting.require(everyEpochs > 0, "step decay", "everyEpochs", "be positive", everyEpochs);
      Setting.factor("step decay", "factor", factor);
    }
  }

  /// η · factorᵉ.
  ///
  /// @param factor in (0, 1]
  record Exponential(double factor) implements Schedule {
    /// Checks the setting.
    public Exponential {
      Setting.factor("exponential schedule", "factor", factor);
    }
  }

  /// floor + (η − floor)(1 + cos(πi/n)) / 2 (Loshchilov and Hutter 2017, without restarts).
  ///
  /// @param floor the learning rate that is approached, 0 or more
  record Cosine(double floor) implements Schedule {
    /// Checks the setting.
    public Cosine {
      Setting.nonNegative("cosine schedule", "floor", floor);
    }
  }

  /// One cycle, in the form of two half cosines: from η/division up to η at step rise · n − 1, then
  /// down to η/division/finalDivision at the last step (Smith and Topin 2018; PyTorch's OneCycleLR
  /// without its cycle of momentum).
  ///
  /// @param rise the share of the steps on which the rate rises, in (0, 1)
  /// @param division how far below η it starts, as a divisor
  /// @param finalDivision how far below the start it ends, as a divisor
  record OneCycle(double rise, double division, double finalDivision) implements Schedule {
    /// Checks the settings.
    public OneCycle {
      Setting.require(rise > 0 && rise < 1, "one cycle", "rise", "lie in (0, 1)", rise);
      Setting.positive("one cycle", "division", division);
      Setting.positive("one cycle", "finalDivision", finalDivision);
    }
  }

  /// η (i + 1) / steps while i < steps, and from then on another schedule that takes step i − steps
  /// of n − steps; its epochs count from there too (Goyal et al. 2017).
  ///
  /// @param steps how long the rise takes; with 0 there is none
  /// @param then what follows
  record WarmUp(long steps, Schedule then) implements Schedule {
    /// Checks the setting.
    public WarmUp {
      Setting.require(steps >= 0, "warm-up", "steps", "be 0 or more", steps);
    }
  }

  /// Multiplies the rate by `factor` whenever the validation loss was not below (1 − threshold)
  /// times the best for more than `patience` epochs in a row, and then begins to count afresh. A
  /// reduction by 10⁻⁸ or less is left out, as in PyTorch's ReduceLROnPlateau.
  ///
  /// @param factor in (0, 1)
  /// @param patience epochs without improvement that are borne, 0 or more
  /// @param threshold the share by which a loss must be below the best to count as better, in [0,
  ///   1)
  record ReduceOnPlateau(double factor, int patience, double threshold) implements Schedule {
    /// Checks the settings.
    public ReduceOnPlateau {
      Setting.require(
          factor > 0 && factor < 1, "reduce on plateau", "factor", "lie in (0, 1)", factor);
      Setting.require(patience >= 0, "reduce on plateau", "patience", "be 0 or more", patience);
      Setting.decay("reduce on plateau", "threshold", threshold);
    }
  }
}
