package dev.rollwave.engine;

import dev.rollwave.workload.rollout.RolloutStatus;
import java.time.Instant;

/** What one look at a healthy workload that has changed comes to. */
sealed interface Finding {
  /** It holds nothing up. */
  record Fit() implements Finding {}

  /** Its pods have to tell. */
  record Unsure() implements Finding {}

  /** It holds up what depends on it. */
  sealed interface Holding extends Finding {}

  /** It is not healthy now. */
  record Broken(RolloutStatus why) implements Holding {}

  /**
   * Whether it is healthy now cannot be told.
   *
   * @param why since when and because of what it cannot be seen, for a person
   * @param giveUpAt when what depends on it is waited for no longer
   */
  record Unseen(String why, Instant giveUpAt) implements Holding {}

  /** The restart that was proven is no more, or its workload is not: it has failed. */
  record Failed() implements Finding {}
}
