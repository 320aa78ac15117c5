package dev.rollwave.kubernetes.api;

import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import java.time.Duration;
import java.util.Optional;

/**
 * For how long one read is asked again. An API server that is being replaced, or has just started,
 * refuses for a while what it grants; one that cannot say now is waited for as long as an outage
 * is. What an outage takes does not count.
 */
public final class Insistence {
  /** As long as the engine waits for what it is not let see. */
  public static final Duration REFUSED = Duration.ofMinutes(2);

  /** As long as the engine waits for an API server that is out of reach. */
  static final Duration IN_DOUBT = Duration.ofMinutes(15);

  private final Backoff backoff;
  private final Ticker ticker;
  private Optional<Duration> since = Optional.empty();

  /** Insists at the pace of {@code backoff}, by the time of {@code ticker}. */
  public Insistence(Backoff backoff, Ticker ticker) {
    this.backoff = backoff;
    this.ticker = ticker;
  }

  /**
   * How long to wait before asking again.
   *
   * @param isOut whether the API server is known to be out of reach
   * @return empty when {@code answer} is the last word
   */
  public Optional<Duration> pauseAfter(Answer<?> answer, boolean isOut) {
    if (isOut) {
      since = Optional.empty();
    } else if (since.isEmpty()) {
      since = Optional.of(ticker.elapsed());
    }
    return switch (answer) {
      case Ok<?> _ -> Optional.empty();
      case Refused<?> refused ->
          refused.mayPass() && lasted().compareTo(REFUSED) < 0
              ? Optional.of(backoff.afterFailure(Optional.empty()))
              : Optional.empty();
      case Unavailable<?> unavailable ->
          lasted().compareTo(IN_DOUBT) < 0
              ? Optional.of(backoff.afterFailure(unavailable.retryAfter()))
              : Optional.empty();
    };
  }

  /** For how long it has been asked in vain. */
  Duration lasted() {
    return since.map(at -> ticker.elapsed().minus(at)).orElse(Duration.ZERO);
  }
}
