package dev.rollwave.kubernetes.connection;

import dev.rollwave.kubernetes.connection.route.KnownServer;
import dev.rollwave.kubernetes.connection.route.Proxy;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Explains a failure of the connection, and names the key of the kubeconfig that it is about. */
final class Explanations {
  private static final int DEEPEST = 10;
  private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: (\\d+)");

  private final URI server;
  private final Login.Route route;
  private final String credentials;
  private final String expiry;

  /**
   * Of one login.
   *
   * @param credentials where they come from, for a person
   * @param expiry what of them has expired, after a colon; empty for nothing
   */
  Explanations(URI server, Login.Route route, String credentials, String expiry) {
    this.server = server;
    this.route = route;
    this.credentials = credentials;
    this.expiry = expiry;
  }

  /** What {@code failure} means; empty where it is about nothing that the kubeconfig says. */
  Optional<String> of(Throwable failure) {
    List<Throwable> chain =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST).toList();
    boolean isUnknown =
        chain.stream()
            .anyMatch(it ->
                it instanceof UnknownHostException || it instanceof UnresolvedAddressException);
    return isUnknown
        ? Optional.of(unknownHost())
        : chain.stream().flatMap(it -> words(it).stream()).findFirst();
  }

  private Optional<String> words(Throwable failure) {
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    return switch (failure) {
      case KnownServer.UnbelievedException e -> Optional.of(message);
      case UnknownAtProxyException e -> route.proxy().map(Explanations::unknownAt);
      case SSLException e -> handshake(message);
      case ConnectException e ->
          route
              .proxy()
              .map(it ->
                  "%s by %s (%s)"
                      .formatted(message.isEmpty() ? "connection refused" : message, it, it.key()));
      default -> tunnel(message);
    };
  }

  private static String unknownAt(Proxy proxy) {
    return "407, %s wants a user and a password that it knows: http://USER:PASSWORD@HOST:PORT under %s"
        .formatted(proxy, proxy.key());
  }

  private String unknownHost() {
    return route
        .proxy()
        .map(it -> "unknown host %s (%s)".formatted(it.address().getHostString(), it.key()))
        .orElseGet(() -> "unknown host %s (%s)".formatted(server.getHost(), route.server()));
  }

  // RFC 8446, section 6.2: what a server says of a certificate that it does not take.
  private Optional<String> handshake(String message) {
    if (message.contains("certificate_required")) {
      return Optional.of(
          "the server asks for a client-certificate, and there is none in " + credentials);
    }
    boolean isOfCertificate =
        Stream.of("certificate_", "bad_certificate", "unknown_ca").anyMatch(message::contains);
    if (message.contains("fatal alert") && isOfCertificate) {
      return Optional.of(
          "the server does not take the certificate (%s)%s"
              .formatted(credentials, expiry.isEmpty() ? ": " + message : expiry));
    }
    boolean isPlain =
        message.startsWith("Unsupported or unrecognized SSL message")
            || message.startsWith("Unrecognized SSL message");
    return isPlain
        ? Optional.of("what answers does not speak TLS (%s)".formatted(route.server()))
        : Optional.empty();
  }

  private Optional<String> tunnel(String message) {
    Matcher tunnel = TUNNEL.matcher(message);
    return tunnel.find()
        ? route
            .proxy()
            .map(it ->
                "%s (%s) does not let it through to %s: %s"
                    .formatted(it, it.key(), hostAndPort(), tunnel.group(1)))
        : Optional.empty();
  }

  private String hostAndPort() {
    return server.getPort() < 0 ? server.getHost() : server.getHost() + ":" + server.getPort();
  }

  /** Explains an answer that is no Status, as every refusal of an API server is. */
  static Optional<String> ofStranger(int code, Login.Route route) {
    boolean isRedirect = code >= 300 && code < 400;
    return code == 404 || isRedirect
        ? Optional.of(
            "this is not a Kubernetes API server, which would say so in a Status; look at "
                + route.server())
        : Optional.empty();
  }
}
