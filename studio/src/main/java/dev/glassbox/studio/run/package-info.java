/// What screens may know of a training: what is trained on what, and its weights step by step.
@NullMarked
package dev.glassbox.studio.run;

import org.jspecify.annotations.NullMarked;
