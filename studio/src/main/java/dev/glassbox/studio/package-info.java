/// The studio: a local web page in which one can look into a network while it trains.
@NullMarked
package dev.glassbox.studio;

import org.jspecify.annotations.NullMarked;
