package dev.rollwave.kubernetes.api;

import dev.rollwave.kubernetes.api.Answer.Unavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sends requests for the engine: keeps the reachability up to date, and knows how to insist. */
public final class Requests {
  /** Shorter than a request may take: a server that is mute costs one timeout, not several. */
  private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(5);

  private final Ticker ticker = Ticker.system();
  private final ApiServer server;
  private final Reachability reachability;
  private final Lifetime lifetime;
  private final RandomGenerator random;

  /** Requests to {@code server}. */
  public Requests(
      ApiServer server, Reachability reachability, Lifetime lifetime, RandomGenerator random) {
    this.server = server;
    this.reachability = reachability;
    this.lifetime = lifetime;
    this.random = random;
  }

  /** Sends once. */
  public <T> Answer<T> once(ApiRequest request, Class<T> type) throws InterruptedException {
    return noted(server.send(request, type));
  }

  /** Sends once, unless it must no longer be sent. */
  public <T> Optional<Answer<T>> once(ApiRequest request, Class<T> type, ApiServer.Leave leave)
      throws InterruptedException {
    return server.send(request, type, leave).map(this::noted);
  }

  /** Sends once, for something whose failure says nothing of the API server, such as a log. */
  public <T> Answer<T> aside(ApiRequest request, Class<T> type) throws InterruptedException {
    return server.send(request, type);
  }

  /**
   * Sends until there is an answer that stands, as {@link Insistence} says; a refusal is then told
   * with how long it lasted.
   */
  public <T> Answer<T> insist(ApiRequest request, Class<T> type) throws InterruptedException {
    Insistence insistence = new Insistence(backoff(), ticker);
    Answer<T> answer = once(request, type);
    Optional<Duration> pause = insistence.pauseAfter(answer, reachability.isOut());
    while (pause.isPresent() && !lifetime.isClosed()) {
      if (answer instanceof Answer.Refused<T>) {
        server.reconnect();
      }
      lifetime.waitFor(pause.get());
      answer = once(request, type);
      pause = insistence.pauseAfter(answer, reachability.isOut());
    }
    return lasting(answer, insistence.lasted());
  }

  private static <T> Answer<T> lasting(Answer<T> answer, Duration lasted) {
    if (answer instanceof Answer.Refused<T>(int code, String message, boolean ofObject)
        && lasted.compareTo(Duration.ofSeconds(1)) >= 0) {
      return new Answer.Refused<>(code, message + " (for " + lasted.toSeconds() + " s)", ofObject);
    }
    return answer;
  }

  /**
   * Sends up to {@code times} times, for a person who waits for the answer; a server that lets each
   * request run into its timeout is not asked again.
   */
  public <T> Answer<T> patiently(ApiRequest request, Class<T> type, int times)
      throws InterruptedException {
    Backoff backoff = backoff();
    Duration since = ticker.elapsed();
    Answer<T> answer = once(request, type);
    for (int tried = 1;
        tried < times
            && answer instanceof Unavailable<T> unavailable
            && ticker.elapsed().minus(since).compareTo(RETRY_TIMEOUT) < 0;
        tried++) {
      lifetime.waitFor(backoff.afterFailure(unavailable.retryAfter()));
      answer = once(request, type);
    }
    return answer;
  }

  /** Opens a watch. */
  public Answer<WatchStream> open(ApiRequest request) throws InterruptedException {
    return noted(server.open(request));
  }

  /** The server sent something of its own accord. */
  public void heard() {
    reachability.answered();
  }

  /** Pauses for one series of requests. */
  public Backoff backoff() {
    return new Backoff(random);
  }

  /** The server that answers them. */
  public ApiServer server() {
    return server;
  }

  /** Whether the API server is known to be out of reach. */
  public boolean isOut() {
    return reachability.isOut();
  }

  /** The clock that they wait on. */
  public Ticker ticker() {
    return ticker;
  }

  // A Status alone is no outage, but one that tells of an error may come from an API server that
  // can serve no request: the probe tells.
  private <T> Answer<T> noted(Answer<T> answer) {
    if (answer instanceof Unavailable<T> unavailable && unavailable.kind() != Answer.Kind.BUSY) {
      reachability.suspect(unavailable.cause());
    } else {
      reachability.answered();
    }
    return answer;
  }
}
