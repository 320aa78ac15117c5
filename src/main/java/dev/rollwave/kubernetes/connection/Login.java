package dev.rollwave.kubernetes.connection;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One API server, the way to it, and whom requests to it are from. It sends nothing itself, but may
 * run the program that tells the credentials.
 */
public final class Login {
  private static final int UNAUTHORIZED = 401;

  private final Position place;
  private final Route route;
  private final Credentials credentials;
  private final List<Header> fixed;
  private final InstantSource clock;

  /**
   * Which place of a cluster is meant.
   *
   * @param server URL of the API server, ending with a slash
   * @param context of the kubeconfig; empty for a service account
   * @param user that the kubeconfig calls so; empty for a service account, or where none is named
   * @param namespace for what names none
   */
  public record Position(
      String server, Optional<String> context, Optional<String> user, String namespace) {}

  /**
   * The way there.
   *
   * @param server key of its URL, for a person
   */
  record Route(String server, Tls tls, Optional<Proxy> proxy) {}

  /** A request's headers, with the certificate that its connection is to show. */
  public static final class Passport {
    private final Identity identity;
    private final List<Header> headers;

    private Passport(Identity identity, List<Header> headers) {
      this.identity = identity;
      this.headers = headers;
    }

    /** Who it is from, whom it acts as, and what sends it. */
    public List<Header> headers() {
      return headers;
    }

    /** What the connection is to show in the handshake. */
    public Optional<ClientCertificate> certificate() {
      return identity.certificate();
    }
  }

  Login(
      Position place,
      Route route,
      Credentials credentials,
      List<Header> fixed,
      InstantSource clock) {
    this.place = place;
    this.route = route;
    this.credentials = credentials;
    this.fixed = List.copyOf(fixed);
    this.clock = clock;
  }

  /** The API server, and what names it. */
  public Position place() {
    return place;
  }

  /**
   * What the next request is sent with. It may take as long as a plugin does.
   *
   * @throws CredentialsException when there are no credentials; nothing is to be sent without
   */
  public Passport passport() throws CredentialsException, InterruptedException {
    return passport(credentials.current());
  }

  /**
   * What a request is sent with again that was answered with 401.
   *
   * @return empty where the credentials are the same as before
   */
  public Optional<Passport> passportAfter(Passport refused)
      throws CredentialsException, InterruptedException {
    Identity identity = credentials.renewed(refused.identity);
    return identity.equals(refused.identity) ? Optional.empty() : Optional.of(passport(identity));
  }

  private Passport passport(Identity identity) {
    List<Header> headers = new ArrayList<>(fixed);
    identity.authorization().ifPresent(it -> headers.add(new Header("Authorization", it)));
    // In plain text there is no tunnel that would carry it.
    route
        .proxy()
        .flatMap(Proxy::authorization)
        .ifPresent(it -> headers.add(new Header("Proxy-Authorization", it)));
    return new Passport(identity, List.copyOf(headers));
  }

  /** Lets {@code builder} make connections that go this way and show {@code certificate}. */
  public void prepare(HttpClient.Builder builder, Optional<ClientCertificate> certificate) {
    builder.sslContext(route.tls().context(certificate));
    builder.proxy(
        route.proxy().isPresent()
            ? new ProxyToServer(route.proxy().get().address())
            : HttpClient.Builder.NO_PROXY);
  }

  /**
   * Why there was no answer: by the key of the kubeconfig that it is a matter of, where it is one.
   *
   * @param otherwise what to say where it is none
   * @param used what the request was sent with
   */
  public String explain(Throwable failure, String otherwise, Passport used) {
    String expiry = Expiry.ofCertificate(used.identity, clock.instant());
    return new Explanations(URI.create(place.server()), route, credentials.words(), expiry)
        .of(failure)
        // A server that does not take a certificate may break the connection without a word.
        .orElseGet(
            () -> expiry.isEmpty() ? otherwise : otherwise + "; " + credentials.words() + expiry);
  }

  /**
   * What more there is to say of an answer that refuses the credentials, or is not an API server's.
   *
   * @param code HTTP status
   * @param isStatus whether it is a Status of Kubernetes
   * @param used what the request was sent with
   */
  public Optional<String> explain(int code, boolean isStatus, Passport used) {
    if (code == UNAUTHORIZED) {
      return Optional.of(
          "the API server does not accept %s%s"
              .formatted(credentials.words(), Expiry.words(used.identity, clock.instant())));
    }
    return isStatus ? Optional.empty() : Explanations.ofStranger(code, route);
  }
}
