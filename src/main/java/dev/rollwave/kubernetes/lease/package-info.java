/** The lock of a plan, a Lease. Who holds it is up to {@code runner}. */
@NullMarked
package dev.rollwave.kubernetes.lease;

import org.jspecify.annotations.NullMarked;
