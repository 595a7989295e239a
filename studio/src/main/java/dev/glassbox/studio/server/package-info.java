/// The local server: who may ask, what is answered, and the streams to the tabs.
@NullMarked
package dev.glassbox.studio.server;

import org.jspecify.annotations.NullMarked;
