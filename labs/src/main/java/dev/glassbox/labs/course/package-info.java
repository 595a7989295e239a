/// The labs of the course, a file each, in {@link dev.glassbox.labs.course.Course}'s order.
@NullMarked
package dev.glassbox.labs.course;

import org.jspecify.annotations.NullMarked;
