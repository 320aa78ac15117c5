package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.workload.WorkloadRef;
import java.util.Optional;

/**
 * One runner's time at a run, as the oracle sees it.
 *
 * <p>It is over as soon as the runner has died, or another one has taken the run over though this
 * one, stopped past its lease, does not know of it yet.
 */
public final class RunnerTerm {
  private final String holder;
  private final String runId;
  private final boolean isFenced;
  private final RunnerInvariants invariants;
  private final RequestInvariants requests;
  private boolean isOver;
  private Optional<WorkloadRef> sent = Optional.empty();

  RunnerTerm(
      String holder,
      String runId,
      boolean isFenced,
      RunnerInvariants invariants,
      RequestInvariants requests) {
    this.holder = holder;
    this.runId = runId;
    this.isFenced = isFenced;
    this.invariants = invariants;
    this.requests = requests;
  }

  /** Another one has the run from here on. */
  public void end() {
    isOver = true;
  }

  /** Whether the runner has died, or another one has the run. */
  public boolean isOver() {
    return isOver;
  }

  /** Whether it confirms its lock before a restart. */
  public boolean isFenced() {
    return isFenced;
  }

  /** It sends a restart in the step that it makes. */
  void sends(WorkloadRef ref) {
    sent = Optional.of(ref);
  }

  /** What it has restarted in the step that it now ends; empty when it was nothing. */
  Optional<WorkloadRef> sentInStep() {
    Optional<WorkloadRef> last = sent;
    sent = Optional.empty();
    return last;
  }

  /** The run that the runner works on. */
  public String runId() {
    return runId;
  }

  /** What it has told of workloads. */
  RunnerInvariants invariants() {
    return invariants;
  }

  /** What it has sent. */
  RequestInvariants requests() {
    return requests;
  }

  @Override
  public String toString() {
    return holder;
  }
}
