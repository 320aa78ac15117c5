/**
 * For builders: shows the JVM which classes a run needs, so that each later one starts in a
 * fraction of the time. A run that was made for that talks to a small API server in memory.
 */
@NullMarked
package dev.rollwave.training;

import org.jspecify.annotations.NullMarked;
