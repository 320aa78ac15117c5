package dev.rollwave.simulation.cluster.spec;

import java.time.Duration;
import java.util.List;

/** What becomes of the pods that a workload creates. */
public sealed interface PodBehaviour {

  /** They get Ready after their time, and stay so. */
  record GetsReady() implements PodBehaviour {}

  /** They run and never get Ready. */
  record NeverReady() implements PodBehaviour {}

  /**
   * Their container ends, again and again, and the kubelet waits longer each time.
   *
   * @param runsFor how long the container runs each time; positive. Longer than the time to get
   *     Ready means that it is Ready meanwhile.
   * @param lastLogLines what it says at the end
   */
  record CrashLoop(Duration runsFor, List<String> lastLogLines) implements PodBehaviour {
    public CrashLoop {
      requirePositive(runsFor);
      lastLogLines = List.copyOf(lastLogLines);
    }
  }

  /**
   * Their image cannot be pulled.
   *
   * @param image as named in the kubelet's message
   */
  record CannotPullImage(String image) implements PodBehaviour {}

  /**
   * They get Ready, and then lose and regain it for ever.
   *
   * @param readyFor how long they are Ready each time; positive
   * @param unreadyFor how long they are not; positive
   */
  record Flaps(Duration readyFor, Duration unreadyFor) implements PodBehaviour {
    public Flaps {
      requirePositive(readyFor);
      requirePositive(unreadyFor);
    }
  }

  /**
   * They get Ready after their time; but the first one of a revision cannot pull its image at
   * first.
   *
   * @param heals after how long it can; positive
   */
  record OneStumbles(Duration heals) implements PodBehaviour {
    public OneStumbles {
      requirePositive(heals);
    }
  }

  /** New pods get Ready; but whichever pod is told to go never does. */
  record HangsInDeletion() implements PodBehaviour {}

  private static void requirePositive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("takes some time: " + duration);
    }
  }
}
