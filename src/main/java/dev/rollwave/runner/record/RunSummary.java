package dev.rollwave.runner.record;

import dev.rollwave.engine.Settled;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run that has ended.
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
    List<Failure> failed) {
  /** How many failed workloads are named; the record has to stay small. */
  public static final int MOST_NAMED = 20;

  /**
   * A workload that failed.
   *
   * @param ref which
   * @param at when it was found to have failed; empty where a record by an earlier version does not
   *     tell
   */
  public record Failure(WorkloadRef ref, Optional<Instant> at) {}

  public RunSummary {
    failed = List.copyOf(failed);
  }

  /** The summary of a run that was left with {@code ending}. */
  static RunSummary of(RunRecord run, Ending ending) {
    List<Failure> failed =
        run.checkpoint().settled().entrySet().stream()
            .filter(entry -> entry.getValue() instanceof Settled.Failed)
            .map(entry -> new Failure(entry.getKey(), entry.getValue().timeline().failed()))
            .limit(MOST_NAMED)
            .toList();
    return new RunSummary(
        run.runId(),
        run.owner().who(),
        run.checkpoint().startedAt(),
        ending.at(),
        ending.outcome(),
        run.counts(),
        failed);
  }
}
