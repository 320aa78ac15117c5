package dev.rollwave.runner.record;

/** What a start does about an unfinished run of its plan, as a person asked. */
public enum StartMode {
  /** Continues it where that is possible. */
  USUAL,
  /** Starts over, whatever is unfinished. */
  NEW_RUN,
  /** Continues it with an edited plan. */
  WITH_NEW_PLAN
}
