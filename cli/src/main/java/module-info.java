/// The `glassbox` command.
module dev.glassbox.cli {
  requires dev.glassbox.core;
  requires dev.glassbox.data;
  requires dev.glassbox.io;
  requires dev.glassbox.labs;
  requires dev.glassbox.studio;
  requires info.picocli;
  requires static org.jspecify;
  requires tools.jackson.databind;

  opens dev.glassbox.cli to
      info.picocli;
}
