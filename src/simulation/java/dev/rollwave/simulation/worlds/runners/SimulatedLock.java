package dev.rollwave.simulation.worlds.runners;

import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunLock;
import dev.rollwave.simulation.worlds.environment.WorldContext;
import dev.rollwave.simulation.worlds.oracle.RunnerTerm;
import dev.rollwave.simulation.worlds.world.Delays;
import java.time.Duration;
import java.util.Optional;

/**
 * A runner's lock, as the real one keeps it: renewed as long as the runner is not stopped, and no
 * longer trusted after a while in which it was not.
 */
final class SimulatedLock implements RunLock.Hold {
  private static final Duration FRESH = Delays.LEASE.minusSeconds(3);

  private final WorldContext context;
  private Optional<RunnerTerm> term = Optional.empty();
  private boolean isFresh = true;

  /** Just taken, by a runner that has not begun to work on a run yet. */
  SimulatedLock(WorldContext context) {
    this.context = context;
  }

  /** It is kept as long as {@code run} lasts. */
  void during(RunnerTerm run) {
    term = Optional.of(run);
  }

  /** The runner was stopped for so long. */
  void neglected(Duration stopped) {
    isFresh &= stopped.compareTo(FRESH) < 0;
  }

  @Override
  public boolean isFresh() {
    return isFresh;
  }

  @Override
  public void confirm() throws ClusterException {
    if (term.filter(RunnerTerm::isOver).isPresent()) {
      throw new ClusterException.Refused("the lock is no longer ours");
    }
    if (context.isOutOfReach()) {
      throw new ClusterException.Unreachable("the lock could not be renewed");
    }
    isFresh = true;
  }

  @Override
  public void close() {
    // No runner waits for it: a successor begins when the world says so.
  }
}
