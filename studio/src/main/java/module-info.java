/// The studio: a local web page in which one can look into a network while it trains, and act on
/// it.
module dev.glassbox.studio {
  requires transitive dev.glassbox.core;
  requires dev.glassbox.data;
  requires dev.glassbox.io;
  requires java.compiler;
  requires jdk.httpserver;
  requires static org.jspecify;
  requires tools.jackson.databind;

  exports dev.glassbox.studio;

  // Layers are records whose weights the core finds by reflection.
  opens dev.glassbox.studio.playground to
      dev.glassbox.core;
}
