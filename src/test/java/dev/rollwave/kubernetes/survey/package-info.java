/** What {@code kubernetes.survey} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.survey;

import org.jspecify.annotations.NullMarked;
