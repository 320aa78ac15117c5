package dev.rollwave.simulation.worlds.environment;

import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.time.VirtualTime;
import dev.rollwave.simulation.worlds.world.Deed;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.Fault.Meddling;
import dev.rollwave.simulation.worlds.world.Moment;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Other people and controllers that lay hands on workloads while a run is under way. */
public final class ExternalActors {
  private static final String WHO = "somebody";

  private final World world;
  private final SimulatedWorld cluster;
  private final VirtualTime time;
  private final Consumer<String> story;
  private final List<Meddling> afterRequest = new ArrayList<>();
  private final List<Meddling> afterRestart = new ArrayList<>();
  private final List<Meddling> afterProof = new ArrayList<>();
  private final List<Fault.HastyCounts> hasty = new ArrayList<>();
  private final List<Fault.Evicted> evictions = new ArrayList<>();
  private final Map<WorkloadRef, Instant> lastEviction = new HashMap<>();
  private final Map<WorkloadRef, Instant> lastDeed = new HashMap<>();

  /**
   * Of {@code world}, in {@code cluster}; {@code story} is told each thing that they do, a line.
   */
  public ExternalActors(World world, SimulatedWorld cluster, Consumer<String> story) {
    this.world = world;
    this.cluster = cluster;
    this.time = cluster.time();
    this.story = story;
  }

  /** From here on they act when their time comes. */
  public void begin() {
    for (Fault fault : world.faults()) {
      if (fault instanceof Meddling meddling) {
        switch (meddling.moment().since()) {
          case RUN -> time.after(meddling.moment().delay(), () -> act(meddling));
          case REQUEST -> afterRequest.add(meddling);
          case RESTART -> afterRestart.add(meddling);
          case HEALTHY -> afterProof.add(meddling);
        }
      } else if (fault instanceof Fault.HastyCounts counts) {
        hasty.add(counts);
      } else if (fault instanceof Fault.Evicted evicted) {
        if (evicted.moment().since() == Moment.Since.RESTART) {
          evictions.add(evicted);
        } else {
          time.after(evicted.moment().delay(), () -> evict(evicted.ref()));
        }
      }
    }
  }

  /** The run restarted a workload. */
  public void restarted(WorkloadRef ref) {
    for (Fault.HastyCounts counts : List.copyOf(hasty)) {
      if (counts.ref().equals(ref)) {
        hasty.remove(counts);
        cluster.hurryCounts(ref, true);
        time.after(counts.lasts(), () -> countRightly(ref));
      }
    }
    for (Fault.Evicted evicted : List.copyOf(evictions)) {
      if (evicted.ref().equals(ref)) {
        evictions.remove(evicted);
        time.after(evicted.moment().delay(), () -> evict(ref));
      }
    }
    plan(afterRestart, ref);
  }

  /** The run first asked for a workload's restart. */
  public void requested(WorkloadRef ref) {
    plan(afterRequest, ref);
  }

  /** The run says that a workload is healthy. */
  public void proven(WorkloadRef ref) {
    plan(afterProof, ref);
  }

  private void plan(List<Meddling> ahead, WorkloadRef ref) {
    if (ahead.isEmpty()) {
      return;
    }
    for (Meddling meddling : List.copyOf(ahead)) {
      if (meddling.ref().equals(ref)) {
        ahead.remove(meddling);
        time.after(meddling.moment().delay(), () -> act(meddling));
      }
    }
  }

  /** When others last changed a workload; empty when they never did. */
  public Optional<Instant> lastDeed(WorkloadRef ref) {
    return Optional.ofNullable(lastDeed.get(ref));
  }

  /** When a pod of a workload was last evicted; empty when none was. */
  public Optional<Instant> lastEviction(WorkloadRef ref) {
    return Optional.ofNullable(lastEviction.get(ref));
  }

  private void evict(WorkloadRef ref) {
    if (cluster.snapshotOf(ref).isPresent()) {
      lastEviction.put(ref, time.instant());
      story.accept(time.instant() + " * " + ref + ": a pod is evicted");
      cluster.evict(ref);
    }
  }

  private void act(Meddling meddling) {
    WorkloadRef ref = meddling.ref();
    if (cluster.snapshotOf(ref).isEmpty()) {
      return;
    }
    noted(ref, meddling.deed().toString());
    switch (meddling.deed()) {
      case Deed.Edit() -> cluster.edit(ref, "edited at " + time.instant(), WHO);
      case Deed.RestartByHand(Duration ahead) ->
          cluster.restartByHand(
              ref, time.instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS).toString(), WHO);
      case Deed.TakeStampAway() -> cluster.takeStampAway(ref, WHO);
      case Deed.Delete() -> cluster.delete(ref);
      case Deed.Recreate recreate -> {
        cluster.delete(ref);
        time.after(recreate.gap(), () -> create(ref));
      }
      case Deed.Scale scale -> cluster.scale(ref, scale.replicas());
      case Deed.SpendQuota quota -> {
        cluster.forbidPods(ref);
        time.after(quota.lasts(), () -> allow(ref));
      }
      case Deed.EditCountedAhead(Duration lasts) -> {
        cluster.hurryCounts(ref, true);
        cluster.edit(ref, "edited at " + time.instant(), WHO);
        time.after(lasts, () -> countRightly(ref));
      }
      case Deed.LosePod(Duration lasts) -> {
        cluster.forbidPods(ref);
        cluster.evict(ref);
        time.after(lasts, () -> allow(ref));
      }
    }
  }

  private void create(WorkloadRef ref) {
    if (cluster.snapshotOf(ref).isEmpty()) {
      noted(ref, "created again");
      WorkloadSpec spec =
          world.workloads().stream().filter(s -> s.ref().equals(ref)).findFirst().orElseThrow();
      cluster.add(spec);
    }
  }

  private void countRightly(WorkloadRef ref) {
    if (cluster.snapshotOf(ref).isPresent()) {
      cluster.hurryCounts(ref, false);
    }
  }

  private void allow(WorkloadRef ref) {
    if (cluster.snapshotOf(ref).isPresent()) {
      noted(ref, "its pods can be created again");
      cluster.allowPods(ref);
    }
  }

  private void noted(WorkloadRef ref, String what) {
    lastDeed.put(ref, time.instant());
    story.accept(time.instant() + " * " + ref + ": " + what);
  }
}
