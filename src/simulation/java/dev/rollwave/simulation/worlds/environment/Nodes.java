package dev.rollwave.simulation.worlds.environment;

import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.time.VirtualTime;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.function.Consumer;

/** What goes wrong on the nodes: containers end, and kubelets cannot report. */
public final class Nodes {
  private final World world;
  private final SimulatedWorld cluster;
  private final VirtualTime time;
  private final Consumer<String> story;

  /** Of {@code world}, in {@code cluster}; {@code story} is told what happens, a line. */
  public Nodes(World world, SimulatedWorld cluster, Consumer<String> story) {
    this.world = world;
    this.cluster = cluster;
    this.time = cluster.time();
    this.story = story;
  }

  /** From here on it goes wrong when its time comes. */
  public void begin() {
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.ContainerRestart(var ref, Duration after, Duration unready)) {
        time.after(after, () -> restart(ref, unready));
      } else if (fault instanceof Fault.SilentKubelets(Duration late)) {
        silenceDuringOutages(late);
      }
    }
  }

  private void silenceDuringOutages(Duration late) {
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.Outage(Duration after, Duration lasts)) {
        time.after(after, () -> cluster.silenceKubelets(true));
        time.after(after.plus(lasts).plus(late), () -> cluster.silenceKubelets(false));
      }
    }
  }

  private void restart(WorkloadRef ref, Duration unready) {
    if (cluster.snapshotOf(ref).isPresent()) {
      story.accept(time.instant() + " * " + ref + ": a container ends and is started again");
      cluster.restartContainer(ref, unready);
    }
  }
}
