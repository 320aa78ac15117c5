package dev.rollwave.runner.record;

import dev.rollwave.engine.spec.RunId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that the cluster keeps about the runs of one plan.
 *
 * @param newest the run under way, or the last one
 * @param instructions what people asked of it
 * @param history the last runs that ended, newest first, at most {@link #MOST_KEPT}
 */
public record PlanRecord(RunRecord newest, Instructions instructions, List<RunSummary> history) {
  /** How many runs are remembered. */
  public static final int MOST_KEPT = 20;

  public PlanRecord {
    history = List.copyOf(history.subList(0, Math.min(MOST_KEPT, history.size())));
  }

  /** The first record of a plan. */
  static PlanRecord of(RunRecord run) {
    return new PlanRecord(run, Instructions.NONE, List.of()).with(run);
  }

  /** The record with {@code run} as the newest; it replaces an earlier state of the same run. */
  PlanRecord with(RunRecord run) {
    boolean isSame = run.runId().equals(newest.runId());
    return new PlanRecord(
        run,
        isSame ? instructions : Instructions.NONE,
        run.ending().map(ending -> remembering(RunSummary.of(run, ending))).orElse(history));
  }

  /** The record with the newest run closed, though no process finished it. */
  PlanRecord closed(Ending ending) {
    return new PlanRecord(newest, instructions, remembering(RunSummary.of(newest, ending)));
  }

  /** The record with {@code next} as the newest instruction. */
  public PlanRecord with(Instruction next) {
    return new PlanRecord(newest, instructions.and(next), history);
  }

  /** The ids of all runs in the record, the newest first. */
  public Set<RunId> runs() {
    Set<RunId> runs = new LinkedHashSet<>();
    runs.add(newest.runId());
    history.forEach(run -> runs.add(run.runId()));
    return runs;
  }

  /** Why a person cannot ask for {@code verb}; empty when that is possible. */
  public Optional<String> objectionTo(Instruction.Verb verb) {
    if (!newest.isUnfinished()) {
      return Optional.of("the last run, " + newest.runId() + ", has ended, and none is unfinished");
    }
    if (instructions.cancellation().isPresent()) {
      return Optional.of("run " + newest.runId() + " is cancelled already");
    }
    boolean isPaused = instructions.pause().isPresent();
    return switch (verb) {
      case PAUSE ->
          isPaused ? Optional.of("run " + newest.runId() + " is paused already") : Optional.empty();
      case RESUME ->
          isPaused ? Optional.empty() : Optional.of("run " + newest.runId() + " is not paused");
      case CANCEL -> Optional.empty();
    };
  }

  private List<RunSummary> remembering(RunSummary summary) {
    List<RunSummary> all = new ArrayList<>();
    all.add(summary);
    history.stream().filter(old -> !old.runId().equals(summary.runId())).forEach(all::add);
    return all.subList(0, Math.min(MOST_KEPT, all.size()));
  }
}
