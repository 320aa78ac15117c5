package dev.rollwave.kubernetes;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes the JDK's HTTP clients for fabric8 and keeps hold of them: fabric8 leaves them to the
 * garbage collector, and their threads would hold up the exit by a third of a second.
 */
final class ClosingHttpClients extends JdkHttpClientFactory implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<HttpClient> clients = new CopyOnWriteArrayList<>();

  @Override
  protected HttpClient.Builder createNewHttpClientBuilder() {
    return new KeepingBuilder(HttpClient.newBuilder().executor(threads), clients::add);
  }

  /**
   * Lets the clients before the last two come to their end: what is under way over them goes on,
   * such as a watch, and their idle connections are closed.
   */
  void retire() {
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
