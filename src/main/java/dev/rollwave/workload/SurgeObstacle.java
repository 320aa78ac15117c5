package dev.rollwave.workload;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of a pod template can keep a pod above {@code spec.replicas} from starting for as long as
 * all old ones run.
 */
public sealed interface SurgeObstacle {
  /** It mounts a claim known to be ReadWriteOnce. */
  record SingleWriterVolume() implements SurgeObstacle {}

  /**
   * Its containers take ports of their node, which one pod of a node can have.
   *
   * @param ports at least one, 1 to 65535
   */
  record HostPorts(SortedSet<Integer> ports) implements SurgeObstacle {
    public HostPorts {
      if (ports.isEmpty()) {
        throw new IllegalArgumentException("no port is no obstacle");
      }
      ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
    }
  }

  /**
   * Its required pod anti-affinity is one with its own pods.
   *
   * @param topologyKey the label of nodes; each value of it may have one of its pods
   */
  record AntiAffinity(String topologyKey) implements SurgeObstacle {
    /** Whether each node may have one of its pods. */
    public boolean isByNode() {
      return "kubernetes.io/hostname".equals(topologyKey);
    }
  }
}
