/// Fitting: curves to points, straight lines and planes to points, and any residuals to nothing.
///
/// {@link dev.glassbox.fit.CurveFit} fits any function of parameters to data and says how well each
/// parameter is known; {@link dev.glassbox.fit.LinearLeastSquares} and {@link
/// dev.glassbox.fit.SimpleRegression} do the linear case in one go; {@link
/// dev.glassbox.fit.LevenbergMarquardt} makes the sum of squares of any residuals smallest.
@NullMarked
package dev.glassbox.fit;

import org.jspecify.annotations.NullMarked;
