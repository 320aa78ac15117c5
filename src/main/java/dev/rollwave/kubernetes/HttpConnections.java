package dev.rollwave.kubernetes;

import io.fabric8.kubernetes.client.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The connections that requests go over. A kept one leads to the same API server again and again;
 * behind a load balancer a new one may lead to another.
 */
final class HttpConnections {
  private static final Duration APART = Duration.ofSeconds(1);

  private final Supplier<HttpClient> maker;
  private final Ticker ticker = Ticker.system();
  private volatile HttpClient client;
  private Duration made;

  /**
   * Connections of one client at a time.
   *
   * @param maker makes the next client, and sees to it that those before it are closed
   */
  HttpConnections(Supplier<HttpClient> maker) {
    this.maker = maker;
    this.client = maker.get();
    this.made = ticker.elapsed();
  }

  HttpClient get() {
    return client;
  }

  /** Lets what comes next go over new ones, unless that was done just now. */
  synchronized void renew() {
    if (ticker.elapsed().minus(made).compareTo(APART) >= 0) {
      client = maker.get();
      made = ticker.elapsed();
    }
  }
}
