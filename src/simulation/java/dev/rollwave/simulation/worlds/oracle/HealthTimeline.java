package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.simulation.cluster.PodAnswer;
import dev.rollwave.simulation.cluster.PodTally;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Watches when each workload's rollout last got further in the cluster's truth: one more pod of its
 * newest template, or one more of these Ready, than there ever were. It looks at the pods whenever
 * the cluster writes a workload down or a runner reads its pods, since no runner can see anything
 * else, and remembers since when a workload has been rolled out whole or has not.
 */
final class HealthTimeline {
  private final SimulatedWorld cluster;
  private final Truth truth;
  // What a runner may have seen; and what it must have: an answer can be lost, or come too late.
  private final Map<WorkloadRef, Reached> reached = new HashMap<>();
  private final Map<WorkloadRef, Reached> told = new HashMap<>();
  // What one has taken in, which may be later: what comes when another question is open is not.
  private final Map<WorkloadRef, Reached> takenIn = new HashMap<>();
  private final Map<WorkloadRef, Instant> answered = new HashMap<>();
  // Pods that a status counts as available, which lag behind where its counts ran ahead before.
  private final Map<WorkloadRef, Reached> countedAvailable = new HashMap<>();
  private final Map<WorkloadRef, Instant> wholeSince = new HashMap<>();
  private final Map<WorkloadRef, Instant> brokenSince = new HashMap<>();
  private final Map<WorkloadRef, Instant> shownBrokenSince = new HashMap<>();

  private record Reached(Optional<String> revision, int pods, int ready, Instant at) {

    /** This one, unless {@code now} is further or of another revision. */
    Reached or(Reached now) {
      if (!revision.equals(now.revision)) {
        return now;
      }
      boolean isFurther = now.pods > pods || now.ready > ready;
      int most = Math.max(pods, now.pods);
      return isFurther ? new Reached(revision, most, Math.max(ready, now.ready), now.at) : this;
    }
  }

  HealthTimeline(SimulatedWorld cluster, Truth truth) {
    this.cluster = cluster;
    this.truth = truth;
  }

  /** The cluster wrote {@code now} down. */
  void written(WorkloadSnapshot now) {
    podsRead(now.ref());
    Reached shown = shownBy(now);
    told.merge(now.ref(), shown, Reached::or);
    Reached available = new Reached(shown.revision(), 0, available(now), shown.at());
    countedAvailable.merge(now.ref(), available, Reached::or);
    if (truth.isWhole(now)) {
      wholeSince.putIfAbsent(now.ref(), cluster.time().instant());
      brokenSince.remove(now.ref());
    } else {
      wholeSince.remove(now.ref());
      brokenSince.putIfAbsent(now.ref(), cluster.time().instant());
    }
    if (truth.countsAreRight(now)) {
      shownBrokenSince.remove(now.ref());
    } else {
      shownBrokenSince.putIfAbsent(now.ref(), cluster.time().instant());
    }
  }

  /** A runner reads the pods of {@code ref}, and sees how far they have got. */
  void podsRead(WorkloadRef ref) {
    reached.merge(ref, counted(ref), Reached::or);
  }

  /** {@code answer} reaches a runner, which may take it in or not. */
  void podsTold(PodAnswer answer) {
    WorkloadRef ref = answer.content().ref();
    answered.merge(ref, answer.asked(), Instants::max);
    if (answer.isAwaited()) {
      merge(told, ref, answer.content().pods());
    }
  }

  /** A runner has taken in that {@code ref} has these pods. */
  void podsTakenIn(WorkloadRef ref, PodSet pods) {
    merge(takenIn, ref, pods);
  }

  private void merge(Map<WorkloadRef, Reached> known, WorkloadRef ref, PodSet pods) {
    Optional<String> revision = pods.newestRevision();
    if (cluster.snapshotOf(ref).isPresent() && cluster.newestRevision(ref).equals(revision)) {
      List<PodSnapshot> newest = pods.newest();
      int ready = (int) newest.stream().filter(PodSnapshot::ready).count();
      Reached seen = new Reached(revision, newest.size(), ready, cluster.time().instant());
      known.merge(ref, seen, Reached::or);
    }
  }

  /**
   * Until when a runner can know how its pods were: when it asked for the newest of what it was
   * told of them; now where it was told of none.
   */
  Instant knownUntil(WorkloadRef ref) {
    return answered.getOrDefault(ref, cluster.time().instant());
  }

  // A status counts Ready pods of every revision together: so many of the newest one there are at
  // the least. That all are, its counts do not prove, and of what is not observed they tell
  // nothing.
  private Reached shownBy(WorkloadSnapshot now) {
    return new Reached(
        cluster.newestRevision(now.ref()),
        isShown(now) ? now.updated() : 0,
        isShown(now) ? Math.max(0, now.ready() - old(now)) : 0,
        cluster.time().instant());
  }

  private static boolean isShown(WorkloadSnapshot now) {
    boolean isObserved = now.object().observedGeneration() == now.object().generation();
    boolean mayKeepOld = now instanceof StatefulSetSnapshot;
    boolean isComplete =
        now.updated() >= toUpdate(now)
            && now.available() >= now.desired()
            && (old(now) == 0 || mayKeepOld);
    return isObserved && !isComplete;
  }

  // A partition keeps the first ordinals from every update.
  private static int toUpdate(WorkloadSnapshot now) {
    return now instanceof StatefulSetSnapshot set
        ? Math.max(0, set.desired() - Math.max(0, set.partition() - set.start()))
        : now.desired();
  }

  private static int old(WorkloadSnapshot now) {
    return Math.max(0, now.replicas() - now.updated());
  }

  private static int available(WorkloadSnapshot now) {
    return isShown(now) ? Math.max(0, now.available() - old(now)) : 0;
  }

  private Reached counted(WorkloadRef ref) {
    PodTally pods = cluster.podsCounted(ref);
    Instant now = cluster.time().instant();
    return new Reached(cluster.newestRevision(ref), pods.newest(), pods.ready(), now);
  }

  /** Since when it is not whole, without interruption; empty when it is, or was never changed. */
  Optional<Instant> brokenSince(WorkloadRef ref) {
    return Optional.ofNullable(brokenSince.get(ref));
  }

  /** Since when its counts show that; empty while they do not. */
  Optional<Instant> shownBrokenSince(WorkloadRef ref) {
    return Optional.ofNullable(shownBrokenSince.get(ref));
  }

  /** Since when, without interruption; empty when it is not, or was never changed. */
  Optional<Instant> wholeSince(WorkloadRef ref) {
    return Optional.ofNullable(wholeSince.get(ref));
  }

  /**
   * When it last got further, or got another revision, as far as a runner has to know, and no later
   * than it did; empty when it was never changed.
   */
  Optional<Instant> toldToMoveAt(WorkloadRef ref) {
    return Stream.of(told, reached)
        .flatMap(known -> Optional.ofNullable(known.get(ref)).stream())
        .map(Reached::at)
        .min(Comparator.naturalOrder());
  }

  /**
   * When it last got further, or got another revision, or a runner was told of that, by its pods or
   * by its counts; empty when it was never changed.
   */
  Optional<Instant> movedAt(WorkloadRef ref) {
    return Stream.of(reached, told, takenIn, countedAvailable)
        .flatMap(known -> Optional.ofNullable(known.get(ref)).stream())
        .map(Reached::at)
        .max(Comparator.naturalOrder());
  }
}
