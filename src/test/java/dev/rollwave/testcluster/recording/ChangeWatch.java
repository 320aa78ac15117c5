package dev.rollwave.testcluster.recording;

import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes down each status of the workloads of one namespace, and when last anything of a workload
 * changed: itself, its ReplicaSets or its pods. All of them carry its name in the label {@code
 * app}.
 */
final class ChangeWatch implements AutoCloseable {
  private final Map<String, List<String>> statuses = new HashMap<>();
  private final Map<String, Long> lastChange = new HashMap<>();
  private final Map<String, StatusLine> lines = new HashMap<>();
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

  ChangeWatch(KubernetesClient client, TestNamespace namespace) {
    String in = namespace.name();
    informers.add(client.apps().deployments().inNamespace(in).inform(new Notes<>(true)));
    informers.add(client.apps().statefulSets().inNamespace(in).inform(new Notes<>(true)));
    informers.add(client.apps().daemonSets().inNamespace(in).inform(new Notes<>(true)));
    informers.add(client.apps().replicaSets().inNamespace(in).inform(new Notes<>(false)));
    informers.add(client.pods().inNamespace(in).inform(new Notes<>(false)));
  }

  synchronized List<String> statusesOf(String workload) {
    return List.copyOf(statuses.getOrDefault(workload, List.of()));
  }

  /** In the nanoseconds of {@link System#nanoTime}; the present when there was none so far. */
  synchronized long lastChangeOf(String workload) {
    return lastChange.getOrDefault(workload, System.nanoTime());
  }

  private synchronized void note(HasMetadata object, boolean isWorkload) {
    String workload = object.getMetadata().getLabels().get("app");
    lastChange.put(workload, System.nanoTime());
    if (isWorkload) {
      StatusLine line = lines.computeIfAbsent(workload, _ -> new StatusLine());
      statuses.computeIfAbsent(workload, _ -> new ArrayList<>()).add(line.of(object));
    }
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }

  private final class Notes<T extends HasMetadata> implements ResourceEventHandler<T> {
    private final boolean ofWorkloads;

    Notes(boolean ofWorkloads) {
      this.ofWorkloads = ofWorkloads;
    }

    @Override
    public void onAdd(T object) {
      note(object, ofWorkloads);
    }

    @Override
    public void onUpdate(@Nullable T before, T object) {
      note(object, ofWorkloads);
    }

    @Override
    public void onDelete(T object, boolean deletedFinalStateUnknown) {
      note(object, false);
    }
  }
}
