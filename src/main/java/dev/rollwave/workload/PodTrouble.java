package dev.rollwave.workload;

import java.util.List;

/**
 * A pod that will not make it, and why.
 *
 * @param pod its name
 * @param container its name; empty when the trouble is the pod's own
 * @param reason such as {@code CrashLoopBackOff}
 * @param message as the kubelet or the scheduler wrote it, empty when absent
 * @param lastLogLines what the container said last, oldest first; may be empty
 * @param mend the command that frees the workload; empty when there is none to give
 */
public record PodTrouble(
    String pod,
    String container,
    String reason,
    String message,
    List<String> lastLogLines,
    String mend)
    implements Trouble {
  public PodTrouble {
    lastLogLines = List.copyOf(lastLogLines);
  }
}
