package dev.rollwave.testcluster.soak;

import dev.rollwave.testcluster.proxy.FaultProxy;

/**
 * What a run is exposed to.
 *
 * @param proxy between it and the API server
 * @param weather what the proxy does to it
 * @param hand a foreign hand at work on the same workloads
 */
record Surroundings(FaultProxy proxy, Weather weather, ForeignHand hand) {}
