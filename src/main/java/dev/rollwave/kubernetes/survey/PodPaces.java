package dev.rollwave.kubernetes.survey;

import dev.rollwave.kubernetes.model.MappedWorkload;
import dev.rollwave.kubernetes.model.Owners;
import dev.rollwave.kubernetes.model.RelatedObjects;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.survey.Estimate;
import dev.rollwave.workload.survey.PodPace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long a workload's pods take, from what its cluster still knows: when each was
 * created, when its containers started, and when it was Ready.
 */
final class PodPaces {
  private static final Duration USUAL_GRACE = Duration.ofSeconds(30);
  // Everything is written in whole seconds, so that two equal times may seem one apart.
  private static final Duration RESOLUTION = Duration.ofSeconds(1);

  private PodPaces() {}

  /** The pace of {@code workload}, whose snapshot is {@code snapshot}. */
  static PodPace of(MappedWorkload<?> workload, WorkloadSnapshot snapshot, RelatedObjects related) {
    List<Pod> owned = owned(snapshot, related);
    List<PodTiming> timings =
        owned.stream()
            .flatMap(pod -> PodTiming.of(pod).stream())
            .sorted(Comparator.comparing(PodTiming::created))
            .toList();
    PodSpec spec = podSpec(workload);
    Duration grace =
        spec == null || spec.getTerminationGracePeriodSeconds() == null
            ? USUAL_GRACE
            : Duration.ofSeconds(Math.max(0, spec.getTerminationGracePeriodSeconds()));
    Duration minReady = Duration.ofSeconds(workload.replacement().minReadySeconds());
    LastRollout last =
        new LastRollout(
            snapshot, related, workload.completedAt().flatMap(PodTiming::instant), minReady, grace);
    return new PodPace(
        median(timings, PodTiming::start),
        median(timings, PodTiming::ready),
        last.termination(workload.succession(), owned),
        spread(timings),
        last.length(timings),
        Probes.first(spec),
        grace);
  }

  private static List<Pod> owned(WorkloadSnapshot snapshot, RelatedObjects related) {
    Set<String> owners = Owners.ofPods(snapshot, related.replicaSets());
    return related.pods().stream().filter(pod -> Owners.isOwnedByAny(pod, owners)).toList();
  }

  private static Optional<Estimate> median(
      List<PodTiming> timings, Function<PodTiming, Duration> of) {
    return Medians.of(timings.stream().map(of).toList())
        .map(time -> new Estimate(time, "measured from " + counted(timings.size(), "pod")));
  }

  private static Optional<Double> spread(List<PodTiming> timings) {
    List<Duration> all = timings.stream().map(PodTiming::all).toList();
    Optional<Duration> median = Medians.of(all).filter(Duration::isPositive);
    if (all.size() < 2 || median.isEmpty()) {
      return Optional.empty();
    }
    Duration widest =
        all.stream()
            .map(time -> time.minus(median.get()).abs())
            .max(Duration::compareTo)
            .orElseThrow();
    double share =
        (double) Math.max(0, widest.minus(RESOLUTION).toMillis()) / median.get().toMillis();
    return Optional.of(Math.min(1, share));
  }

  /** {@code 1 pod}, {@code 2 pods}. */
  static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static @Nullable PodSpec podSpec(MappedWorkload<?> workload) {
    return Optional.ofNullable(workload.template()).map(PodTemplateSpec::getSpec).orElse(null);
  }
}
