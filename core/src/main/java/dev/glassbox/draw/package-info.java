/// Drawing boxes and arrows: a layered layout from left to right, and SVG text.
///
/// Knows nothing of what the boxes stand for.
@NullMarked
package dev.glassbox.draw;

import org.jspecify.annotations.NullMarked;
