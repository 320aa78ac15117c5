package dev.rollwave.testcluster.soak;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Scales and annotates workloads while they are restarted, as another team does. It counts the
 * generations that come of it, so that the others are known to be restarts.
 */
final class ForeignHand {
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int MOST_REPLICAS = 3;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final Estate estate;
  private final RandomGenerator random;
  private final Tally tally;
  private final Map<WorkloadRef, Integer> generations = new HashMap<>();
  private final Map<WorkloadRef, Integer> replicas = new HashMap<>();
  private int written;

  ForeignHand(Estate estate, RandomGenerator random, Tally tally) {
    this.estate = estate;
    this.random = random;
    this.tally = tally;
  }

  /** Comes, and stays until what is returned is closed. */
  RandomActs come() {
    return RandomActs.begin(random, SHORTEST, LONGEST, this::act);
  }

  /** How many generations of {@code workload} are its doing so far. */
  synchronized int generations(WorkloadRef workload) {
    return generations.getOrDefault(workload, 0);
  }

  private synchronized void act() {
    if (random.nextInt(3) == 0) {
      scale(oneOf(estate.scalable()));
    } else {
      annotate(oneOf(estate.workloads()));
    }
  }

  private void scale(WorkloadRef workload) {
    int wanted = replicas.merge(workload, 2, (before, _) -> before % MOST_REPLICAS + 1);
    resource(workload).patch(MERGE, "{\"spec\": {\"replicas\": %d}}".formatted(wanted));
    generations.merge(workload, 1, Integer::sum);
    tally.count("somebody else scales a workload");
  }

  private void annotate(WorkloadRef workload) {
    resource(workload)
        .patch(
            MERGE,
            "{\"metadata\": {\"annotations\": {\"example.com/note\": \"%d\"}}}"
                .formatted(++written));
    // Of this kind alone the API server counts the object's own annotations as specification:
    // PrepareForUpdate in k8s.io/kubernetes/pkg/registry/apps/deployment/strategy.go.
    if (workload.kind() == WorkloadKind.DEPLOYMENT) {
      generations.merge(workload, 1, Integer::sum);
    }
    tally.count("somebody else annotates a workload");
  }

  private Resource<? extends HasMetadata> resource(WorkloadRef workload) {
    KubernetesClient client = estate.client();
    String namespace = workload.namespace();
    String name = workload.name();
    return switch (workload.kind()) {
      case DEPLOYMENT -> client.apps().deployments().inNamespace(namespace).withName(name);
      case STATEFUL_SET -> client.apps().statefulSets().inNamespace(namespace).withName(name);
      case DAEMON_SET -> client.apps().daemonSets().inNamespace(namespace).withName(name);
    };
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
