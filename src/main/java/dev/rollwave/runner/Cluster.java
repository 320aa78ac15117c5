package dev.rollwave.runner;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A cluster, as a run needs it. {@link #watch} and {@link #carryOut} return at once and answer with
 * events, in any order, from any thread, perhaps twice or never; the other methods read and wait
 * for the answer.
 */
public interface Cluster extends AutoCloseable {

  /**
   * Finds the workloads that a plan names, and reads them.
   *
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  Resolution resolve(RestartPlan plan) throws ClusterException;

  /**
   * Asks the API server what a restart would be answered, changing nothing (server-side dry run).
   *
   * @return why it would be refused; empty when it would be accepted
   * @throws ClusterException when the cluster cannot be reached
   */
  Optional<String> tryRestart(Command.PatchRestart restart) throws ClusterException;

  /**
   * Reads the pods of each of {@code refs}, as they are now.
   *
   * @return without those that cannot be read, or are not there
   */
  Map<WorkloadRef, PodSet> pods(Collection<WorkloadRef> refs);

  /**
   * Begins to tell {@code sink} of every change to {@code refs}, starting with each one's present
   * state. Called once.
   */
  void watch(Collection<WorkloadRef> refs, Consumer<Event> sink);

  /** Begins to carry out {@code command}; the answers go to {@code sink}. */
  void carryOut(Command command, Consumer<Event> sink);

  /** Ends all watches and frees all threads; no event is sent after. */
  @Override
  void close();
}
