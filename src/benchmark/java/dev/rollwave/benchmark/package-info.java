/** How long the machinery takes: JMH benchmarks, built with the profile "benchmark" alone. */
@NullMarked
package dev.rollwave.benchmark;

import org.jspecify.annotations.NullMarked;
