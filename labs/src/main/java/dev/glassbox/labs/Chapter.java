package dev.glassbox.labs;

/// The chapters of the course, in order.
public enum Chapter {
  /// One neuron that learns from its mistakes.
  PERCEPTRON(1, "Perceptron"),
  /// Neurons in layers.
  NETWORKS(2, "Networks"),
  /// How every weight's influence is found.
  DERIVATIVES(3, "Derivatives"),
  /// How a loss is brought down.
  DESCENT(4, "Descent"),
  /// What goes wrong and right when a network is trained.
  TRAINING(5, "Training"),
  /// Networks on islands, surfaces, digits and tables.
  REAL_SHAPES(6, "Real shapes"),
  /// Methods that are no networks.
  BESIDE_NETWORKS(7, "Beside networks");

  private final int number;
  private final String title;

  Chapter(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /// Counted from 1.
  public int number() {
    return number;
  }

  /// The heading.
  public String title() {
    return title;
  }
}
