/// Records taken apart and put together again through their components.
@NullMarked
package dev.glassbox.structure;

import org.jspecify.annotations.NullMarked;
