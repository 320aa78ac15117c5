package dev.rollwave.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as a test says, for what a real API server does only once in a year. */
public final class ScriptedApiServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** A request as it came. */
  public record Request(String method, String url, String body, String authorization) {
    boolean isWatch() {
      return url.contains("watch=true");
    }
  }

  /** What is sent back. */
  public interface Script {
    void answer(Request request, Reply reply) throws Exception;
  }

  /** Writes an answer. */
  public static final class Reply {
    private final HttpExchange exchange;

    private Reply(HttpExchange exchange) {
      this.exchange = exchange;
    }

    public Reply header(String name, String value) {
      exchange.getResponseHeaders().add(name, value);
      return this;
    }

    public void json(int code, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(code, bytes.length);
      exchange.getResponseBody().write(bytes);
    }

    public void status(int code, String message) throws IOException {
      json(code, Json.status(code, message));
    }

    /** Opens a stream that stays open until it is closed, or the script returns. */
    public OutputStream stream() throws IOException {
      exchange.sendResponseHeaders(200, 0);
      OutputStream body = exchange.getResponseBody();
      body.flush();
      return body;
    }
  }

  public ScriptedApiServer(Script script) throws IOException {
    this(HttpServer.create(anyPort(), 0), script);
  }

  private ScriptedApiServer(HttpServer server, Script script) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, script));
    server.start();
  }

  /** One that credentials are sent to. */
  static ScriptedApiServer overTls(Script script) throws Exception {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(TlsApiServer.context("server")));
    return new ScriptedApiServer(server, script);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void handle(HttpExchange exchange, Script script) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      requests.add(request);
      script.answer(request, new Reply(exchange));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("a script failed", e);
    }
  }

  /** What came so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  String url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A kubeconfig for it, in {@code folder}, with what it says of the user. */
  public Path kubeconfig(Path folder, String user) {
    try {
      return Files.writeString(
          folder.resolve("config"),
          """
          apiVersion: v1
          kind: Config
          clusters:
            - {name: scripted, cluster: {%s}}
          users:
            - {name: scripted, user: {%s}}
          contexts:
            - {name: scripted, context: {cluster: scripted, user: scripted}}
          current-context: scripted
          """
              .formatted(LoggingIn.trusting(url()), user));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
