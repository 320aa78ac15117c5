package dev.rollwave.console.rehearsal;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.analysis.CriticalPath;
import dev.rollwave.runner.RunTrace;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.survey.AssumedWorkload;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A plan that was played through on a cluster in memory.
 *
 * @param stints the processes that ran it, one after another, at least one
 * @param outages the times without an API server
 * @param tooLate when kills and outages were to begin that the run had ended before
 * @param trace what was noted meanwhile
 * @param assumed what each workload was taken to be
 * @param setting where the workloads come from and what was touched, a sentence
 * @param seed of the pods' times
 */
public record Rehearsed(
    List<Stint> stints,
    List<Gap> outages,
    List<Instant> tooLate,
    RunTrace trace,
    Map<WorkloadRef, AssumedWorkload> assumed,
    String setting,
    long seed) {
  public Rehearsed {
    stints = List.copyOf(stints);
    outages = List.copyOf(outages);
    tooLate = tooLate.stream().sorted().toList();
    assumed = Collections.unmodifiableMap(new TreeMap<>(assumed));
  }

  /**
   * One process.
   *
   * @param startedAt when it began
   * @param endedAt when it ended
   * @param last state of the run that it knew
   * @param exit how it left; empty when it was killed
   */
  public record Stint(Instant startedAt, Instant endedAt, RunState last, Optional<Exit> exit) {}

  /**
   * How a process leaves.
   *
   * @param status 0 to 6
   * @param meaning a clause
   */
  public record Exit(int status, String meaning) {}

  /** A time without an API server: nothing could reach it. */
  public record Gap(Instant from, Instant until) {}

  /** The last state of the run. */
  public RunState last() {
    return stints.getLast().last();
  }

  /** When it ended, in the rehearsal's time. */
  public Instant endedAt() {
    return stints.getLast().endedAt();
  }

  /** The first process that was not killed. */
  public Stint firstToLeave() {
    return stints.stream()
        .filter(stint -> stint.exit().isPresent())
        .findFirst()
        .orElseGet(stints::getLast);
  }

  CriticalPath criticalPath() {
    return CriticalPath.of(
        last(),
        trace.settled(),
        stints.stream().skip(1).map(Stint::startedAt).collect(Collectors.toUnmodifiableSet()));
  }
}
