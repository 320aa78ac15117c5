package dev.rollwave.cli.run;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunLock;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes the lock of a plan, and waits for it as long as another pod of the very same Job has it: a
 * Job wants one run, so that a second pod, started since the first one was out of sight, must
 * neither fail the Job nor begin anything beside it.
 *
 * @param lock of the plan
 * @param claim to it
 * @param around the person and the time
 */
record LockWait(RunLock lock, RunLock.Claim claim, RunSurroundings around) {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  /** What came of it. */
  sealed interface Result {}

  /** The lock is ours, or another run's. */
  record Ended(RunLock.Outcome outcome) implements Result {}

  /** The process was told to end while it waited. */
  record GivenUp(ExitStatus status) implements Result {}

  /** Takes the lock, or tells why not. */
  Result acquired() throws ClusterException, InterruptedException {
    Optional<String> seen = Optional.empty();
    while (true) {
      RunLock.Outcome outcome = lock.acquire(claim, around.events());
      if (!(outcome instanceof RunLock.Outcome.HeldBy held) || !isOfThisJob(held)) {
        return new Ended(outcome);
      }
      if (!seen.equals(Optional.of(held.holder()))) {
        seen = Optional.of(held.holder());
        around
            .audience()
            .complain(
                "another pod of this Job works on plan %s: %s%s; waiting for its end"
                    .formatted(
                        claim.plan(),
                        held.holder(),
                        held.since().map(since -> " since " + since).orElse("")));
      }
      Optional<Event.CutShort> end = aMoment();
      if (end.isPresent()) {
        around.audience().complain("no longer waiting: " + end.get().cause());
        return new GivenUp(ExitStatus.of(end.get().outcome()));
      }
    }
  }

  private boolean isOfThisJob(RunLock.Outcome.HeldBy held) {
    return claim.job().isPresent() && claim.job().equals(held.job());
  }

  private Optional<Event.CutShort> aMoment() throws InterruptedException {
    around.alarm().ringAt(around.clocks().instant().plus(LOOK_AGAIN));
    return around.events().take() instanceof Event.CutShort end
        ? Optional.of(end)
        : Optional.empty();
  }
}
