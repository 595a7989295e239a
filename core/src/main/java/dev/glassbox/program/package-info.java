/// Computations recorded once and run again, fast and without allocating.
@NullMarked
package dev.glassbox.program;

import org.jspecify.annotations.NullMarked;
