package dev.rollwave.simulation.worlds;

import dev.rollwave.simulation.SimulatedWorld;
import dev.rollwave.simulation.VirtualTime;
import dev.rollwave.simulation.WorkloadSpec;
import dev.rollwave.simulation.worlds.Fault.Deed;
import dev.rollwave.simulation.worlds.Fault.Meddling;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Other people and controllers that lay hands on workloads while a run is under way. */
final class Meddlers {
  private static final String WHO = "somebody";

  private final World world;
  private final SimulatedWorld cluster;
  private final VirtualTime time;
  private final Consumer<String> story;
  private final List<Meddling> afterRestart = new ArrayList<>();
  private final Map<WorkloadRef, Instant> lastDeed = new HashMap<>();

  Meddlers(World world, SimulatedWorld cluster, Consumer<String> story) {
    this.world = world;
    this.cluster = cluster;
    this.time = cluster.time();
    this.story = story;
  }

  /** From here on they act when their time comes. */
  void begin() {
    for (Fault fault : world.faults()) {
      if (fault instanceof Meddling meddling) {
        if (meddling.moment().afterRestart()) {
          afterRestart.add(meddling);
        } else {
          time.after(meddling.moment().delay(), () -> act(meddling));
        }
      }
    }
  }

  /** The run restarted a workload. */
  void restarted(WorkloadRef ref) {
    if (afterRestart.isEmpty()) {
      return;
    }
    for (Meddling meddling : List.copyOf(afterRestart)) {
      if (meddling.ref().equals(ref)) {
        afterRestart.remove(meddling);
        time.after(meddling.moment().delay(), () -> act(meddling));
      }
    }
  }

  /** When somebody last laid hands on a workload; empty when nobody did. */
  Optional<Instant> lastDeed(WorkloadRef ref) {
    return Optional.ofNullable(lastDeed.get(ref));
  }

  private void act(Meddling meddling) {
    WorkloadRef ref = meddling.ref();
    if (cluster.snapshotOf(ref).isEmpty()) {
      return;
    }
    noted(ref, meddling.deed().toString());
    switch (meddling.deed()) {
      case Deed.Edit() -> cluster.edit(ref, "edited at " + time.instant(), WHO);
      case Deed.RestartByHand() ->
          cluster.restartByHand(
              ref, time.instant().truncatedTo(ChronoUnit.SECONDS).toString(), WHO);
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
