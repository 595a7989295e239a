package dev.glassbox.data;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.optim.GradientClip;
import dev.glassbox.tensor.Rng;
import dev.glassbox.train.DivergedException;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.Trainer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Learns from given rows: climbs the ladder of regimes on the training rows as long as the validation
/// rows say that it helps, then trains the best once more on all of them.
final class Climb {
  private static final List<Integer> HIDDEN = List.of(128, 128, 128);
  private static final int WAVES = 64;
  private static final int ROWS_PER_INPUT_FOR_WAVES = 100;
  private static final double LABEL_SMOOTHING = 0.1;
  private static final int MOST_ROWS_TO_REFIT = 20_000;
  private static final double GRADIENT_NORM = 10;

  /// A regime must beat the one before by this factor; the more careful one wins a near tie.
  private static final double MARGIN = 0.98;

  private final LearningRows training;
  private final @Nullable LearningRows validation;
  private final LearningRows all;
  private final LearnerOptions options;
  private final LearningListener listener;
  private final BooleanSupplier stopRequested;

  /// @param all training and validation rows together
  Climb(
      LearningRows training,
      @Nullable LearningRows validation,
      LearningRows all,
      LearnerOptions options,
      LearningListener listener,
      BooleanSupplier stopRequested) {
    this.training = training;
    this.validation = validation;
    this.all = all;
    this.options = options;
    this.listener = listener;
    this.stopRequested = stopRequested;
  }

  /// A trained network with all that is needed to use it.
  record Fitted(
      LearningEvent.Stage stage,
      Preprocessing preprocessing,
      NetworkDesign design,
      Layer network,
      Outcome outcome) {
    double score() {
      return outcome.best().score();
    }

    boolean interrupted() {
      return outcome.ending() instanceof Outcome.Ending.Interrupted;
    }

    boolean diverged() {
      return outcome.ending() instanceof Outcome.Ending.Diverged;
    }
  }

  /// What was chosen, and what will be used: the same, or the same trained anew on all rows.
  record Result(Fitted chosen, Fitted kept) {}

  Result run() {
    Preprocessing preprocessing = Preprocessing.fit(training.table(), training.range(), training.schema());
    Fitted chosen = choose(preprocessing);
    Fitted kept = chosen;
    if (validation != null
        && !chosen.interrupted()
        && !chosen.diverged()
        && all.rows() <= MOST_ROWS_TO_REFIT) {
      Fitted refitted = refit(chosen);
      kept = refitted.interrupted() || refitted.diverged() ? chosen : refitted;
    }
    listener.on(
        new LearningEvent.Chosen(chosen.stage(), chosen.outcome().best(), kept.stage().refit()));
    return new Result(chosen, kept);
  }

  private Fitted choose(Preprocessing preprocessing) {
    Examples rows = training.examples(preprocessing);
    Examples held = validation == null ? null : validation.examples(preprocessing);
    Fitted best = null;
    DivergedException failure = null;
    for (Plan plan : plans(preprocessing)) {
      Fitted candidate;
      try {
        candidate = fit(plan, false, preprocessing, rows, held, plan.epochs());
      } catch (DivergedException diverged) {
        failure = diverged;
        continue;
      }
      boolean better = best == null || candidate.score() < best.score() * MARGIN;
      if (better) {
        best = candidate;
      }
      if (!better || candidate.interrupted() || held == null) {
        break;
      }
    }
    if (best == null) {
      throw failure == null ? new IllegalStateException("no regime was tried") : failure;
    }
    return best;
  }

  /// Trains the chosen plan from the start on all rows, for as many epochs as were best.
  private Fitted refit(Fitted chosen) {
    Preprocessing preprocessing = Preprocessing.fit(all.table(), all.range(), all.schema());
    Plan plan =
        plans(preprocessing).stream()
            .filter(one -> one.title().equals(chosen.stage().title()))
            .findFirst()
            .orElseThrow();
    int epochs = Math.max(1, chosen.outcome().best().number());
    try {
      return fit(plan, true, preprocessing, all.examples(preprocessing), null, epochs);
    } catch (DivergedException diverged) {
      return chosen;
    }
  }

  /// One way to train: a network and how long and hard to train it.
  private record Plan(
      String title, NetworkDesign design, int batch, int epochs, double weightDecay) {}

  private Set<Plan> plans(Preprocessing preprocessing) {
    Set<Plan> plans = new LinkedHashSet<>();
    int batch = options.batch().orElse(batchSize(all.rows()));
    int stepsPerEpoch = Math.max(1, training.rows() / batch);
    for (Regime regime : Regime.values()) {
      double dropout = options.dropout().orElse(regime.dropout());
      Plan plan =
          new Plan(
              regime.title(),
              design(preprocessing, dropout, regime == Regime.BOLD),
              batch,
              options.epochs().orElse(regime.epochs(stepsPerEpoch)),
              options.weightDecay().orElse(regime.weightDecay()));
      boolean alike =
          plans.stream()
              .anyMatch(
                  other ->
                      other.design().equals(plan.design())
                          && other.epochs() == plan.epochs()
                          && other.weightDecay() == plan.weightDecay());
      if (!alike) {
        plans.add(plan);
      }
    }
    return plans;
  }

  private NetworkDesign design(Preprocessing preprocessing, double dropout, boolean bold) {
    int numbers = preprocessing.names().size();
    List<Integer> codes = preprocessing.embeddings().stream().map(Embedding::size).toList();
    NetworkDesign plain =
        new NetworkDesign(
            numbers,
            codes,
            0,
            options.hidden().orElse(HIDDEN),
            options.activation().orElse(Activation.SILU),
            dropout,
            outputs());
    boolean waves =
        bold
            && options.hidden().isEmpty()
            && all.rows() >= (long) ROWS_PER_INPUT_FOR_WAVES * plain.inputs();
    return waves
        ? new NetworkDesign(
            numbers, codes, WAVES, plain.hidden(), plain.activation(), dropout, outputs())
        : plain;
  }

  private int outputs() {
    return switch (training.schema().target()) {
      case Target.Classes target -> target.labels().size();
      case Target.Quantity _ -> 1;
    };
  }

  /// 32 rows a step, doubled while an epoch still has 40 steps or more, to 256 at most.
  private static int batchSize(int rows) {
    int batch = 32;
    while (batch < 256 && batch * 2 <= rows / 40) {
      batch *= 2;
    }
    return batch;
  }

  private Fitted fit(
      Plan plan,
      boolean refit,
      Preprocessing preprocessing,
      Examples rows,
      @Nullable Examples held,
      int epochs) {
    Rng rng = Rng.seed(options.seed());
    var stage = new LearningEvent.Stage(plan.title(), refit);
    Layer network = plan.design().create(rng.split());
    listener.on(new LearningEvent.StageStarted(stage, plan.design(), network.parameterCount()));
    OptimizerChoice optimizer = options.optimizer().orElse(OptimizerChoice.ADAM);
    double decay =
        optimizer.decouplesDecay() || options.weightDecay().isPresent() ? plan.weightDecay() : 0;
    int batch = Math.min(plan.batch(), rows.rows());
    long steps = (long) Math.max(1, rows.rows() / batch) * epochs;
    Trainer trainer =
        Trainer.of(
                loss(LABEL_SMOOTHING),
                optimizer.create(
                    options.learningRate().orElse(optimizer.defaultLearningRate()), decay))
            .withSchedule(options.schedule().orElse(ScheduleChoice.COSINE).create(epochs, steps))
            .withClip(GradientClip.byNorm(GRADIENT_NORM))
            .withEpochs(epochs)
            .withBatchSize(batch)
            .withDropLast(true)
            .withPatience(options.patience().orElse(Math.max(20, epochs / 3)))
            .withSeed(rng.nextLong())
            .withValidationLoss(loss(0))
            .withListener(event -> listener.on(new LearningEvent.Step(stage, event)))
            .withStopRequested(stopRequested);
    Outcome outcome =
        held == null ? trainer.fit(network, rows) : trainer.fit(network, rows, held);
    return new Fitted(stage, preprocessing, plan.design(), network, outcome);
  }

  private Loss loss(double smoothing) {
    return switch (training.schema().target()) {
      case Target.Classes _ -> CrossEntropy.smoothed(smoothing);
      case Target.Quantity _ -> new MeanSquaredError();
    };
  }
}
