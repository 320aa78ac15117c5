package dev.rollwave.runner;

/** What a start is to do about an unfinished run of its plan, as a person asked for it. */
public enum StartMode {
  /** To continue it where that is possible. */
  USUAL,
  /** To start over whatever is unfinished. */
  NEW_RUN,
  /** To continue it with an edited plan. */
  WITH_NEW_PLAN
}
