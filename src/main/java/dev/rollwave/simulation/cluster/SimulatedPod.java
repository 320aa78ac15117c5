package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.cluster.spec.PodTimes;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.PodSnapshot.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A pod, as its kubelet moves it along. */
final class SimulatedPod {
  /** What a pod is given that does not say. */
  private static final Duration DELETION_GRACE = Duration.ofSeconds(30);

  final String name;
  final String uid;
  final String revision;
  final Optional<String> stamp;
  final String node;
  final int ordinal;
  final Instant createdAt;
  final PodTimes times;
  private final Runnable changed;

  boolean running;
  boolean terminating;
  boolean gone;
  int restarts;
  Optional<Instant> readySince = Optional.empty();
  Optional<String> waitingReason = Optional.empty();
  String waitingMessage = "";
  List<String> lastLogLines = List.of();
  private Optional<PodSnapshot> reported = Optional.empty();

  /**
   * @param birth what it is called, where and when it was made
   * @param times how long it takes
   * @param changed is called after each change of it
   */
  SimulatedPod(Birth birth, PodTimes times, Runnable changed) {
    this.name = birth.name();
    this.uid = birth.uid();
    this.revision = birth.revision();
    this.stamp = birth.stamp();
    this.node = birth.node();
    this.ordinal = birth.ordinal();
    this.createdAt = birth.at();
    this.times = times;
    this.changed = changed;
  }

  /**
   * @param stamp of the template that it is made from
   * @param ordinal of a StatefulSet's pod; elsewhere how many of its revision came before it
   */
  record Birth(
      String name,
      String uid,
      String revision,
      Optional<String> stamp,
      String node,
      int ordinal,
      Instant at) {}

  boolean isReady() {
    return readySince.isPresent();
  }

  boolean isAvailable(Duration minReady, Instant now) {
    return readySince.isPresent() && !readySince.get().plus(minReady).isAfter(now);
  }

  void tellChanged() {
    changed.run();
  }

  /** From now on its kubelet cannot report how it is, or can again. */
  void silence(boolean silent) {
    reported = silent ? Optional.of(now(false)) : Optional.empty();
  }

  /** As it was last reported; that it is to go is known without its kubelet. */
  PodSnapshot snapshot(boolean withLogs) {
    return reported.filter(_ -> !terminating).orElseGet(() -> now(withLogs));
  }

  private PodSnapshot now(boolean withLogs) {
    return new PodSnapshot(
        name,
        uid,
        revision,
        stamp,
        Optional.of(node),
        true,
        terminating,
        Optional.empty(),
        terminating ? DELETION_GRACE : Duration.ZERO,
        running ? "Running" : "Pending",
        isReady(),
        readySince.map(at -> at.truncatedTo(ChronoUnit.SECONDS)),
        Optional.empty(),
        List.of(
            new ContainerState(
                "main",
                false,
                restarts,
                waitingReason,
                waitingMessage,
                withLogs ? lastLogLines : List.of())));
  }
}
