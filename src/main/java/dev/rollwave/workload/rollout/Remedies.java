package dev.rollwave.workload.rollout;

import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.trouble.Remedy;
import dev.rollwave.workload.trouble.TroubleCause;

/** What helps a pod that cannot become ready. */
final class Remedies {
  private Remedies() {}

  /**
   * What helps {@code pod} of {@code workload} against {@code cause}; {@code container} is empty
   * where none is to blame.
   */
  static Remedy of(
      TroubleCause cause, WorkloadSnapshot workload, PodSnapshot pod, String container) {
    String where = " " + pod.name() + " -n " + workload.ref().namespace();
    if (cause.isBroken() && KindRules.of(workload).keepsBrokenPods()) {
      return new Remedy(
          "%s; then delete the pod, since its %s waits for it"
              .formatted(cause.advice(), workload.ref().kind().kind()),
          "kubectl delete pod" + where);
    }
    return new Remedy(
        cause.advice(),
        switch (cause) {
          case CRASH_LOOP -> "kubectl logs" + where + " -c " + container + " --previous";
          // What describes a pod leaves its finalizers out.
          case DELETION -> "kubectl get pod" + where + " -o yaml";
          case UNSCHEDULABLE,
              IMAGE_PULL,
              INVALID_IMAGE,
              CONFIGURATION,
              CONTAINER_START,
              NOT_READY ->
              "kubectl describe pod" + where;
        });
  }
}
