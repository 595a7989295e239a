package dev.glassbox.labs.course;

import dev.glassbox.data.DataException;
import dev.glassbox.data.NearNames;
import dev.glassbox.labs.Book;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabelledPoints;
import java.util.List;
import java.util.Locale;

/// All labs, in the order in which they build on each other.
public final class Course {
  private static final List<Lab> LABS =
      List.of(
          new PerceptronLab(),
          new LinearLimitsLab(),
          new PolynomialPerceptronLab(),
          new MomentumPerceptronLab(),
          new CollapseLab(),
          new ActivationsLab(),
          new GatesLab(),
          new ParametersLab(),
          new GraphLab(),
          new JacobianLab(),
          new ByHandLab(),
          new CircleLab(),
          new QuadraticLab(),
          new LinearRegressionLab(),
          new LearningRateLab(),
          new MomentumLab(),
          new BatchesLab(),
          new OptimiserRaceLab(),
          new LocalMinimaLab(),
          new XorLab(),
          new RandomRegressionLab(),
          new InitialisationLab(),
          new VanishingLab(),
          new BabysittingLab(),
          new OverfittingLab(),
          new OutputUnitsLab(),
          new SoftmaxGradientLab(),
          new IslandsLab(),
          new SurfaceLab(),
          new UniversalLab(),
          new DigitsLab(),
          new TablesLab(),
          new LossLandscapeLab(),
          new NoisySineLab(),
          new ClustersLab());

  private Course() {}

  /// All labs in order.
  public static List<Lab> labs() {
    return LABS;
  }

  /// The book of all labs.
  public static Book book() {
    return new Book(LABS);
  }

  /// The lab of this name.
  ///
  /// @throws DataException if there is none; it says which names are near
  public static Lab named(String name) {
    return LABS.stream()
        .filter(lab -> lab.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "there is no lab %s%s"
                        .formatted(
                            name,
                            NearNames.questionOrList(
                                name, LABS.stream().map(Lab::name).toList()))));
  }

  /// Numbers in a form of their own, for cells of tables and titles.
  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be one more dependency.
  static String text(String form, Object... numbers) {
    return String.format(Locale.ROOT, form, numbers).replace('-', '−');
  }

  /// Refuses points of more than two labels.
  static LabelledPoints twoClasses(LabelledPoints points) {
    if (points.labels().size() != 2) {
      throw new DataException(
          "a perceptron tells two labels apart, and these points have %d: %s"
              .formatted(points.labels().size(), String.join(", ", points.labels())));
    }
    return points;
  }
}
