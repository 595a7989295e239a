/// The kernels' speed, scalar and vector in pairs, each benchmark on one thread.
@NullMarked
package dev.glassbox.bench;

import org.jspecify.annotations.NullMarked;
