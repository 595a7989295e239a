/// The innermost loops: plain arrays in, plain arrays out. Not exported.
///
/// [Kernels] is the contract; [ScalarKernels] is the reference that every other provider is tested
/// against.
@NullMarked
package dev.glassbox.kernel;

import org.jspecify.annotations.NullMarked;
