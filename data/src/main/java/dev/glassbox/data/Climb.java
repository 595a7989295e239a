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
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Learns from given rows: climbs the ladder of regimes on the training rows as long as the
/// validation rows say that it helps, then trains the best once more on all of them.
final class Climb {
  private static final List<Integer> HIDDEN = List.of(128, 128, 128);
  private static final int WAVES = 128;
  private static final int ROWS_PER_INPUT_FOR_WAVES = 100;
  private static final double LABEL_SMOOTHING = 0.1;
  private static final int MOST_ROWS_TO_REFIT = 20_000;
  private static final double GRADIENT_NORM = 10;

  private final LearningRows training;
  private final @Nullable LearningRows validation;
  private final LearningRows all;
  private final LearnerOptions options;
  private final LearningListener listener;
  private final BooleanSupplier stopRequested;
  private final UnaryOperator<Trainer> dress;

  /// @param all training and validation rows together
  /// @param dress makes of each network's trainer the one that trains it
  Climb(
      LearningRows training,
      @Nullable LearningRows validation,
      LearningRows all,
      LearnerOptions options,
      LearningListener listener,
      BooleanSupplier stopRequested,
      UnaryOperator<Trainer> dress) {
    this.training = training;
    this.validation = validation;
    this.all = all;
    this.options = options;
    this.listener = listener;
    this.stopRequested = stopRequested;
    this.dress = dress;
  }

  /// A trained network with all that is needed to use it.
  record Fitted(
      Regime regime,
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

  /// Climbs, with columns made into numbers as was fitted on the training rows.
  Result run(Preprocessing preprocessing) {
    Fitted chosen = choose(preprocessing);
    Fitted kept = chosen;
    if (validation != null
        && !chosen.interrupted()
        && !chosen.diverged()
        && !stopRequested.getAsBoolean()
        && mayRefit()) {
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
    List<Plan> plans = plans(preprocessing);
    for (Plan plan : plans) {
      Fitted candidate;
      try {
        long after = rowsAfter(plan, plans);
        candidate = fit(plan, false, preprocessing, rows, held, plan.epochs(), after);
      } catch (DivergedException diverged) {
        failure = diverged;
        continue;
      }
      boolean better = best == null || candidate.score() < best.score() * margin();
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

  /// A bolder regime must bring the validation loss below this share of the one before. The log
  /// loss of n rows is uncertain by about 1/√n of itself; only what is better by more counts, so
  /// that few rows lead to the careful choice. Errors of numbers are compared as they are: there,
  /// being too careful costs as much as being too bold.
  private double margin() {
    return training.classes() != null && validation != null
        ? 1 - 1 / Math.sqrt(validation.rows())
        : 1;
  }

  private boolean mayRefit() {
    return all.rows() <= MOST_ROWS_TO_REFIT;
  }

  /// So many rows at most are gone over after this plan: by the bolder ones, and in training the
  /// longest of them anew.
  private long rowsAfter(Plan plan, List<Plan> plans) {
    if (validation == null) {
      return 0;
    }
    long epochs = plans.stream().skip(plans.indexOf(plan) + 1).mapToLong(Plan::epochs).sum();
    long again = mayRefit() ? plans.stream().mapToLong(Plan::epochs).max().orElse(0) : 0;
    return epochs * training.rows() + again * all.rows();
  }

  /// Trains the chosen plan from the start on all rows, for as many epochs as were best.
  private Fitted refit(Fitted chosen) {
    Preprocessing preprocessing = Preprocessing.fit(all.table(), all.range(), all.schema());
    Plan plan = plan(chosen.regime(), preprocessing);
    int epochs = Math.max(1, chosen.outcome().best().number());
    try {
      return fit(plan, true, preprocessing, all.examples(preprocessing), null, epochs, 0);
    } catch (DivergedException diverged) {
      return chosen;
    }
  }

  /// One way to train: a network and how long and hard to train it.
  private record Plan(
      Regime regime,
      NetworkDesign design,
      int batch,
      int epochs,
      double learningRate,
      double weightDecay) {

    /// Whether this trains the same network in the same way, by whatever name.
    boolean isLike(Plan other) {
      return design.equals(other.design)
          && batch == other.batch
          && epochs == other.epochs
          && learningRate == other.learningRate
          && weightDecay == other.weightDecay;
    }
  }

  /// A plan for every regime; where the user's choices leave no difference between two, the first.
  private List<Plan> plans(Preprocessing preprocessing) {
    List<Plan> plans = new ArrayList<>();
    for (Regime regime : Regime.values()) {
      Plan plan = plan(regime, preprocessing);
      if (plans.stream().noneMatch(plan::isLike)) {
        plans.add(plan);
      }
    }
    return plans;
  }

  private Plan plan(Regime regime, Preprocessing preprocessing) {
    int batch = options.batch().orElse(batchSize(all.rows()));
    int stepsPerEpoch = Math.max(1, training.rows() / batch);
    double dropout = options.dropout().orElse(regime.dropout());
    double learningRate = optimizer().defaultLearningRate() * regime.pace();
    double decay = optimizer().decouplesDecay() ? regime.weightDecay() : 0;
    return new Plan(
        regime,
        design(preprocessing, dropout, regime == Regime.BOLD),
        batch,
        options.epochs().orElse(regime.epochs(stepsPerEpoch)),
        options.learningRate().orElse(learningRate),
        options.weightDecay().orElse(decay));
  }

  private OptimizerChoice optimizer() {
    return options.optimizer().orElse(OptimizerChoice.ADAM);
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
      int epochs,
      long rowsAfter) {
    Rng rng = Rng.seed(options.seed());
    var stage = new LearningEvent.Stage(plan.regime().title(), refit);
    Layer network = plan.design().create(rng.split());
    listener.on(
        new LearningEvent.StageStarted(stage, plan.design(), network.parameterCount(), rowsAfter));
    int batch = Math.min(plan.batch(), rows.rows());
    long steps = (long) Math.max(1, rows.rows() / batch) * epochs;
    Trainer plain =
        Trainer.of(loss(), optimizer().create(plan.learningRate(), plan.weightDecay()))
            .withSchedule(options.schedule().orElse(ScheduleChoice.COSINE).create(epochs, steps))
            .withClip(GradientClip.byNorm(GRADIENT_NORM))
            .withEpochs(epochs)
            .withBatchSize(batch)
            .withDropLast(true)
            .withPatience(options.patience().orElse(Math.max(20, epochs / 3)))
            .withSeed(rng.nextLong())
            .withListener(event -> listener.on(new LearningEvent.Step(stage, event)))
            .withStopRequested(stopRequested);
    Trainer trainer = dress.apply(plain);
    Outcome outcome = held == null ? trainer.fit(network, rows) : trainer.fit(network, rows, held);
    return new Fitted(plan.regime(), stage, preprocessing, plan.design(), network, outcome);
  }

  private Loss loss() {
    return switch (training.schema().target()) {
      case Target.Classes _ -> CrossEntropy.smoothed(LABEL_SMOOTHING);
      case Target.Quantity _ -> new MeanSquaredError();
    };
  }
}
