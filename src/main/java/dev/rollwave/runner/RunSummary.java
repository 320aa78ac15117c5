package dev.rollwave.runner;

import dev.rollwave.engine.RunId;
import dev.rollwave.engine.RunOutcome;
import dev.rollwave.engine.Settled;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One run of the past.
 *
 * @param runId names it
 * @param who started it, for a person
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param outcome how it ended
 * @param counts of its workloads
 * @param failed the first workloads that failed, at most {@link #MOST_NAMED}
 */
public record RunSummary(
    RunId runId,
    String who,
    Instant startedAt,
    Instant endedAt,
    RunOutcome outcome,
    Counts counts,
    List<WorkloadRef> failed) {
  /** How many failed workloads are named; the record has to stay small. */
  public static final int MOST_NAMED = 20;

  public RunSummary {
    failed = List.copyOf(failed);
  }

  /** The summary of a run that was left with {@code ending}. */
  static RunSummary of(RunRecord run, Ending ending) {
    List<WorkloadRef> failed =
        run.past().settled().entrySet().stream()
            .filter(entry -> entry.getValue() instanceof Settled.Failed)
            .map(Map.Entry::getKey)
            .limit(MOST_NAMED)
            .toList();
    return new RunSummary(
        run.runId(),
        run.owner().who(),
        run.past().startedAt(),
        ending.at(),
        ending.outcome(),
        run.counts(),
        failed);
  }
}
