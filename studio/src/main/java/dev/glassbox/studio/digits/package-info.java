/// Digits: a network learns to read them, and what is drawn goes through it at once.
@NullMarked
package dev.glassbox.studio.digits;

import org.jspecify.annotations.NullMarked;
