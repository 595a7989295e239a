/// Model files: safetensors, read as if they were hostile and written so that they are whole or not
/// there.
module dev.glassbox.io {
  requires transitive dev.glassbox.core;
  requires static org.jspecify;
  requires tools.jackson.core;

  exports dev.glassbox.io;
}
