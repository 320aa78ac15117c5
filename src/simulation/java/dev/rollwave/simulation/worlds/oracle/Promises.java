package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.simulation.cluster.RestartRecord;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.worlds.environment.ExternalActors;
import dev.rollwave.simulation.worlds.environment.Operators;
import dev.rollwave.simulation.worlds.environment.WorldContext;
import dev.rollwave.simulation.worlds.world.Document;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Holds every run of a world against its promises. */
public final class Promises {
  private final World world;
  private final Document document;
  private final SimulatedWorld cluster;
  private final ExternalActors externalActors;
  private final Operators operators;
  private final InstantSource runnersClock;
  private final HealthTimeline healthTimeline;
  private final Map<String, RunPromises> runs = new TreeMap<>();

  /** Watches the world of {@code context} from here on. */
  public Promises(WorldContext context, ExternalActors externalActors, Operators operators) {
    this.world = context.world();
    this.document = context.document();
    this.cluster = context.cluster();
    this.externalActors = externalActors;
    this.operators = operators;
    this.runnersClock = context.clock();
    this.healthTimeline = new HealthTimeline(cluster, new Truth(cluster, world, ""));
    cluster.whenWritten(healthTimeline::written);
    cluster.whenPodsAreRead(healthTimeline::podsRead);
    cluster.whenPodsAreTold(healthTimeline::podsTold);
  }

  /** Those of one run. */
  public RunPromises of(String runId) {
    return runs.computeIfAbsent(
        runId,
        id ->
            new RunPromises(
                world,
                new Truth(cluster, world, id),
                healthTimeline,
                externalActors,
                cluster.time(),
                runnersClock,
                operators,
                document.waves()));
  }

  /** At the instant at which the API server writes a stamp of any run. */
  public void stamped(WorkloadRef ref) {
    RestartRecord newest = cluster.restartsOf(ref).getLast();
    Objects.requireNonNull(runs.get(newest.mark().runId())).stamped(ref, newest.mark());
  }

  /** Whether a start began another run though there was one before. */
  public boolean hasSeveralRuns() {
    return runs.size() > 1;
  }

  /** All restarts of all runs. */
  public int stamps() {
    return runs.values().stream().mapToInt(RunPromises::stamps).sum();
  }
}
