/// Tables: read from files or by SQL, understood column by column, and turned into numbers for a
/// network.
///
/// {@link dev.glassbox.data.Table} is the place to start; a {@link dev.glassbox.data.Schema} says
/// what a column is good for, and a {@link dev.glassbox.data.Preprocessing} makes numbers of it.
@NullMarked
package dev.glassbox.data;

import org.jspecify.annotations.NullMarked;
