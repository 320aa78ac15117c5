package dev.rollwave.window;

import java.time.Instant;

/**
 * A stretch of time in which a calendar gives one and the same answer.
 *
 * @param status the answer
 * @param since first instant known to have that status
 * @param until first instant that may have another; {@code since} itself when that is not known
 */
record StatusInterval(WindowStatus status, Instant since, Instant until) {

  boolean covers(Instant instant) {
    return !instant.isBefore(since) && instant.isBefore(until);
  }
}
