package dev.rollwave.cli.site;

import dev.rollwave.runner.LockWatch;
import java.time.Duration;
import java.util.Optional;

/** Locks that nobody holds. */
record FreeLocks() implements LockWatch {
  @Override
  public Optional<Held> glance(String plan) {
    return Optional.empty();
  }

  @Override
  public boolean isRenewed(String plan, Held seen, Duration atMost) {
    return false;
  }
}
