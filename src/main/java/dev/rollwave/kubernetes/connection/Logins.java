package dev.rollwave.kubernetes.connection;

import dev.rollwave.kubernetes.connection.credentials.Credentials;
import dev.rollwave.kubernetes.connection.credentials.CredentialsException;
import dev.rollwave.kubernetes.connection.credentials.Header;
import dev.rollwave.kubernetes.connection.credentials.Identity;
import dev.rollwave.kubernetes.connection.credentials.Impersonation;
import dev.rollwave.kubernetes.connection.credentials.KeptCredentials;
import dev.rollwave.kubernetes.connection.credentials.TokenFile;
import dev.rollwave.kubernetes.connection.credentials.WrittenUser;
import dev.rollwave.kubernetes.connection.exec.ExecCredentials;
import dev.rollwave.kubernetes.connection.exec.ExecPlugin;
import dev.rollwave.kubernetes.connection.kubeconfig.Kubeconfig;
import dev.rollwave.kubernetes.connection.kubeconfig.KubeconfigEntry;
import dev.rollwave.kubernetes.connection.kubeconfig.ServerUrl;
import dev.rollwave.kubernetes.connection.kubeconfig.Texts;
import dev.rollwave.kubernetes.connection.route.Proxies;
import dev.rollwave.kubernetes.connection.route.ServerTrust;
import dev.rollwave.kubernetes.connection.route.Tls;
import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Finds out how to log in, from kubeconfig files or from a pod's service account.
 *
 * @param environment of this process
 * @param userAgent names this program in requests
 * @param clock tells when credentials expire
 * @param isTerminal whether a plugin can ask a person
 */
public record Logins(
    Map<String, String> environment,
    String userAgent,
    InstantSource clock,
    BooleanSupplier isTerminal) {

  /** Those of this process. */
  public static Logins of(Map<String, String> environment, String userAgent) {
    return new Logins(environment, userAgent, InstantSource.system(), Logins::hasTerminal);
  }

  private static boolean hasTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /**
   * As kubectl would with these files.
   *
   * @param files that exist; of two that describe the same name the first one counts
   * @param context empty for the current one
   * @throws ClusterException.Refused when a key cannot be honoured; the message names it
   */
  public Login of(List<Path> files, Optional<String> context) throws ClusterException {
    Kubeconfig.Chosen chosen = Kubeconfig.read(files).choose(context);
    KubeconfigEntry<Cluster> cluster = chosen.cluster();
    ServerUrl url = ServerUrl.of(cluster);
    URI server = url.address();
    Login.Target target =
        new Login.Target(
            server.toString(),
            Optional.of(chosen.context()),
            chosen.user().map(KubeconfigEntry::name),
            chosen.namespace());
    Login.Route route =
        new Login.Route(
            cluster.key("server"),
            new Tls(() -> ServerTrust.of(cluster), Texts.said(cluster.value().getTlsServerName())),
            Proxies.of(cluster, server, environment));
    List<Header> fixed = new ArrayList<>(agent());
    if (chosen.user().isPresent()) {
      fixed.addAll(Impersonation.headers(chosen.user().get()));
    }
    return new Login(target, route, credentials(files, context, chosen, url), fixed, clock);
  }

  // Over plain HTTP every machine on the way could read them, so kubectl neither looks for
  // credentials nor runs a plugin then; a server that asks for none works, such as `kubectl proxy`.
  private Credentials credentials(
      List<Path> files, Optional<String> context, Kubeconfig.Chosen chosen, ServerUrl url)
      throws ClusterException {
    if (!url.isTls()) {
      requireNoUser(chosen.cluster(), url);
      return new KeptCredentials(() -> new Withheld(chosen.cluster().key("server")));
    }
    if (chosen.user().isEmpty()) {
      throw new ClusterException.Refused(
          "context %s names no user; rollwave does not go on as system:anonymous"
              .formatted(chosen.context()));
    }
    KubeconfigEntry<AuthInfo> user = chosen.user().get();
    Credentials credentials =
        credentials(
            user,
            chosen.cluster(),
            () -> {
              Optional<KubeconfigEntry<AuthInfo>> again =
                  Kubeconfig.read(files).choose(context).user();
              return WrittenUser.of(again.orElse(user));
            });
    if (!hasAuthorization(user)) {
      requireNoUser(chosen.cluster(), url);
    }
    requireSome(user);
    return credentials;
  }

  private List<Header> agent() {
    return List.of(new Header("User-Agent", userAgent));
  }

  private Credentials credentials(
      KubeconfigEntry<AuthInfo> user,
      KubeconfigEntry<Cluster> cluster,
      KeptCredentials.Source source)
      throws ClusterException {
    WrittenUser written = WrittenUser.of(user);
    boolean isAsked =
        user.value().getExec() != null && written.identity().authorization().isEmpty();
    return isAsked
        ? new ExecCredentials(
            new ExecPlugin(user, cluster, environment, isTerminal),
            written.identity().certificate(),
            clock)
        : new KeptCredentials(source);
  }

  private static boolean hasAuthorization(KubeconfigEntry<AuthInfo> user)
      throws ClusterException.Refused {
    return user.value().getExec() != null
        || WrittenUser.of(user).identity().authorization().isPresent();
  }

  // kubectl sends it where the user of the kubeconfig has no such credentials, even over plain
  // HTTP.
  private static void requireNoUser(KubeconfigEntry<Cluster> cluster, ServerUrl url)
      throws ClusterException.Refused {
    if (url.namesUser()) {
      throw cluster.refused(
          "server",
          "a user stands before %s; write username and password under users, and https:// here"
              .formatted(url.address().getAuthority()));
    }
  }

  private static void requireSome(KubeconfigEntry<AuthInfo> user) throws ClusterException.Refused {
    if (WrittenUser.of(user).isEmpty() && user.value().getExec() == null) {
      throw new ClusterException.Refused(
          "user %s in %s has no credentials: token, tokenFile, client-certificate, username or exec"
              .formatted(user.name(), user.file()));
    }
  }

  private record Withheld(String server) implements KeptCredentials.Written {
    @Override
    public Identity identity() {
      return Identity.none();
    }

    @Override
    public String words() {
      return "a request without credentials, and over http:// none are sent, as by kubectl: write"
          + " https:// in the "
          + server;
    }
  }

  /**
   * As the pod that this is.
   *
   * @param server URL of the API server
   * @param account the folder of the pod's service account
   */
  public Login ofServiceAccount(String server, Path account) throws ClusterException {
    Path authorities = account.resolve("ca.crt");
    TokenFile token = new TokenFile(account.resolve("token"));
    URI uri = URI.create(server);
    Login.Route route =
        new Login.Route(
            "$KUBERNETES_SERVICE_HOST",
            new Tls(() -> ServerTrust.ofFile(authorities), Optional.empty()),
            Proxies.ofEnvironment(uri, environment));
    return new Login(
        new Login.Target(server, Optional.empty(), Optional.empty(), namespace(account)),
        route,
        new KeptCredentials(() -> new ServiceAccount(token)),
        agent(),
        clock);
  }

  private static String namespace(Path account) {
    try {
      return Files.readString(account.resolve("namespace")).strip();
    } catch (IOException e) {
      // It is only for display: a plan names its namespaces.
      return "default";
    }
  }

  private record ServiceAccount(TokenFile token) implements KeptCredentials.Written {
    @Override
    public Identity identity() throws CredentialsException {
      String read =
          token
              .token()
              .orElseThrow(() -> new CredentialsException("there is no token in " + token.path()));
      return new Identity(Optional.of("Bearer " + read), Optional.empty());
    }

    @Override
    public String words() {
      return "the token in " + token.path();
    }
  }
}
