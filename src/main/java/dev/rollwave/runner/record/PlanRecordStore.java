package dev.rollwave.runner.record;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.workload.WorkloadRef;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the records of runs: one record a plan. A writer names the version that it has read. */
public interface PlanRecordStore {

  /** What was found. */
  sealed interface Reading {

    /** The plan was never run, or its record was deleted. */
    record Nothing() implements Reading {}

    /**
     * The record, and the version that the next writing has to name.
     *
     * @param planRecord as it was kept
     * @param version opaque
     */
    record Found(PlanRecord planRecord, String version) implements Reading {}

    /**
     * What is kept is no record, or one of a later form.
     *
     * @param where it is, for a person
     * @param why it cannot be read
     * @param version that would replace it
     */
    record Unreadable(String where, String why, String version)
        implements Reading, StartDecision.Leave {}
  }

  /** What came of writing. */
  sealed interface Writing {

    /** It is kept, as this version. */
    record Kept(String version) implements Writing {}

    /** Another process wrote since; nothing was changed. */
    record Overtaken() implements Writing {}
  }

  /** A watch of one plan's record, until it is closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Reads the newest record of {@code plan}.
   *
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  Reading read(String plan) throws ClusterException;

  /**
   * Replaces the record of {@code plan}.
   *
   * @param over the version that is replaced; empty when there was nothing
   * @throws ClusterException when the cluster refuses or cannot be reached; then the record may or
   *     may not have been written
   */
  Writing write(String plan, PlanRecord planRecord, Optional<String> over) throws ClusterException;

  /**
   * Why {@code planRecord} could not be kept any more when {@code workloads}, which are all of its
   * run, have come to their end; empty when it can.
   */
  default Optional<String> objectionTo(
      String plan, PlanRecord planRecord, Collection<WorkloadRef> workloads) {
    return Optional.empty();
  }

  /**
   * Calls {@code onChange}, on any thread, with the version of the record of {@code plan} whenever
   * it may have changed; an empty version when that is not known.
   *
   * @param sink is told when a fault in Rollwave ends the watch
   */
  Subscription watch(String plan, Consumer<String> onChange, Consumer<Event> sink);
}
