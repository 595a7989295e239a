/// The `glassbox` command.
@NullMarked
package dev.glassbox.cli;

import org.jspecify.annotations.NullMarked;
