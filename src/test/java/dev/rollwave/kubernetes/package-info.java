/** What is read from and written to a cluster. */
@NullMarked
package dev.rollwave.kubernetes;

import org.jspecify.annotations.NullMarked;
