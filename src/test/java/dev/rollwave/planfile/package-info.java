/** Tests of reading plan documents. */
@NullMarked
package dev.rollwave.planfile;

import org.jspecify.annotations.NullMarked;
