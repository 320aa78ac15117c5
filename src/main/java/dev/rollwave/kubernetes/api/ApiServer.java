package dev.rollwave.kubernetes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.connection.Login;
import dev.rollwave.kubernetes.connection.credentials.Header;
import dev.rollwave.kubernetes.json.JsonText;
import dev.rollwave.kubernetes.json.ModelReader;
import dev.rollwave.kubernetes.json.ModelWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Sends one request at a time and says what came of it; never tries again by itself. It stands on
 * fabric8's configuration, credentials, HTTP client and model, but not on its operations: those
 * drop {@code Retry-After}, set no limit to the time that a body may take, and close a watch
 * without saying why.
 */
public final class ApiServer {
  /** So many requests at once are a guest's share of a server's attention. */
  private static final int CONCURRENT_REQUESTS = 8;

  private static final String READY = "/readyz";

  private final Login login;
  private final Authenticated authenticated;
  private final HttpConnections http;
  private final String root;
  private final Duration timeout;
  private final Semaphore places = new Semaphore(CONCURRENT_REQUESTS, true);

  /**
   * A server.
   *
   * @param login where it is, and whom requests are from
   * @param timeout of one request, for the head of the answer and for its body each
   */
  public ApiServer(Login login, HttpConnections http, Duration timeout) {
    this.login = login;
    this.authenticated = new Authenticated(login);
    this.http = http;
    this.root = login.target().server();
    this.timeout = timeout;
  }

  /** Where it is, for a person. */
  String root() {
    return root;
  }

  /** Sends {@code request} and reads the answer as {@code type}. */
  <T> Answer<T> send(ApiRequest request, Class<T> type) throws InterruptedException {
    return send(request, type, () -> true).orElseThrow();
  }

  /** Asked at the last moment before a request leaves. */
  @FunctionalInterface
  public interface Leave {
    boolean mayBeSent();
  }

  /**
   * As {@link #send(ApiRequest, Class)}; empty when {@code leave} said that it must not be sent.
   */
  <T> Optional<Answer<T>> send(ApiRequest request, Class<T> type, Leave leave)
      throws InterruptedException {
    places.acquire();
    try {
      return authenticated.send(request, leave, passport -> exchange(request, type, passport));
    } finally {
      places.release();
    }
  }

  private <T> Answer<T> exchange(ApiRequest request, Class<T> type, Login.Passport passport)
      throws InterruptedException {
    HttpClient client = http.showing(passport.certificate());
    HttpRequest.Builder wire =
        wire(client, request, passport).timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    return Waiting.forAnswer(
        request,
        client
            .sendAsync(wire.build(), byte[].class)
            .thenApply(r -> read(request, r, type, passport)),
        timeout.multipliedBy(2),
        words(passport));
  }

  private Function<Throwable, String> words(Login.Passport used) {
    return failure -> login.explain(failure, Causes.of(failure), used);
  }

  /**
   * Asks whether the API server is there at all, past all other requests.
   *
   * @param timeout how long an answer is waited for
   * @return why it is not; empty when it is, be it that it does not let us ask
   */
  public Optional<String> probe(Duration timeout) throws InterruptedException {
    HttpClient client = http.get();
    HttpRequest.Builder wire =
        client
            .newHttpRequestBuilder()
            .uri(root + READY.substring(1))
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    // As the last request: to wait for a plugin would tell nothing of the API server.
    Optional<Login.Passport> last = authenticated.last();
    last.ifPresent(passport -> sign(wire, passport));
    CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(wire.build(), byte[].class);
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return isThere(response.code())
          ? Optional.empty()
          : Optional.of("get " + READY + ": " + response.code());
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Optional.of("get " + READY + ": no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      return Optional.of(
          "get " + READY + ": " + last.map(it -> words(it).apply(e)).orElseGet(() -> Causes.of(e)));
    }
  }

  // Who may not ask, or asks too much, or asks one that has no such path, gets an answer too.
  private static boolean isThere(int code) {
    return code < 300 || (code >= 400 && code < 500);
  }

  /** Makes the next requests go over new connections, so that they may reach another server. */
  public void reconnect() {
    http.renew();
  }

  /**
   * Opens a watch.
   *
   * @return what arrives, to be closed by the caller
   */
  Answer<WatchStream> open(ApiRequest request) throws InterruptedException {
    return authenticated
        .send(request, () -> true, passport -> open(request, passport))
        .orElseThrow();
  }

  private Answer<WatchStream> open(ApiRequest request, Login.Passport passport)
      throws InterruptedException {
    WatchStream stream = new WatchStream();
    HttpClient client = http.showing(passport.certificate());
    // Without the HTTP client's own timeout: from JDK 26 on it would cover the endless body too.
    HttpRequest wire = wire(client, request, passport).forStreaming().build();
    Answer<HttpResponse<?>> answer =
        Waiting.forAnswer(
            request,
            client
                .consumeBytes(wire, stream)
                .thenApply(response -> {
                  stream.opened(response.body());
                  return new Ok<>(response);
                }),
            timeout,
            words(passport));
    return switch (answer) {
      case Ok<HttpResponse<?>>(HttpResponse<?> response) ->
          response.isSuccessful()
              ? new Ok<>(stream)
              : refusals(passport)
                  .of(request, Refusals.Reply.of(response, stream.remainder(timeout)));
      case Answer.Refused<HttpResponse<?>>(int code, String message, boolean ofObject) ->
          new Answer.Refused<>(code, message, ofObject);
      case Unavailable<HttpResponse<?>>(
              String cause,
              Optional<Duration> retryAfter,
              Answer.Kind kind) -> {
        stream.close();
        yield new Unavailable<>(cause, retryAfter, kind);
      }
    };
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException when {@code json} is no JSON object, or one of another type
   */
  public <T> T read(String json, Class<T> type) {
    return convert(JsonText.object(json), type);
  }

  /**
   * Reads a part of what was read before.
   *
   * @throws IllegalArgumentException when it is of another type
   */
  public <T> T convert(JsonNode part, Class<T> type) {
    return type.isInstance(part) ? type.cast(part) : ModelReader.read(part, type);
  }

  /** Writes what a request brings. */
  public String json(Object body) {
    return ModelWriter.write(body);
  }

  private HttpRequest.Builder wire(HttpClient client, ApiRequest request, Login.Passport passport) {
    HttpRequest.Builder wire = client.newHttpRequestBuilder().uri(root + request.url());
    sign(wire, passport);
    request.body().ifPresent(b -> wire.method(b.method(), b.contentType(), b.json()));
    return wire;
  }

  private static void sign(HttpRequest.Builder wire, Login.Passport passport) {
    for (Header header : passport.headers()) {
      wire.header(header.name(), header.value());
    }
  }

  private Refusals refusals(Login.Passport used) {
    return new Refusals((code, isStatus) -> login.explain(code, isStatus, used));
  }

  private <T> Answer<T> read(
      ApiRequest request, HttpResponse<byte[]> response, Class<T> type, Login.Passport passport) {
    String text = new String(response.body(), UTF_8);
    if (!response.isSuccessful()) {
      return refusals(passport).of(request, Refusals.Reply.of(response, text));
    }
    if (type == String.class) {
      return new Ok<>(type.cast(text));
    }
    try {
      T answer = read(text, type);
      if (request.body().isEmpty()
          && answer instanceof HasMetadata object
          && object.getMetadata() == null) {
        throw new IllegalArgumentException(
            "it is no " + type.getSimpleName() + "; is this a Kubernetes API server?");
      }
      return new Ok<>(answer);
    } catch (IllegalArgumentException e) {
      // A proxy's login page, or a body cut off: whatever it was, it was not the API server's word.
      return new Unavailable<>(
          request + ": unreadable answer: " + Causes.of(e), Optional.empty(), Answer.Kind.SILENT);
    }
  }
}
