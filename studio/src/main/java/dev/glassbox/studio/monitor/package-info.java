/// Watching any training while it goes: its losses, its weights, what may be wrong, and controls.
@NullMarked
package dev.glassbox.studio.monitor;

import org.jspecify.annotations.NullMarked;
