package dev.rollwave.testcluster.cronjob;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One Job as the cluster shows it, and what its pods came to.
 *
 * @param client that may read all
 * @param kubelet for exit codes and logs
 * @param namespace of the Job
 * @param name of the Job
 */
record JobWatch(KubernetesClient client, ProcessKubelet kubelet, String namespace, String name) {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** The Job as it is; it has to be there. */
  Job now() {
    return client.batch().v1().jobs().inNamespace(namespace).withName(name).require();
  }

  /** Waits for the Job's end and returns the condition that tells it, and why. */
  JobCondition awaitEnd() {
    await("end", job -> ending(job).isPresent());
    return ending(now()).orElseThrow();
  }

  /** Waits until the Job {@code is} so. */
  void await(String what, Predicate<Job> is) {
    try {
      Awaitility.await(what + " of Job " + name)
          .atMost(TIMEOUT)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> is.test(now()));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          e.getMessage() + "\n" + now().getStatus() + "\n" + kubelet.logs(), e);
    }
  }

  // SuccessCriteriaMet and FailureTarget come before, while pods still run.
  private static Optional<JobCondition> ending(Job job) {
    return job.getStatus().getConditions().stream()
        .filter(condition ->
            List.of("Complete", "Failed").contains(condition.getType())
                && condition.getStatus().equals("True"))
        .findFirst();
  }

  /** Its pods that are there, the oldest first. */
  List<Pod> pods() {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("batch.kubernetes.io/job-name", name)
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
        .toList();
  }

  /** With what the containers of its pods left, the oldest first; of deleted pods too. */
  List<Integer> exitCodes() {
    return kubelet.exitCodes(name);
  }

  /** Waits until the newest of its pods has written {@code words}, and returns that pod. */
  Pod awaitPodThatSays(String words) {
    await(
        "a pod that says `" + words + "`",
        _ -> newest().filter(pod -> kubelet.log(pod).contains(words)).isPresent());
    return newest().orElseThrow();
  }

  private Optional<Pod> newest() {
    List<Pod> pods = pods();
    return pods.isEmpty() ? Optional.empty() : Optional.of(pods.getLast());
  }
}
