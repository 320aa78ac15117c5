package dev.rollwave.workload.rollout;

import dev.rollwave.workload.SurgeObstacle;
import dev.rollwave.workload.SurgeObstacle.AntiAffinity;
import dev.rollwave.workload.SurgeObstacle.HostPorts;
import dev.rollwave.workload.SurgeObstacle.SingleWriterVolume;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells which rollouts can wait for ever: the new pod waits for what an old one holds, and the old
 * one stays until the new one is available. Whether a node is free is not known here, so a sentence
 * says on what it depends.
 */
final class SurgeRules {
  private SurgeRules() {}

  /** Of a workload whose old pods stay until a new one is available, a sentence each. */
  static List<String> whileOldPodsStay(List<SurgeObstacle> obstacles) {
    return obstacles.stream().map(SurgeRules::sentence).toList();
  }

  /** Of a workload whose new pod comes to the node of the old one, a sentence each. */
  static List<String> onTheNodeOfTheOldPod(List<SurgeObstacle> obstacles) {
    return obstacles.stream()
        .flatMap(it -> onOneNode(it).stream())
        .map(why ->
            "May never finish: it surges, so a new pod comes while the old one of its node still runs, and each %s; set maxSurge to 0 and maxUnavailable to 1 or more."
                .formatted(why))
        .toList();
  }

  /** A pod of a DaemonSet that surges comes to the node of the old one, and to no other. */
  private static Optional<String> onOneNode(SurgeObstacle obstacle) {
    return switch (obstacle) {
      // Pods of one node share a ReadWriteOnce volume.
      case SingleWriterVolume _ -> Optional.empty();
      case HostPorts hostPorts ->
          Optional.of("takes host port %s of its node".formatted(spoken(hostPorts)));
      case AntiAffinity(String key) ->
          Optional.of("requires another %s by its pod anti-affinity".formatted(key));
    };
  }

  private static String sentence(SurgeObstacle obstacle) {
    return "May never finish: "
        + switch (obstacle) {
          case SingleWriterVolume _ ->
              "a new pod on another node waits for the ReadWriteOnce volume of an old one, which"
                  + " maxUnavailable 0 keeps alive.";
          case HostPorts hostPorts ->
              "each pod takes host port %s of its node, and maxUnavailable 0 keeps the old ones alive; a new one waits unless a node is free for one pod more."
                  .formatted(spoken(hostPorts));
          case AntiAffinity affinity ->
              "its pod anti-affinity requires another %s for each pod, and maxUnavailable 0 keeps the old ones alive; a new one waits unless a node %s."
                  .formatted(
                      affinity.topologyKey(),
                      affinity.isByNode()
                          ? "is free for one pod more"
                          : "of one more " + affinity.topologyKey() + " has room");
        };
  }

  private static String spoken(HostPorts hostPorts) {
    return hostPorts.ports().stream().map(String::valueOf).collect(Collectors.joining(" and "));
  }
}
