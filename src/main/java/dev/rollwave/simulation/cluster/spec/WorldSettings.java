package dev.rollwave.simulation.cluster.spec;

import dev.rollwave.simulation.time.Latencies;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

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
    return of(seed, start, 3);
  }

  /** So many nodes near by: {@code node-a}, {@code node-b} and so on, 26 at most. */
  public static WorldSettings of(long seed, Instant start, int nodes) {
    List<String> names =
        IntStream.range(0, nodes).mapToObj(i -> "node-" + (char) ('a' + i)).toList();
    return new WorldSettings(seed, start, names, Latencies.NEAR);
  }
}
