package dev.glassbox.optim;

/// The schedules' formulas.
final class Rates {
  private Rates() {}

  static Schedule.Run of(Schedule schedule, double rate, long total, long perEpoch) {
    return switch (schedule) {
      case Schedule.Constant() -> step -> rate;
      case Schedule.StepDecay(int every, double factor) ->
          step -> rate * Math.pow(factor, Math.floor(epoch(step, total, perEpoch) / every));
      case Schedule.Exponential(double factor) ->
          step -> rate * Math.pow(factor, epoch(step, total, perEpoch));
      case Schedule.Cosine(double floor) -> cosine(rate, floor, total);
      case Schedule.OneCycle oneCycle -> oneCycle(oneCycle, rate, total);
      case Schedule.WarmUp(long steps, Schedule then) ->
          new Warming(rate, steps, of(then, rate, Math.max(1, total - steps), perEpoch));
      case Schedule.ReduceOnPlateau plateau -> new Plateau(plateau, rate);
    };
  }

  private static long within(long step, long total) {
    return Math.min(step, total - 1);
  }

  private static double epoch(long step, long total, long perEpoch) {
    return (double) Math.floorDiv(within(step, total), perEpoch);
  }

  private static Schedule.Run cosine(double rate, double floor, long total) {
    if (floor > rate) {
      throw new IllegalArgumentException(
          "cosine schedule: floor %s must not be above the learning rate, %s"
              .formatted(floor, rate));
    }
    return step -> between(rate, floor, (double) within(step, total) / total);
  }

  private static Schedule.Run oneCycle(Schedule.OneCycle cycle, double rate, long total) {
    double start = rate / cycle.division();
    double end = start / cycle.finalDivision();
    double top = cycle.rise() * total - 1;
    double last = total - 1;
    return step -> {
      double i = within(step, total);
      // A cycle too short for a rise has its top at or before the first step.
      return top > 0 && i <= top
          ? between(start, rate, i / top)
          : between(rate, end, (i - top) / (last - top));
    };
  }

  /// From `from` to `to` along half a cosine, for a share from 0 to 1 of the way.
  private static double between(double from, double to, double share) {
    return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
  }

  private record Warming(double rate, long steps, Schedule.Run then) implements Schedule.Run {
    @Override
    public double rate(long step) {
      return step < steps ? rate * (step + 1) / steps : then.rate(step - steps);
    }

    @Override
    public void validated(double loss) {
      then.validated(loss);
    }
  }

  private static final class Plateau implements Schedule.Run {
    private static final double LEAST_REDUCTION = 1e-8;

    private final Schedule.ReduceOnPlateau settings;
    private double rate;
    private double best = Double.POSITIVE_INFINITY;
    private int badEpochs;

    Plateau(Schedule.ReduceOnPlateau settings, double rate) {
      this.settings = settings;
      this.rate = rate;
    }

    @Override
    public double rate(long step) {
      return rate;
    }

    @Override
    public void validated(double loss) {
      if (loss < best * (1 - settings.threshold())) {
        best = loss;
        badEpochs = 0;
      } else {
        badEpochs++;
      }
      if (badEpochs > settings.patience()) {
        double reduced = rate * settings.factor();
        rate = rate - reduced > LEAST_REDUCTION ? reduced : rate;
        badEpochs = 0;
      }
    }
  }
}
