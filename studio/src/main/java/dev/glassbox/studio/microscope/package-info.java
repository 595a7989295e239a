/// The autograd microscope: an expression, taken apart into single operations, with values going
/// forward and derivatives coming back.
@NullMarked
package dev.glassbox.studio.microscope;

import org.jspecify.annotations.NullMarked;
