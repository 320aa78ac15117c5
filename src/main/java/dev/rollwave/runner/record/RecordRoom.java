package dev.rollwave.runner.record;

import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * Whether the record of a run has room for all of its workloads. A run whose record can no longer
 * be written could not be continued as it is, and would never be known to have ended.
 */
public final class RecordRoom {
  private RecordRoom() {}

  /**
   * Makes sure that the record of a run that is about to begin can be kept to its end. One that is
   * under way is seen through in any case.
   *
   * @param records where it is kept
   * @param found what is kept now
   * @param enter the run
   * @param spec what it is to do
   * @throws ClusterException.Refused when it cannot; the message says for how many workloads there
   *     is room
   */
  public static void require(
      PlanRecordStore records, Reading found, StartDecision.Enter enter, RunSpec spec)
      throws ClusterException.Refused {
    if (enter.checkpoint().isPresent()) {
      return;
    }
    List<WorkloadRef> workloads =
        spec.targets().values().stream()
            .flatMap(targets -> targets.stream().map(WorkloadSnapshot::ref))
            .toList();
    Optional<String> objection =
        records.objectionTo(
            spec.plan().name(),
            RecordSession.planRecord(found, enter.closing(), enter.run()),
            workloads);
    if (objection.isPresent()) {
      throw new ClusterException.Refused(objection.get());
    }
  }
}
