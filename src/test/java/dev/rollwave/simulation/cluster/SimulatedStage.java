package dev.rollwave.simulation.cluster;

import dev.rollwave.recording.Act;
import dev.rollwave.recording.Experiment;
import dev.rollwave.recording.PlayedPod;
import dev.rollwave.recording.PlayedPod.State;
import dev.rollwave.recording.Stage;
import dev.rollwave.simulation.Rollout;
import dev.rollwave.simulation.time.Latencies;
import dev.rollwave.simulation.time.VirtualTime;
import dev.rollwave.workload.RestartMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A simulated workload and its controllers. The kubelet would move its pods only in a century. */
final class SimulatedStage implements Stage {
  private static final Duration REST = Duration.ofSeconds(2);
  private static final String STAMP = "2026-01-02T03:04:05Z";

  private final VirtualTime time = new VirtualTime(Rollout.START);
  private final SimulatedStatusLine line = new SimulatedStatusLine();
  private final List<String> statuses = new ArrayList<>();
  private final SimulatedWorkload workload;
  private final String firstRevision;

  SimulatedStage(Experiment experiment) {
    Surroundings around =
        new Surroundings(
            time,
            Latencies.NEAR.controller(),
            IntStream.range(0, experiment.size()).mapToObj(i -> "node-" + i).toList(),
            new Kubelet(time),
            new Names(),
            written -> statuses.add(line.of(written)),
            _ -> {});
    workload = ExperimentSpecs.workloadOf(experiment, around);
    firstRevision = workload.newestRevision().orElseThrow();
    statuses.add(line.of(workload));
  }

  @Override
  public List<String> statuses() {
    return List.copyOf(statuses);
  }

  @Override
  public List<PlayedPod> pods() {
    return workload.pods().stream()
        .sorted(Comparator.comparing(pod -> pod.name))
        .map(this::played)
        .toList();
  }

  private PlayedPod played(SimulatedPod pod) {
    boolean isOutdated = pod.revision.equals(firstRevision);
    String label =
        switch (workload) {
          case SimulatedDeployment _, SimulatedDaemonSet _ ->
              isOutdated ? "an old pod" : "a new pod";
          case SimulatedStatefulSet _ -> "pod " + pod.ordinal;
        };
    return new PlayedPod(pod.uid, label, isOutdated, stateOf(pod));
  }

  private static State stateOf(SimulatedPod pod) {
    if (pod.terminating) {
      return State.TERMINATING;
    }
    if (!pod.running) {
      return State.CREATED;
    }
    return pod.isReady() ? State.READY : State.RUNNING;
  }

  @Override
  public void restart() {
    workload.restart(new RestartMark("run-1", "nightly", STAMP), "rollwave");
  }

  @Override
  public void scale(int replicas) {
    switch (workload) {
      case SimulatedDeployment it -> it.scaleTo(replicas);
      case SimulatedStatefulSet it -> it.scaleTo(replicas);
      case SimulatedDaemonSet it -> throw new IllegalArgumentException("not scaled: " + it.ref());
    }
  }

  @Override
  public void play(PlayedPod played, Act act) {
    SimulatedPod pod =
        workload.pods().stream().filter(it -> it.uid.equals(played.id())).findFirst().orElseThrow();
    switch (act) {
      case STARTS -> pod.running = true;
      case GETS_READY -> pod.readySince = Optional.of(time.instant());
      case IS_DELETED -> {
        workload.end(pod);
        return;
      }
      case IS_GONE -> {
        pod.gone = true;
        workload.forget(pod);
      }
    }
    pod.tellChanged();
  }

  @Override
  public void settle() {
    time.passTo(time.instant().plus(REST));
  }
}
