package dev.rollwave.runner;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Event;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A cluster that restarts nothing without the lock. A process that was stopped past its lease, by a
 * debugger, a hypervisor or a laptop's lid, wakes up with commands that its successor may have
 * carried out long ago; it has to confirm its lock before the next restart.
 *
 * @param cluster carries commands out; its maker closes it
 * @param hold the lock
 * @param background runs the confirmation of a lock, which waits for an answer
 */
public record FencedCluster(Cluster cluster, RunLock.Hold hold, Executor background)
    implements Cluster {

  /** A fence that confirms each lock on a thread of its own. */
  public FencedCluster(Cluster cluster, RunLock.Hold hold) {
    this(cluster, hold, Threads.each("fence"));
  }

  @Override
  public Resolution resolve(RestartPlan plan) throws ClusterException {
    return cluster.resolve(plan);
  }

  @Override
  public Optional<String> tryRestart(PatchRestart restart) throws ClusterException {
    return cluster.tryRestart(restart);
  }

  @Override
  public Map<WorkloadRef, PodSet> pods(Collection<WorkloadRef> refs) {
    return cluster.pods(refs);
  }

  @Override
  public void watch(Collection<WorkloadRef> refs, Consumer<Event> sink) {
    cluster.watch(refs, sink);
  }

  @Override
  public void carryOut(Command command, Consumer<Event> sink) {
    switch (command) {
      case PatchRestart restart when !hold.isFresh() ->
          background.execute(Threads.guarded(() -> confirmThenRestart(restart, sink), sink));
      case PatchRestart _, Command.Reread _, Command.InspectPods _ ->
          cluster.carryOut(command, sink);
    }
  }

  private void confirmThenRestart(PatchRestart restart, Consumer<Event> sink) {
    try {
      hold.confirm();
      cluster.carryOut(restart, sink);
    } catch (ClusterException e) {
      sink.accept(
          new Event.RestartUnknown(
              restart.ref(), "not sent, since the lock is not confirmed: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does nothing: the maker of the cluster closes it. */
  @Override
  public void close() {}
}
