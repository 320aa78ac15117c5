package dev.rollwave.simulation.worlds.runners;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Event;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Resolution;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Hands each command over with what sends it, and leaves it to {@code sender} when that is. */
record WatchedCluster(Cluster cluster, BiConsumer<Command, Runnable> sender) implements Cluster {
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
    sender.accept(command, () -> cluster.carryOut(command, sink));
  }

  @Override
  public void close() {
    cluster.close();
  }
}
