package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.RunState;
import dev.rollwave.simulation.worlds.oracle.BrokenPromise;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of playing a world.
 *
 * @param broken the first promise that did not hold; empty when all did
 * @param last state of the run; empty when it did not get that far
 * @param lasted how long the run took on the world's clock
 * @param restarts how many stamps the run set
 * @param steps how many events the engine was told
 */
public record Verdict(
    Optional<BrokenPromise> broken,
    Optional<RunState> last,
    Duration lasted,
    int restarts,
    long steps) {}
