/// Labs: short programs that show one idea each by computing it in front of the reader.
///
/// A {@link dev.glassbox.labs.Lab} writes to a {@link dev.glassbox.labs.LabContext}; what came of
/// it, a {@link dev.glassbox.labs.Report}, becomes lines on a terminal, a page or a chapter of the
/// book.
@NullMarked
package dev.glassbox.labs;

import org.jspecify.annotations.NullMarked;
