package dev.rollwave.kubernetes.connection;

import dev.rollwave.kubernetes.connection.credentials.ClientCertificate;
import dev.rollwave.kubernetes.connection.credentials.Credentials;
import dev.rollwave.kubernetes.connection.credentials.CredentialsException;
import dev.rollwave.kubernetes.connection.credentials.Expiry;
import dev.rollwave.kubernetes.connection.credentials.Header;
import dev.rollwave.kubernetes.connection.credentials.Identity;
import dev.rollwave.kubernetes.connection.route.Proxy;
import dev.rollwave.kubernetes.connection.route.Tls;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One API server, the way to it, and the user of requests to it. It sends nothing itself, but may
 * run a credential plugin.
 */
public final class Login {
  private static final int UNAUTHORIZED = 401;

  private final Target target;
  private final Route route;
  private final Credentials credentials;
  private final List<Header> fixed;
  private final InstantSource clock;

  /**
   * What a login leads to.
   *
   * @param server URL of the API server, ending with a slash
   * @param context of the kubeconfig; empty for a service account
   * @param user by its name in the kubeconfig; empty for a service account, or where none is named
   * @param namespace of everything that names none
   */
  public record Target(
      String server, Optional<String> context, Optional<String> user, String namespace) {}

  /**
   * The way there.
   *
   * @param server key of its URL, for a person
   */
  record Route(String server, Tls tls, Optional<Proxy> proxy) {}

  /** A request's headers, with the certificate for its connection. */
  public static final class Passport {
    private final Identity identity;
    private final List<Header> headers;

    private Passport(Identity identity, List<Header> headers) {
      this.identity = identity;
      this.headers = headers;
    }

    /** The headers for user, impersonation, program and proxy. */
    public List<Header> headers() {
      return headers;
    }

    /** The certificate that the connection presents in the handshake. */
    public Optional<ClientCertificate> certificate() {
      return identity.certificate();
    }
  }

  Login(
      Target target,
      Route route,
      Credentials credentials,
      List<Header> fixed,
      InstantSource clock) {
    this.target = target;
    this.route = route;
    this.credentials = credentials;
    this.fixed = List.copyOf(fixed);
    this.clock = clock;
  }

  /** The API server, and its names. */
  public Target target() {
    return target;
  }

  /**
   * Headers and certificate of the next request. May take as long as a plugin does.
   *
   * @throws CredentialsException when there are no credentials; the request must not be sent then
   */
  public Passport passport() throws CredentialsException, InterruptedException {
    return passport(credentials.current());
  }

  /**
   * Headers and certificate for a request that is sent again after a 401.
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
    // Plain HTTP has no tunnel that would carry it.
    route
        .proxy()
        .flatMap(Proxy::authorization)
        .ifPresent(it -> headers.add(new Header("Proxy-Authorization", it)));
    return new Passport(identity, List.copyOf(headers));
  }

  /** Lets {@code builder} make connections that go this way and present {@code certificate}. */
  public void prepare(HttpClient.Builder builder, Optional<ClientCertificate> certificate) {
    builder.sslContext(route.tls().context(certificate));
    builder.proxy(route.proxy().map(Proxy::selector).orElse(HttpClient.Builder.NO_PROXY));
  }

  /**
   * Why there was no answer; names the key of the kubeconfig that caused it, where one did.
   *
   * @param otherwise the words where none did
   * @param used headers and certificate of the request
   */
  public String explain(Throwable failure, String otherwise, Passport used) {
    String expiry = Expiry.ofCertificate(used.identity, clock.instant());
    return new Explanations(URI.create(target.server()), route, credentials.words(), expiry)
        .of(failure)
        // A server that does not take a certificate may break the connection without a word.
        .orElseGet(
            () -> expiry.isEmpty() ? otherwise : otherwise + "; " + credentials.words() + expiry);
  }

  /**
   * Explains an answer that refuses the credentials, or does not come from an API server.
   *
   * @param code HTTP status
   * @param isStatus whether it is a Status of Kubernetes
   * @param used headers and certificate of the request
   * @return empty where the answer says enough itself
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
