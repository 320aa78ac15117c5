package dev.rollwave.kubernetes;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one request to the API server.
 *
 * @param <T> what was asked for
 */
sealed interface Answer<T> {

  /** The API server did it. */
  record Granted<T>(T body) implements Answer<T> {}

  /**
   * The API server says no, and would say so again.
   *
   * @param code HTTP status, 4xx but not 429
   * @param message for a person: verb, resource, namespace, name, and what the server said
   */
  record Refused<T>(int code, String message) implements Answer<T> {
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int GONE = 410;

    boolean isNotFound() {
      return code == NOT_FOUND;
    }

    boolean isConflict() {
      return code == CONFLICT;
    }

    boolean isGone() {
      return code == GONE;
    }
  }

  /**
   * No answer, or one that asks to come back: a broken connection, a timeout, 429 or 5xx. What was
   * asked for may have been done all the same.
   *
   * @param cause for a person
   * @param retryAfter what the server asked for, where it did
   */
  record Outage<T>(String cause, Optional<Duration> retryAfter) implements Answer<T> {}
}
