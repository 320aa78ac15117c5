package dev.rollwave.cli.run;

import dev.rollwave.console.Audience;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.LockWatch;
import dev.rollwave.runner.LockWatch.Held;
import java.time.temporal.ChronoUnit;

/**
 * Tells a start at once that it finds the lock held, and how long it may take until it is known
 * whether the holder is alive: a dead one is waited for as long as its lock has to be respected.
 *
 * @param watch of the locks
 * @param audience is told
 */
record HolderNotice(LockWatch watch, Audience audience) {
  /** Looks once at the lock of {@code plan}. */
  void tell(String plan) {
    try {
      watch.glance(plan).ifPresent(held -> audience.complain(notice(plan, held)));
    } catch (ClusterException e) {
      // Only a courtesy: whoever takes the lock is told what is wrong with it.
      return;
    }
  }

  private static String notice(String plan, Held held) {
    return "plan "
        + plan
        + " is locked by "
        + held.holder()
        + held.renewedAt()
            .map(at -> ", who last renewed it at " + at.truncatedTo(ChronoUnit.SECONDS))
            .orElse("")
        + ": a dead holder's lock is taken over after "
        + held.respected().toSeconds()
        + " s, a live one is told within seconds";
  }
}
