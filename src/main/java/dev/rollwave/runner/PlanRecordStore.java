package dev.rollwave.runner;

import dev.rollwave.engine.Event;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the records of runs are kept: one record a plan, written only by who has read what is
 * there.
 */
public interface PlanRecordStore {

  /** What was found. */
  sealed interface Reading {

    /** The plan was never run, or its book was thrown away. */
    record Nothing() implements Reading {}

    /**
     * The record, and the version that the next writing has to name.
     *
     * @param planRecord as it was kept
     * @param version opaque
     */
    record Found(PlanRecord planRecord, String version) implements Reading {}

    /**
     * Something is there that is no record, or one of a later form.
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

    /** Somebody else wrote since; nothing was changed. */
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
   * @throws ClusterException when the cluster refuses or cannot be reached; then nobody knows
   *     whether it was written
   */
  Writing write(String plan, PlanRecord planRecord, Optional<String> over) throws ClusterException;

  /**
   * Calls {@code onChange}, on any thread, with the version of the record of {@code plan} whenever
   * it may have changed; an empty version when that is not known.
   *
   * @param sink is told when a fault in Rollwave ends that
   */
  Subscription watch(String plan, Consumer<String> onChange, Consumer<Event> sink);
}
