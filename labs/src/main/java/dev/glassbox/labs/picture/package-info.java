/// The kit that draws the labs' pictures: panels of points, lines, bands, histograms, heat maps,
/// contours and images, in one style.
///
/// {@link dev.glassbox.labs.picture.Picture} is the place to start.
@NullMarked
package dev.glassbox.labs.picture;

import org.jspecify.annotations.NullMarked;
