package dev.rollwave.simulation.worlds.oracle;

import java.time.Instant;

/** A promise does not hold in a world. */
public final class BrokenPromise extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Promise promise;
  private final Instant at;

  /**
   * The world's clock said {@code at} when it was noticed.
   *
   * @param what is not as promised, a clause
   */
  public BrokenPromise(Promise promise, String what, Instant at) {
    super(message(promise, what, at));
    this.promise = promise;
    this.at = at;
  }

  /** The code itself broke, at {@code at} on the world's clock. */
  public BrokenPromise(Promise promise, RuntimeException cause, Instant at) {
    super(message(promise, cause.toString(), at), cause);
    this.promise = promise;
    this.at = at;
  }

  private static String message(Promise promise, String what, Instant at) {
    return "promise %d (%s) is broken at %s: %s"
        .formatted(promise.number(), promise.words(), at, what);
  }

  /** Which. */
  public Promise promise() {
    return promise;
  }

  /** When it was noticed, on the world's clock. */
  public Instant at() {
    return at;
  }
}
