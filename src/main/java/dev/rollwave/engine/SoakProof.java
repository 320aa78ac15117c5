package dev.rollwave.engine;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What proved a workload healthy so far in its soak, to be compared with what its pods show later.
 *
 * <p>Each pod soaks for itself: one that comes meanwhile, or that was not Ready all the time,
 * begins when it is first seen Ready, and takes nothing from those that stay as they were. That
 * they did, their uids, restart counts and Ready conditions tell.
 */
public sealed interface SoakProof {

  /**
   * The pods, as this process saw them last when they proved the workload healthy.
   *
   * @param asSeen all of them
   * @param since when each one of the newest revision that was Ready was first seen so, by its uid
   */
  record Seen(PodSet asSeen, Map<String, Instant> since) implements SoakProof {
    public Seen {
      since = Collections.unmodifiableMap(new TreeMap<>(since));
    }

    /** Whether each of its pods had soaked for {@code soak} at {@code instant}; so has none. */
    boolean hasLasted(Duration soak, Instant instant) {
      return since.values().stream().noneMatch(at -> at.plus(soak).isAfter(instant));
    }

    /** When the last of its pods has soaked for {@code soak}; {@code now} where there is none. */
    Instant until(Duration soak, Instant now) {
      return since.values().stream().max(Instant::compareTo).map(at -> at.plus(soak)).orElse(now);
    }
  }

  /**
   * What an earlier process wrote down of them.
   *
   * @param asWritten {@link PodSet#steadiness}
   * @param from when the last of them was first seen Ready
   */
  record Written(String asWritten, Instant from) implements SoakProof {}

  /** What {@code pods} prove that are first looked at {@code now}. */
  static Seen begin(PodSet pods, Instant now) {
    return seen(pods, Map.of(), now);
  }

  private static Seen seen(PodSet pods, Map<String, Instant> steady, Instant otherwise) {
    Map<String, Instant> since = new HashMap<>();
    for (PodSnapshot pod : pods.newest()) {
      if (pod.ready()) {
        since.put(pod.uid(), steady.getOrDefault(pod.uid(), otherwise));
      }
    }
    return new Seen(pods, since);
  }

  /** What is proven by {@code pods} at {@code now}: what was proven stays, what is new begins. */
  default Seen with(PodSet pods, Instant now) {
    return switch (this) {
      case Seen(PodSet asSeen, Map<String, Instant> since) -> {
        Map<String, PodSnapshot> earlier = soaking(asSeen, since);
        Map<String, Instant> steady = new HashMap<>();
        for (PodSnapshot pod : pods.newest()) {
          PodSnapshot before = earlier.get(pod.uid());
          Instant at = since.get(pod.uid());
          if (before != null && at != null && isSteady(before, pod)) {
            steady.put(pod.uid(), at);
          }
        }
        yield seen(pods, steady, now);
      }
      case Written(String asWritten, Instant from) ->
          begin(pods, asWritten.equals(pods.steadiness()) ? from : now);
    };
  }

  private static Map<String, PodSnapshot> soaking(PodSet pods, Map<String, Instant> since) {
    Map<String, PodSnapshot> soaking = new HashMap<>();
    for (PodSnapshot pod : pods.newest()) {
      if (since.containsKey(pod.uid())) {
        soaking.put(pod.uid(), pod);
      }
    }
    return soaking;
  }

  private static boolean isSteady(PodSnapshot before, PodSnapshot after) {
    return after.restarts() <= before.restarts() && before.readySince().equals(after.readySince());
  }

  /**
   * Why {@code after} is no steady continuation of this, though it may prove the workload healthy;
   * empty when it is one. Once a rollout completed no controller watches over it any more: a
   * container that restarts leaves no condition, only its count; and a watch that was silent for a
   * while tells of no pod that went unready and came back, but the pod does.
   */
  default Optional<String> unrest(PodSet after) {
    return switch (this) {
      case Written _ -> Optional.empty();
      case Seen seen -> unrest(seen, after);
    };
  }

  private static Optional<String> unrest(Seen seen, PodSet after) {
    Map<String, PodSnapshot> earlier = soaking(seen.asSeen(), seen.since());
    int stayed = 0;
    for (PodSnapshot pod : after.newest()) {
      PodSnapshot then = earlier.get(pod.uid());
      if (then != null && pod.restarts() > then.restarts()) {
        return Optional.of(
            "pod %s restarted %d times during the soak"
                .formatted(pod.name(), pod.restarts() - then.restarts()));
      }
      if (then != null && !isSteady(then, pod)) {
        return Optional.of("pod " + pod.name() + " was not Ready all the time during the soak");
      }
      stayed += then == null ? 0 : 1;
    }
    // Where it was scaled meanwhile some went or came; any others were replaced.
    int replaced = Math.min(earlier.size(), after.newest().size()) - stayed;
    return replaced > 0
        ? Optional.of(replaced + " of its pods were replaced during the soak")
        : Optional.empty();
  }

  /** All instants moved by as much as the clock was set. */
  default SoakProof movedBy(Duration by) {
    return switch (this) {
      case Seen(PodSet asSeen, Map<String, Instant> since) -> {
        Map<String, Instant> moved = new HashMap<>();
        since.forEach((uid, at) -> moved.put(uid, at.plus(by)));
        yield new Seen(asSeen, moved);
      }
      case Written(String asWritten, Instant from) -> new Written(asWritten, from.plus(by));
    };
  }

  /** The pods, where this process saw them. */
  default Optional<PodSet> pods() {
    return switch (this) {
      case Seen seen -> Optional.of(seen.asSeen());
      case Written _ -> Optional.empty();
    };
  }

  /** What a successor is told. */
  default String steadiness() {
    return switch (this) {
      case Seen seen -> seen.asSeen().steadiness();
      case Written written -> written.asWritten();
    };
  }
}
