package dev.rollwave.engine.message;

import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.Optional;

/** What the engine asks of the cluster. Each is answered by events, late, repeated, or never. */
public sealed interface Command {

  /** Which workload it is about. */
  WorkloadRef ref();

  /**
   * Restart a workload, in one request.
   *
   * @param ref which
   * @param uid that the object must still have
   * @param resourceVersion that the object must still have; another means that it was written since
   * @param mark the stamp for the template, and what is written on the workload's own metadata
   * @param reason of the restart, for a person
   * @param notAfter the first instant at which the request must no longer be sent
   */
  record PatchRestart(
      WorkloadRef ref,
      String uid,
      String resourceVersion,
      RestartMark mark,
      String reason,
      Instant notAfter)
      implements Command {}

  /**
   * Read a workload from the API server itself, not from a cache; answered by {@link Event.Reread}.
   */
  record Reread(WorkloadRef ref) implements Command {}

  /**
   * Read the pods of a workload; answered by {@link Event.PodsInspected}, and before it by {@link
   * Event.Observed} where the workload itself had to be read and was not known to be so.
   *
   * @param ref whose pods
   * @param withEvidence whether it is about to be called failed, so that the last log lines of
   *     containers in trouble and what Kubernetes warned of are wanted too
   * @param asked when; comes back with the answer, and tells a late answer to an earlier question
   * @param shown the workload as it was shown last, where its counts say that all is done and its
   *     template is as our restart left it: pods that all carry its stamp prove that, and nothing
   *     else has to be read. Empty where the workload has to be read too
   */
  record InspectPods(
      WorkloadRef ref, boolean withEvidence, Instant asked, Optional<WorkloadSnapshot> shown)
      implements Command {

    /** As one for which the workload is read too. */
    public InspectPods(WorkloadRef ref, boolean withEvidence, Instant asked) {
      this(ref, withEvidence, asked, Optional.empty());
    }
  }
}
