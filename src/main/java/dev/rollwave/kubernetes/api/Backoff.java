package dev.rollwave.kubernetes.api;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: twice as long each time, anywhere between nothing and that
 * (full jitter), so that many who lost the server together do not come back together.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">on full
 *     jitter</a>
 */
public final class Backoff {
  /** The longest pause of its own. */
  public static final Duration LONGEST = Duration.ofSeconds(15);

  /** A server that asks for more than this is asked again all the same. */
  static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(5);

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final int DOUBLINGS = 7;

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * How long to wait after one more failure.
   *
   * @param retryAfter what the server asked for: the least that is waited, up to {@link
   *     #LONGEST_ASKED_FOR}
   */
  public Duration afterFailure(Optional<Duration> retryAfter) {
    Duration ceiling = FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    failures++;
    long bound = shorter(ceiling, LONGEST).toNanos();
    Duration jitter = Duration.ofNanos(random.nextLong(bound));
    return retryAfter.map(asked -> atMost(asked).plus(jitter)).orElse(jitter);
  }

  /** What a server asked for, as far as it is granted: {@link #LONGEST_ASKED_FOR}. */
  public static Duration atMost(Duration asked) {
    return shorter(asked, LONGEST_ASKED_FOR);
  }

  /** The next failure is a first one again. */
  public void succeeded() {
    failures = 0;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
