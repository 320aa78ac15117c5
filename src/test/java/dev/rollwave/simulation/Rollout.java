package dev.rollwave.simulation;

import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Event;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import dev.rollwave.simulation.network.Connection;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A world with one workload, restarted by hand; keeps what a watch tells of it. */
public final class Rollout {
  /** When each of these worlds begins. */
  public static final Instant START = Instant.parse("2026-11-20T01:00:00Z");

  /** The stamp of {@link #restartedAndAfter}. */
  public static final String STAMP = "2026-11-20T01:00:00Z";

  /** The world. */
  public final SimulatedWorld world;

  /** The workload. */
  public final WorkloadRef ref;

  /** The runner's connection. */
  public final Connection connection;

  /** What the runner was told, in order. */
  public final List<Event> events = new ArrayList<>();

  private Rollout(SimulatedWorld world, WorkloadRef ref) {
    this.world = world;
    this.ref = ref;
    this.connection = Connection.to(world);
    connection.cluster().watch(List.of(ref), events::add);
    pass(Duration.ofSeconds(1));
  }

  /** Of one workload, in the world of seed 1. */
  public static Rollout of(WorkloadSpec spec) {
    return of(spec, 1);
  }

  /** Of one workload, in a world of {@code seed}. */
  public static Rollout of(WorkloadSpec spec, long seed) {
    SimulatedWorld world = new SimulatedWorld(WorldSettings.of(seed, START));
    world.add(spec);
    return new Rollout(world, spec.ref());
  }

  /** The workload as it is now. */
  public WorkloadSnapshot now() {
    return world.snapshotOf(ref).orElseThrow();
  }

  /** A restart with {@code stamp} of the workload as it is now. */
  public PatchRestart patch(String stamp) {
    return new PatchRestart(
        ref,
        now().object().uid(),
        now().object().resourceVersion(),
        new RestartMark("run-1", "nightly", stamp),
        "a test",
        Instant.MAX);
  }

  /** Sends a restart and lets {@code duration} pass. */
  public Rollout restartedAndAfter(Duration duration) {
    connection.cluster().carryOut(patch(STAMP), events::add);
    return pass(duration);
  }

  /** Lets {@code duration} pass. */
  public Rollout pass(Duration duration) {
    world.time().passTo(world.time().instant().plus(duration));
    return this;
  }

  /** Those events of {@link #events} that are of {@code kind}. */
  public <E extends Event> List<E> eventsOf(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * What the watch told once the restart was observed by the controller, without repetitions:
   * replicas, updated, available; without replicas for a DaemonSet.
   */
  public List<String> numbers() {
    List<String> seen = new ArrayList<>();
    for (Event.Observed observed : eventsOf(Event.Observed.class)) {
      WorkloadSnapshot snapshot = observed.snapshot();
      if (snapshot.object().observedGeneration() > 1) {
        String numbers =
            switch (snapshot) {
              case DeploymentSnapshot it ->
                  it.replicas() + " " + it.updated() + " " + it.available();
              case StatefulSetSnapshot it ->
                  it.replicas() + " " + it.updated() + " " + it.available();
              case DaemonSetSnapshot it -> it.updated() + " " + it.available();
            };
        if (seen.isEmpty() || !seen.getLast().equals(numbers)) {
          seen.add(numbers);
        }
      }
    }
    return seen;
  }
}
