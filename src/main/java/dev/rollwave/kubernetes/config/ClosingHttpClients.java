package dev.rollwave.kubernetes.config;

import dev.rollwave.kubernetes.connection.Login;
import dev.rollwave.kubernetes.connection.UnknownAtProxyException;
import dev.rollwave.kubernetes.connection.credentials.ClientCertificate;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes the JDK's HTTP clients for fabric8 and keeps hold of them: fabric8 leaves them to the
 * garbage collector, and their threads would hold up the exit by a third of a second.
 */
public final class ClosingHttpClients implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Who restarts must know what a request came to: nothing is sent twice behind our back. */
  private static final RequestConfig ONCE =
      new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build();

  static {
    // The JDK sends no user and password to a proxy that tunnels, which all to an API server do,
    // unless it is told to, before its first client; kubectl sends them.
    if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }
  }

  private final Login login;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<HttpClient> clients = new CopyOnWriteArrayList<>();

  /** Clients that log in as {@code login} says. */
  public ClosingHttpClients(Login login) {
    this.login = login;
  }

  /** A client that logs in so, and shows {@code certificate}. */
  public io.fabric8.kubernetes.client.http.HttpClient make(
      Optional<ClientCertificate> certificate) {
    retire();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .executor(threads)
            .connectTimeout(CONNECT_TIMEOUT)
            // A redirect would take the credentials along to wherever it leads.
            .followRedirects(HttpClient.Redirect.NEVER)
            // On HTTP/2 all requests share one connection, and one that went silent takes them all
            // along: the JDK's client goes on using it after a timeout. On HTTP/1.1 a timeout
            // closes it.
            .version(HttpClient.Version.HTTP_1_1);
    login.prepare(builder, certificate);
    io.fabric8.kubernetes.client.http.HttpClient.Factory factory =
        new JdkHttpClientFactory() {
          @Override
          protected HttpClient.Builder createNewHttpClientBuilder() {
            return new KeepingBuilder(builder, clients::add);
          }
        };
    return factory.newBuilder().addOrReplaceInterceptor("proxy", new AtProxy()).tag(ONCE).build();
  }

  // An answer to what would have opened the tunnel has no body, which fabric8 does not expect.
  private static final class AtProxy implements Interceptor {
    @Override
    public CompletableFuture<Boolean> afterFailure(
        BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
      return response.code() == UnknownAtProxyException.STATUS
          ? CompletableFuture.failedFuture(new UnknownAtProxyException())
          : CompletableFuture.completedFuture(false);
    }
  }

  /**
   * Lets the clients before the last two come to their end: what is under way over them goes on,
   * such as a watch, and their idle connections are closed.
   */
  private void retire() {
    clients.removeIf(HttpClient::isTerminated);
    for (int i = 0; i < clients.size() - 2; i++) {
      clients.get(i).shutdown();
    }
  }

  /** Breaks what is under way. */
  @Override
  public void close() {
    clients.forEach(HttpClient::shutdownNow);
    threads.shutdownNow();
  }
}
