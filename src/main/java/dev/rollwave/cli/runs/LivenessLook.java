package dev.rollwave.cli.runs;

import dev.rollwave.console.Audience;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Liveness;
import dev.rollwave.runner.LockWatch;
import dev.rollwave.runner.LockWatch.Held;
import dev.rollwave.runner.RunLock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds out whether a process works on a run. A lock is believed until its next renewal is overdue;
 * from then on it is watched for somewhat longer than a holder takes from one renewal to the next,
 * since the time that stands in it comes from the clock of another machine.
 *
 * @param watch of the locks
 * @param audience is told that it takes a while
 */
record LivenessLook(LockWatch watch, Audience audience) {
  private static final Duration LONGER_THAN_A_RENEWAL = RunLock.RENEWAL.plusSeconds(2);

  /** A renewal takes a moment, and a busy API server makes it a longer one. */
  private static final Duration OVERDUE = RunLock.RENEWAL.plusSeconds(1);

  /** What the lock of {@code plan} tells at {@code now}, by the clock of this machine. */
  Liveness of(String plan, Instant now) throws ClusterException {
    try {
      Optional<Held> held = watch.glance(plan);
      return held.isPresent() ? judge(plan, held.get(), now) : new Liveness.Unheld();
    } catch (ClusterException.Refused refused) {
      return new Liveness.Unreadable(String.valueOf(refused.getMessage()));
    }
  }

  private Liveness judge(String plan, Held held, Instant now) throws ClusterException {
    if (held.renewedAt().filter(at -> isNotOverdue(at, now)).isPresent()) {
      return new Liveness.Alive(held);
    }
    audience.complain(
        "looking for up to "
            + LONGER_THAN_A_RENEWAL.toSeconds()
            + " s whether "
            + held.holder()
            + " still renews the lock");
    return watch.isRenewed(plan, held, LONGER_THAN_A_RENEWAL)
        ? new Liveness.Alive(held)
        : new Liveness.Silent(held, LONGER_THAN_A_RENEWAL);
  }

  // A process that was killed before that can be told from a live one only by waiting for each.
  private static boolean isNotOverdue(Instant renewed, Instant now) {
    Duration age = Duration.between(renewed, now);
    return !age.isNegative() && age.compareTo(OVERDUE) <= 0;
  }
}
