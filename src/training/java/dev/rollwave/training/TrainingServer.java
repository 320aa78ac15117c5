package dev.rollwave.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as an API server does, as far as the run that is played here asks. */
final class TrainingServer implements AutoCloseable {
  private static final int LIKE_AN_API_SERVER = 0;

  private final JsonMapper json = new JsonMapper();
  private final TrainingObjects objects = new TrainingObjects(json);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpsServer server;
  private final String certificate;

  private TrainingServer(Certificate own) throws IOException {
    certificate = own.pem();
    server =
        HttpsServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), LIKE_AN_API_SERVER);
    server.setHttpsConfigurator(new HttpsConfigurator(own.context()));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /** One that answers from now on, until it is closed. */
  static TrainingServer start(Certificate own) throws IOException {
    TrainingServer started = new TrainingServer(own);
    started.server.start();
    return started;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What it presents, as PEM. */
  String certificate() {
    return certificate;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      RequestPath path = RequestPath.of(exchange.getRequestURI());
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.isWatch()) {
        watch(exchange, path);
        return;
      }
      Reply reply =
          switch (exchange.getRequestMethod()) {
            case "GET" -> objects.get(path);
            case "POST" -> objects.create(path, object(body));
            case "PUT" -> objects.replace(path, object(body));
            case "PATCH" -> objects.patch(path, object(body));
            default -> Reply.missing(json, path);
          };
      send(exchange, reply);
    }
  }

  private ObjectNode object(byte[] body) throws IOException {
    return (ObjectNode) json.readTree(body);
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = json.writeValueAsBytes(reply.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  private void watch(HttpExchange exchange, RequestPath path) throws IOException {
    BlockingQueue<JsonNode> changes = objects.changes(path);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.flush();
    try {
      while (true) {
        out.write((json.writeValueAsString(changes.take()) + "\n").getBytes(UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
