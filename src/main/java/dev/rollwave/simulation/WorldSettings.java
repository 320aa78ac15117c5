package dev.rollwave.simulation;

import java.time.Instant;
import java.util.List;

/**
 * What a simulated world begins with.
 *
 * @param seed of everything random in it
 * @param start what its clock shows first
 * @param nodes names of its nodes, at least one
 * @param latencies how long messages and controllers take
 */
public record WorldSettings(long seed, Instant start, List<String> nodes, Latencies latencies) {
  public WorldSettings {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("a cluster has at least one node");
    }
  }

  /** Three nodes near by. */
  public static WorldSettings of(long seed, Instant start) {
    return new WorldSettings(seed, start, List.of("node-a", "node-b", "node-c"), Latencies.NEAR);
  }
}
