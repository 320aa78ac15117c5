package dev.rollwave.simulation.rehearsal;

import dev.rollwave.simulation.cluster.spec.PodTimes;
import dev.rollwave.workload.survey.AssumedWorkload;
import dev.rollwave.workload.survey.Estimate;
import dev.rollwave.workload.survey.PodPace;
import dev.rollwave.workload.survey.SurveyedWorkload;
import java.time.Duration;
import java.util.Optional;

/** Fills in what is usual where a workload tells nothing, and says so. */
final class Assumptions {
  private static final String BY_DEFAULT = "by default";

  private Assumptions() {}

  /** A workload that is known by its name alone. */
  static AssumedWorkload invented(int pods, String existence) {
    PodTimes usual = InventedWorld.TIMES;
    return new AssumedWorkload(
        existence,
        pods,
        BY_DEFAULT,
        new Estimate(usual.start(), BY_DEFAULT),
        new Estimate(usual.ready(), BY_DEFAULT),
        new Estimate(usual.termination(), BY_DEFAULT),
        usual.jitter(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** What was measured of a workload, and what is usual where nothing was. */
  static AssumedWorkload of(SurveyedWorkload workload, String existence) {
    PodPace pace = workload.pace();
    PodTimes usual = InventedWorld.TIMES;
    Estimate start = pace.start().orElseGet(() -> new Estimate(usual.start(), BY_DEFAULT));
    return new AssumedWorkload(
        existence,
        workload.snapshot().desired(),
        existence,
        start,
        pace.ready().orElseGet(() -> ready(workload, start)),
        pace.termination().orElseGet(() -> termination(pace.gracePeriod())),
        pace.spread().orElse(usual.jitter()),
        pace.lastRollout(),
        rollout(workload),
        false);
  }

  /** How long the pods take, as the simulated kubelet wants it. */
  static PodTimes times(AssumedWorkload assumed) {
    return new PodTimes(
        assumed.start().time(),
        assumed.ready().time(),
        assumed.termination().time(),
        assumed.spread());
  }

  private static Estimate ready(SurveyedWorkload workload, Estimate start) {
    Optional<Duration> aPod =
        workload.pace().lastRollout().map(rollout -> rollout.time().dividedBy(steps(workload)));
    if (aPod.isPresent()) {
      Duration ready = aPod.get().minus(start.time());
      return new Estimate(
          ready.isNegative() ? Duration.ZERO : ready, "as its last rollout took so long");
    }
    Duration probe = workload.pace().firstProbe();
    return probe.compareTo(InventedWorld.TIMES.ready()) > 0
        ? new Estimate(probe, "from its probe")
        : new Estimate(InventedWorld.TIMES.ready(), BY_DEFAULT);
  }

  // What its traces tell of the whole counts more than what is put together from its pods. A usual
  // value is no knowledge: such a workload rather counts as the mean of those that were measured.
  private static Optional<Estimate> rollout(SurveyedWorkload workload) {
    PodPace pace = workload.pace();
    if (pace.lastRollout().isPresent() || pace.ready().isEmpty()) {
      return pace.lastRollout();
    }
    Duration aPod =
        pace.ready()
            .get()
            .time()
            .plus(pace.start().map(Estimate::time).orElse(Duration.ZERO))
            .plus(pace.termination().map(Estimate::time).orElse(Duration.ZERO))
            .plusSeconds(workload.replacement().minReadySeconds());
    int steps = steps(workload);
    return Optional.of(
        new Estimate(
            aPod.multipliedBy(steps),
            steps == 1 ? "as long as a pod takes" : steps + " times as long as a pod takes"));
  }

  // How many pods' times one after another make a rollout.
  private static int steps(SurveyedWorkload workload) {
    int desired = workload.snapshot().desired();
    return Math.max(1, Math.ceilDiv(desired, workload.snapshot().atOnce()));
  }

  private static Estimate termination(Duration grace) {
    Duration usual = InventedWorld.TIMES.termination();
    return grace.compareTo(usual) < 0
        ? new Estimate(grace, "its grace period")
        : new Estimate(usual, BY_DEFAULT);
  }
}
