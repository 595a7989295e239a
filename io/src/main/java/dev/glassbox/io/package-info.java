/// Model files: {@link dev.glassbox.io.Safetensors} for weights and their metadata, and {@link
/// dev.glassbox.io.AtomicFile} for writing any file so that it is either whole or not there.
@NullMarked
package dev.glassbox.io;

import org.jspecify.annotations.NullMarked;
