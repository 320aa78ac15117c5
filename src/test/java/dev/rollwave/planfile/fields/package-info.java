/** What {@code planfile.fields} does, tried. */
@NullMarked
package dev.rollwave.planfile.fields;

import org.jspecify.annotations.NullMarked;
