package dev.rollwave.kubernetes.api;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one request to the API server.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {

  /** The API server did it. */
  record Ok<T>(T body) implements Answer<T> {}

  /**
   * The API server says no, and would say so again.
   *
   * @param code HTTP status, 4xx but not 429
   * @param message for a person: verb, resource, namespace, name, and what the server said
   * @param ofObject whether the API server names an object that it is about; a path that an API
   *     server does not know yet, as it starts, is answered 404 too
   */
  record Refused<T>(int code, String message, boolean ofObject) implements Answer<T> {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;

    /** The status of what is no longer kept. */
    public static final int GONE = 410;

    /** Whether there is no such object. */
    public boolean isNotFound() {
      return code == NOT_FOUND && ofObject;
    }

    /**
     * Whether an API server that is being replaced (401), that has just started (403) or whose
     * aggregator does not know all paths yet (404) may say so too, and another answer may follow.
     */
    boolean mayPass() {
      return code == UNAUTHORIZED || code == FORBIDDEN || (code == NOT_FOUND && !ofObject);
    }

    /** Whether the object was written since it was read. */
    public boolean isConflict() {
      return code == CONFLICT;
    }

    /** Whether what was asked for is too old to be told. */
    public boolean isGone() {
      return code == GONE;
    }
  }

  /**
   * No answer, or one that asks to come back: a broken connection, a timeout, 429 or 5xx. What was
   * asked for may have been done all the same.
   *
   * @param cause for a person
   * @param retryAfter what the server asked for, where it did
   * @param kind what that says of the API server
   */
  record Unavailable<T>(String cause, Optional<Duration> retryAfter, Kind kind)
      implements Answer<T> {}

  /** What an answer that was none says of the API server. */
  enum Kind {
    /** The API server is there, and asks to come back: this request alone is in doubt. */
    BUSY,
    /**
     * A Status that tells of an error: this request is in doubt, and perhaps all others are, as
     * where the API server has lost its etcd.
     */
    IN_ERROR,
    /** Nothing that an API server would say. */
    SILENT,
    /** Nothing, since nothing was sent: there are no credentials to send it with. */
    UNSENT
  }
}
