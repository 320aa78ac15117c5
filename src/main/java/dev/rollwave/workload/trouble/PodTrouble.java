package dev.rollwave.workload.trouble;

import java.util.List;

/**
 * A pod that cannot become ready, and why.
 *
 * @param pod its name
 * @param uid tells it from its successor of the same name
 * @param container its name; empty when the trouble is the pod's own
 * @param cause what it comes from
 * @param reason in Kubernetes' word, such as {@code CrashLoopBackOff}
 * @param message as the kubelet or the scheduler wrote it, empty when absent
 * @param lastLogLines what the container said last, oldest first; may be empty
 * @param remedy what would help
 */
public record PodTrouble(
    String pod,
    String uid,
    String container,
    TroubleCause cause,
    String reason,
    String message,
    List<String> lastLogLines,
    Remedy remedy)
    implements Trouble {
  public PodTrouble {
    lastLogLines = List.copyOf(lastLogLines);
  }
}
