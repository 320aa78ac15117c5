/**
 * What controllers write when a workload is restarted and its pods are moved by hand, one at a
 * time: the experiments, how they are played, and how their recordings are written down. The same
 * play is put on with real controllers and with the simulated ones.
 */
@NullMarked
package dev.rollwave.recording;

import org.jspecify.annotations.NullMarked;
