package dev.rollwave.testcluster.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An API server of few words: one object, and a watch that shows it once and then stays open. */
final class Upstream implements AutoCloseable {
  static final String OBJECT = "{\"metadata\":{\"resourceVersion\":\"7\"}}";
  static final String LINE = "{\"type\":\"ADDED\",\"object\":" + OBJECT + "}\n";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  Upstream() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(ProxyCertificate.ofThisJvm().context()));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      // A length of 0 stands for a body in chunks.
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      if (!exchange.getRequestURI().toString().contains("watch=true")) {
        out.write(OBJECT.getBytes(StandardCharsets.UTF_8));
        return;
      }
      out.write(LINE.getBytes(StandardCharsets.UTF_8));
      out.flush();
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Method, URL and body of each request that got here. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** A kubeconfig for it, in {@code folder}, which trusts {@code pem}. */
  Path kubeconfig(Path folder, String pem) throws IOException {
    return Files.writeString(
        folder.resolve("upstream"),
        """
        apiVersion: v1
        kind: Config
        clusters:
          - {name: it, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}
        users:
          - {name: me, user: {token: secret}}
        contexts:
          - {name: c, context: {cluster: it, user: me}}
        current-context: c
        """
            .formatted(
                server.getAddress().getPort(),
                Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII))));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
