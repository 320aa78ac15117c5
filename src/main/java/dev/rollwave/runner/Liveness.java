package dev.rollwave.runner;

import java.time.Duration;

/** Whether a process works on a run, by its lock. */
public sealed interface Liveness {

  /** Its holder renews the lock. */
  record Alive(LockWatch.Held held) implements Liveness {}

  /**
   * The lock names a holder that does not renew it.
   *
   * @param watched how long the lock was watched without a renewal
   */
  record Silent(LockWatch.Held held, Duration watched) implements Liveness {}

  /** No process holds the lock. */
  record Unheld() implements Liveness {}

  /**
   * The lock could not be read.
   *
   * @param why for a person
   */
  record Unreadable(String why) implements Liveness {}
}
