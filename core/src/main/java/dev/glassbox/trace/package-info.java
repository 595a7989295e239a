/// What kernels a piece of code calls on which arrays: the raw material of programs.
@NullMarked
package dev.glassbox.trace;

import org.jspecify.annotations.NullMarked;
