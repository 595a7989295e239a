package dev.glassbox.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/// The JDK's module of vector instructions, which is an incubator and so not there by itself.
///
/// `--add-modules=jdk.incubator.vector` brings it, with a warning on standard error. Where java was
/// started with `--add-exports=java.base/jdk.internal.module=ALL-UNNAMED` instead, as the command's
/// launcher does, it is loaded here in silence.
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private VectorModule() {}

  /// Makes the module available.
  ///
  /// @return why that is not possible, empty if it is
  static Optional<String> load() {
    if (!isThere()) {
      try {
        Class.forName("jdk.internal.module.Modules")
            .getMethod("loadModule", String.class)
            .invoke(null, NAME);
      } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
        return Optional.of("start java with --add-modules=" + NAME);
      } catch (InvocationTargetException e) {
        return Optional.of("%s cannot be loaded: %s".formatted(NAME, e.getCause()));
      }
    }
    return isThere() ? Optional.empty() : Optional.of(NAME + " was loaded but is not visible");
  }

  private static boolean isThere() {
    try {
      Class.forName(NAME + ".FloatVector");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
