/// The fork: several futures of one run of the playground beside each other.
@NullMarked
package dev.glassbox.studio.fork;

import org.jspecify.annotations.NullMarked;
