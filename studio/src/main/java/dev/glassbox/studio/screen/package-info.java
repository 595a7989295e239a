/// What a screen of the page is made of on the side of the engine: commands, their arguments, and
/// frames.
@NullMarked
package dev.glassbox.studio.screen;

import org.jspecify.annotations.NullMarked;
