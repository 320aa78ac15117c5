package dev.rollwave.testcluster.cronjob;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The kubelet of the pods of one namespace: it starts a process for each pod that the scheduler has
 * bound, passes SIGTERM on when the pod is deleted and SIGKILL when its grace period is over, and
 * tells the API server what became of the container, as a kubelet does.
 *
 * <p>It knows what the pods of {@code k8s-cronjob.yaml} need: one container, no probes, {@code
 * restartPolicy: Never}, the volumes of {@link PodVolumes} and the variables of {@link
 * PodEnvironment}.
 */
final class ProcessKubelet implements AutoCloseable {
  private final KubernetesClient client;
  private final ContainerRuntime runtime;
  private final Path folder;
  private final Map<String, PodProcess> pods = new ConcurrentHashMap<>();
  private final List<PodProcess> inOrder = new CopyOnWriteArrayList<>();
  private final Map<String, String> overruling = new ConcurrentHashMap<>();
  private final Thread killer = new Thread(this::killAll, "process-kubelet-killer");
  private final SharedIndexInformer<Pod> informer;

  /**
   * Runs the pods of {@code namespace} from now on.
   *
   * @param client that may do what a kubelet does; stays open
   * @param runtime starts the containers
   * @param folder for the pods' volumes and logs
   */
  ProcessKubelet(KubernetesClient client, String namespace, ContainerRuntime runtime, Path folder) {
    this.client = client;
    this.runtime = runtime;
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(killer);
    informer = client.pods().inNamespace(namespace).inform(new PodEvents());
  }

  private void see(Pod pod) {
    if (pod.getSpec().getNodeName() == null) {
      return;
    }
    PodProcess process = pods.computeIfAbsent(pod.getMetadata().getUid(), _ -> begin(pod));
    process.see(pod);
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      process.end(pod.getMetadata().getDeletionGracePeriodSeconds());
    }
  }

  private PodProcess begin(Pod pod) {
    PodProcess process =
        new PodProcess(client, this::start, pod, folder.resolve(pod.getMetadata().getName()));
    inOrder.add(process);
    process.start();
    return process;
  }

  // Deleted by force: nothing waits for its status any more, but its process has to end.
  private void forget(Pod pod) {
    PodProcess process = pods.get(pod.getMetadata().getUid());
    if (process != null) {
      process.end(pod.getSpec().getTerminationGracePeriodSeconds());
    }
  }

  private Process start(
      Pod pod, Map<String, String> environment, Map<String, Path> mounts, Path place)
      throws IOException {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(overruling);
    return runtime.start(pod, all, mounts, place);
  }

  /** The variable {@code name} is {@code value} in containers that start from now on. */
  void overrule(String name, String value) {
    overruling.put(name, value);
  }

  /** Takes {@link #overrule} back. */
  void overruleNothing() {
    overruling.clear();
  }

  /** The pod as it was when it was last seen; it may be gone from the cluster. */
  Pod lastSeen(Pod pod) {
    return process(pod).lastSeen();
  }

  /** Puts new tokens, and whatever else has changed, into the volumes of a pod. */
  void renewVolumes(Pod pod) throws IOException {
    process(pod).renewVolumes();
  }

  /** Ends the process of a pod without asking (SIGKILL), as the kernel may. */
  void kill(Pod pod) {
    process(pod).kill();
  }

  /** Stops the process of a pod where it stands: nothing but a kill ends it any more. */
  void freeze(Pod pod) throws IOException, InterruptedException {
    process(pod).freeze();
  }

  private PodProcess process(Pod pod) {
    return Objects.requireNonNull(
        pods.get(pod.getMetadata().getUid()),
        () -> pod.getMetadata().getName() + " was not started");
  }

  /** What the container of {@code pod} wrote so far. */
  String log(Pod pod) {
    PodProcess process = pods.get(pod.getMetadata().getUid());
    return process == null
        ? "(" + pod.getMetadata().getName() + " was not started)"
        : process.log();
  }

  /**
   * With what the containers of the Job {@code job} left, in the order in which their pods came;
   * those too whose pods are gone from the cluster.
   */
  List<Integer> exitCodes(String job) {
    return inOrder.stream()
        .filter(pod -> pod.isOf(job))
        .flatMap(pod -> pod.exitCode().stream())
        .toList();
  }

  /** The logs of all pods that there were, for the message of a failure. */
  String logs() {
    StringBuilder all = new StringBuilder();
    inOrder.forEach(pod -> all.append("--- ").append(pod).append('\n').append(pod.log()));
    return all.toString();
  }

  private void killAll() {
    pods.values().forEach(PodProcess::kill);
  }

  /** Ends all processes and takes their pods away. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(killer);
    informer.close();
    pods.values().forEach(PodProcess::close);
  }

  private final class PodEvents implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      see(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      see(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean deletedFinalStateUnknown) {
      forget(pod);
    }
  }
}
