package dev.glassbox.studio.playground;

import dev.glassbox.tensor.Rng;
import java.util.List;

/// Where points come from: they are made, or rows of a table.
sealed interface Source permits Dataset, TablePoints {
  /// By what name it is chosen.
  String title();

  /// How many numbers a point has to learn from: two, or one for a curve.
  int inputs();

  /// How many classes there are; 0 where a number is to be learnt.
  int classes();

  /// What the classes are called.
  List<String> labels();

  /// Points are shown from minus this to this, both ways.
  double side();

  /// What the inputs mean.
  List<Axis> axes();

  /// What the number to be learnt means.
  Axis value();

  /// The noise that suits it.
  double defaultNoise();

  /// The points: made, or drawn from the rows there are.
  List<Point> points(int count, double noise, Rng rng);
}
