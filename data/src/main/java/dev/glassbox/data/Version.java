package dev.glassbox.data;

/// Which Glassbox this is.
public final class Version {
  /// The number of this version.
  public static final String NUMBER = "0.1.0";

  private Version() {}
}
