package dev.rollwave.kubernetes.survey;

import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.kubernetes.model.NewestRevisions;
import dev.rollwave.kubernetes.model.PodSuccession;
import dev.rollwave.kubernetes.model.RelatedObjects;
import dev.rollwave.kubernetes.model.RevisionSource;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.survey.Estimate;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the traces of a workload's last rollout tell of how long it took. */
final class LastRollout {
  // Between a pod that is gone and its successor stand a controller and an API server.
  private static final Duration SLACK = Duration.ofSeconds(30);

  private final WorkloadSnapshot workload;
  private final RelatedObjects related;
  private final Optional<Instant> completed;
  private final Duration minReady;
  private final Duration grace;

  /**
   * @param completed when the controller saw the last rollout complete; empty where it does not
   *     tell
   * @param minReady how long a pod is Ready before the next one is replaced
   * @param grace after which a pod that is to end is killed
   */
  LastRollout(
      WorkloadSnapshot workload,
      RelatedObjects related,
      Optional<Instant> completed,
      Duration minReady,
      Duration grace) {
    this.workload = workload;
    this.related = related;
    this.completed = completed;
    this.minReady = minReady;
    this.grace = grace;
  }

  /**
   * From the first new pod to the last one that was Ready; empty when the pods are not all from one
   * rollout, such as when one was evicted since.
   *
   * @param timings in the order of their creation
   */
  Optional<Estimate> length(List<PodTiming> timings) {
    if (KindMapping.of(workload.ref().kind()).revisionSource() == RevisionSource.REPLICA_SETS) {
      return NewestRevisions.replicaSet(workload, related)
          .flatMap(this::lengthOf)
          .map(time -> new Estimate(time, "from its ReplicaSet's creation to its last progress"));
    }
    if (timings.size() < workload.desired() || timings.isEmpty()) {
      return Optional.empty();
    }
    Instant latest = timings.getFirst().readied();
    for (PodTiming timing : timings) {
      if (timing.created().isAfter(latest.plus(minReady).plus(grace).plus(SLACK))) {
        return Optional.empty();
      }
      latest = timing.readied().isAfter(latest) ? timing.readied() : latest;
    }
    return Optional.of(
        new Estimate(
            Duration.between(timings.getFirst().created(), latest),
            "from its first pod's creation until its last one was Ready"));
  }

  private Optional<Duration> lengthOf(ReplicaSet newest) {
    return PodTiming.instant(newest.getMetadata().getCreationTimestamp())
        .flatMap(created -> completed.map(end -> Duration.between(created, end)))
        .filter(length -> !length.isNegative());
  }

  /**
   * How long its pods took to end, from the gap between one that was available and the next one's
   * creation; where they are replaced side by side, no gap tells.
   */
  Optional<Estimate> termination(PodSuccession succession, List<Pod> owned) {
    return switch (succession) {
      case BY_ORDINAL -> gaps(owned, true);
      case ONE_AT_A_TIME -> gaps(owned, false);
      case ALL_OLD_ONES_FIRST -> recreated();
      case SIDE_BY_SIDE -> Optional.empty();
    };
  }

  private record Found(String name, PodTiming timing) {}

  private Optional<Estimate> gaps(List<Pod> owned, boolean isOrdered) {
    List<Found> found =
        owned.stream()
            .flatMap(pod ->
                PodTiming.of(pod)
                    .map(timing -> new Found(pod.getMetadata().getName(), timing))
                    .stream())
            .sorted(Comparator.comparing(pod -> pod.timing().created()))
            .toList();
    List<Duration> gaps = new ArrayList<>();
    for (int i = 1; i < found.size(); i++) {
      Found before = found.get(i - 1);
      Duration gap =
          Duration.between(before.timing().readied(), found.get(i).timing().created())
              .minus(minReady);
      // A set that was created or scaled up counts upwards, and then no pod had to go.
      boolean isReplacing = !isOrdered || ordinal(before) == ordinal(found.get(i)) + 1;
      if (isReplacing && !gap.isNegative() && gap.compareTo(grace.plus(SLACK)) <= 0) {
        gaps.add(gap);
      }
    }
    return Medians.of(gaps)
        .map(time ->
            new Estimate(
                time, "measured from " + PodPaces.counted(gaps.size(), "gap") + " between pods"));
  }

  private static long ordinal(Found pod) {
    String digits = pod.name().substring(pod.name().lastIndexOf('-') + 1);
    return digits.matches("\\d{1,9}") ? Long.parseLong(digits) : -1;
  }

  // The ReplicaSet is made when the last old pod is gone.
  private Optional<Estimate> recreated() {
    Stream<Instant> stamped = workload.object().stamp().flatMap(PodTiming::instant).stream();
    return stamped
        .flatMap(stamp ->
            NewestRevisions.replicaSet(workload, related)
                .flatMap(set -> PodTiming.instant(set.getMetadata().getCreationTimestamp()))
                .map(created -> Duration.between(stamp, created))
                .stream())
        .filter(gap -> !gap.isNegative() && gap.compareTo(grace.plus(SLACK)) <= 0)
        .map(gap -> new Estimate(gap, "measured from its stamp to its new ReplicaSet"))
        .findFirst();
  }
}
