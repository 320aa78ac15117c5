/** The only room that knows YAML: text to plan, every problem with its place and mend. */
@NullMarked
package dev.rollwave.planfile;

import org.jspecify.annotations.NullMarked;
