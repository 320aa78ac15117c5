package dev.rollwave.kubernetes.api;

import dev.rollwave.kubernetes.connection.credentials.ClientCertificate;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The connections that requests go over. A kept one leads to the same API server again and again;
 * behind a load balancer a new one may lead to another. A client shows one certificate, so another
 * certificate takes another client.
 */
public final class HttpConnections {
  private static final Duration APART = Duration.ofSeconds(1);

  private final Function<Optional<ClientCertificate>, HttpClient> maker;
  private final Ticker ticker = Ticker.system();
  private volatile Made made;

  private record Made(HttpClient client, Optional<ClientCertificate> shows, Duration at) {}

  /**
   * Connections of one client at a time.
   *
   * @param maker makes the next client, and sees to it that those before it are closed
   * @param first certificate to show
   */
  public HttpConnections(
      Function<Optional<ClientCertificate>, HttpClient> maker, Optional<ClientCertificate> first) {
    this.maker = maker;
    this.made = make(first);
  }

  private Made make(Optional<ClientCertificate> shows) {
    return new Made(maker.apply(shows), shows, ticker.elapsed());
  }

  /** Those that were used last. */
  public HttpClient get() {
    return made.client();
  }

  /** Those that show {@code certificate}. */
  HttpClient showing(Optional<ClientCertificate> certificate) {
    Made last = made;
    return last.shows().equals(certificate) ? last.client() : change(certificate);
  }

  private synchronized HttpClient change(Optional<ClientCertificate> certificate) {
    if (!made.shows().equals(certificate)) {
      made = make(certificate);
    }
    return made.client();
  }

  /** Lets what comes next go over new ones, unless that was done just now. */
  synchronized void renew() {
    if (ticker.elapsed().minus(made.at()).compareTo(APART) >= 0) {
      made = make(made.shows());
    }
  }
}
