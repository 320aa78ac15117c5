/**
 * Sequences of status that real controllers write, recorded or compared with what was recorded. The
 * simulated controllers are held against the same recordings in {@code simulation}.
 */
@NullMarked
package dev.rollwave.testcluster.recording;

import org.jspecify.annotations.NullMarked;
