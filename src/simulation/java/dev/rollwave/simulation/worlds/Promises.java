package dev.rollwave.simulation.worlds;

import dev.rollwave.simulation.RestartRecord;
import dev.rollwave.simulation.SimulatedWorld;
import dev.rollwave.workload.WorkloadRef;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Holds every run of a world against its promises. */
final class Promises {
  private final World world;
  private final Document document;
  private final SimulatedWorld cluster;
  private final Meddlers meddlers;
  private final Persons persons;
  private final InstantSource runnersClock;
  private final Vigil vigil;
  private final Map<String, RunPromises> runs = new TreeMap<>();

  Promises(Site site, Meddlers meddlers, Persons persons) {
    this.world = site.world();
    this.document = site.document();
    this.cluster = site.cluster();
    this.meddlers = meddlers;
    this.persons = persons;
    this.runnersClock = site.clock();
    this.vigil = new Vigil(cluster, new Truth(cluster, world, ""));
    cluster.whenWritten(vigil::written);
    cluster.whenPodsAreRead(vigil::podsRead);
    cluster.whenPodsAreTold(vigil::podsTold);
  }

  /** Those of one run. */
  RunPromises of(String runId) {
    return runs.computeIfAbsent(
        runId,
        id ->
            new RunPromises(
                world,
                new Truth(cluster, world, id),
                vigil,
                meddlers,
                cluster.time(),
                runnersClock,
                persons,
                document.waves()));
  }

  /** At the instant at which the API server writes a stamp of any run. */
  void stamped(WorkloadRef ref) {
    RestartRecord newest = cluster.restartsOf(ref).getLast();
    Objects.requireNonNull(runs.get(newest.mark().runId())).stamped(ref, newest.mark());
  }

  /** Whether a start began another run though there was one before. */
  boolean hasSeveralRuns() {
    return runs.size() > 1;
  }

  /** All restarts of all runs. */
  int stamps() {
    return runs.values().stream().mapToInt(RunPromises::stamps).sum();
  }
}
