/// Points of the plane, a network that learns them step by step, and its timeline.
@NullMarked
package dev.glassbox.studio.playground;

import org.jspecify.annotations.NullMarked;
