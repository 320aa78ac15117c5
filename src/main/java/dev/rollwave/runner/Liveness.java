package dev.rollwave.runner;

import java.time.Duration;

/** Whether a process works on a run, as its lock tells. */
public sealed interface Liveness {

  /** Its holder renews the lock. */
  record Alive(LockWatch.Held held) implements Liveness {}

  /**
   * The lock names a holder that does not renew it.
   *
   * @param watched for how long it was looked at in vain
   */
  record Silent(LockWatch.Held held, Duration watched) implements Liveness {}

  /** Nobody holds the lock. */
  record Unheld() implements Liveness {}

  /** The lock could not be read, and why. */
  record Unreadable(String why) implements Liveness {}
}
