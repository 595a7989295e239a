package dev.glassbox.studio.descent;

import dev.glassbox.optim.Adadelta;
import dev.glassbox.optim.Adagrad;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.RmsProp;
import dev.glassbox.optim.Sgd;
import java.util.OptionalDouble;

/// The seven methods of the race.
///
/// Each step is taken apart into a direction and, for each number of it, a scale: the parameter
/// moves by −scale · direction.
enum Method {
  SGD("SGD") {
    @Override
    Optimizer at(double rate) {
      return Sgd.of(rate);
    }

    @Override
    OptionalDouble limit(double momentum) {
      return OptionalDouble.of(2);
    }
  },
  MOMENTUM("momentum") {
    @Override
    Optimizer at(double rate, double momentum) {
      return Sgd.of(rate).withMomentum(momentum);
    }

    @Override
    OptionalDouble limit(double momentum) {
      return OptionalDouble.of(2 * (1 + momentum));
    }

    @Override
    double direction(Moment moment, double momentum) {
      return moment.after("v");
    }
  },
  NESTEROV("Nesterov") {
    @Override
    Optimizer at(double rate, double momentum) {
      return momentum == 0 ? Sgd.of(rate) : Sgd.of(rate).withNesterov(momentum);
    }

    @Override
    OptionalDouble limit(double momentum) {
      return OptionalDouble.of(2 * (1 + momentum) / (1 + 2 * momentum));
    }

    @Override
    double direction(Moment moment, double momentum) {
      return momentum == 0 ? moment.gradient() : moment.gradient() + momentum * moment.after("v");
    }
  },
  ADAGRAD("Adagrad") {
    @Override
    Optimizer at(double rate) {
      return Adagrad.of(rate);
    }

    @Override
    double scale(Moment moment, double rate) {
      return rate / (Math.sqrt(moment.after("s")) + Adagrad.of(rate).epsilon());
    }
  },
  ADADELTA("Adadelta") {
    @Override
    Optimizer at(double rate) {
      return Adadelta.of(rate);
    }

    @Override
    double scale(Moment moment, double rate) {
      double epsilon = Adadelta.of(rate).epsilon();
      return rate
          * Math.sqrt(moment.before("a") + epsilon)
          / Math.sqrt(moment.after("s") + epsilon);
    }
  },
  RMSPROP("RMSProp") {
    @Override
    Optimizer at(double rate) {
      return RmsProp.of(rate);
    }

    @Override
    double scale(Moment moment, double rate) {
      return rate / (Math.sqrt(moment.after("s")) + RmsProp.of(rate).epsilon());
    }
  },
  ADAM("Adam") {
    @Override
    Optimizer at(double rate) {
      return Adam.of(rate);
    }

    @Override
    double direction(Moment moment, double momentum) {
      return moment.after("m") / (1 - Math.pow(Adam.of(1).beta1(), moment.step()));
    }

    @Override
    double scale(Moment moment, double rate) {
      Adam adam = Adam.of(rate);
      double square = moment.after("v") / (1 - Math.pow(adam.beta2(), moment.step()));
      return rate / (Math.sqrt(square) + adam.epsilon());
    }
  };

  /// What the race gives to the methods that take a momentum.
  static final double MOMENTUM_IN_RACE = 0.9;

  private final String title;

  Method(String title) {
    this.title = title;
  }

  /// One number of the parameters at one step.
  interface Moment {
    /// Which step, counted from 1.
    int step();

    double gradient();

    /// What was remembered under this letter before the step.
    double before(String letter);

    /// What is remembered under this letter after the step.
    double after(String letter);
  }

  String title() {
    return title;
  }

  /// The optimiser at this learning rate.
  Optimizer at(double rate) {
    return at(rate, MOMENTUM_IN_RACE);
  }

  /// The optimiser at this learning rate, with a momentum if it takes one.
  Optimizer at(double rate, double momentum) {
    return at(rate);
  }

  /// The largest rate times curvature at which the method converges on a quadratic, from the roots
  /// of its recurrence; none for methods that scale their steps.
  OptionalDouble limit(double momentum) {
    return OptionalDouble.empty();
  }

  /// What the step goes against: the gradient, or what is made of its past.
  double direction(Moment moment, double momentum) {
    return moment.gradient();
  }

  /// By what the direction is multiplied: the learning rate, over the root of the squares so far
  /// where a method keeps them.
  double scale(Moment moment, double rate) {
    return rate;
  }
}
