/**
 * A label selector, parsed, matched and printed as the API server does. Which objects it is held
 * against is up to who asks.
 */
@NullMarked
package dev.rollwave.workload.label;

import org.jspecify.annotations.NullMarked;
