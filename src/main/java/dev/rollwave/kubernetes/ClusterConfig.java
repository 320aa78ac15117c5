package dev.rollwave.kubernetes;

import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the cluster that a person means: {@code --kubeconfig}, then the files of {@code
 * $KUBECONFIG}, then {@code ~/.kube/config}, then the service account of the pod.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">organizing
 *     cluster access</a>
 */
final class ClusterConfig {
  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private ClusterConfig() {}

  static Config find(ConnectionOptions options, Duration requestTimeout) throws ClusterException {
    return find(options, requestTimeout, SERVICE_ACCOUNT);
  }

  static Config find(ConnectionOptions options, Duration requestTimeout, Path serviceAccount)
      throws ClusterException {
    List<Path> candidates = candidates(options);
    List<Path> files = candidates.stream().filter(Files::isRegularFile).toList();
    Config config;
    if (!files.isEmpty()) {
      config = KubeconfigFiles.read(files, options);
    } else if (options.kubeconfig().isEmpty() && isInCluster(options, serviceAccount)) {
      config = inCluster(options, serviceAccount);
    } else {
      throw nothingFound(candidates, options, serviceAccount);
    }
    proxies(config, options);
    config.setRequestTimeout(Math.toIntExact(requestTimeout.toMillis()));
    config.setConnectionTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
    // Who restarts must know what a request came to: nothing is sent twice behind our back.
    config.setRequestRetryBackoffLimit(0);
    config.setWatchReconnectLimit(0);
    // On HTTP/2 all requests share one connection, and one that went silent takes them all along:
    // the JDK's client goes on using it after a timeout. On HTTP/1.1 a timeout closes it.
    config.setHttp2Disable(true);
    config.setUserAgent("rollwave/" + options.version());
    return config;
  }

  private static List<Path> candidates(ConnectionOptions options) {
    if (options.kubeconfig().isPresent()) {
      return options.kubeconfig().stream().toList();
    }
    Optional<String> listed = options.variable("KUBECONFIG");
    if (listed.isPresent()) {
      return Stream.of(listed.get().split(Pattern.quote(File.pathSeparator)))
          .filter(name -> !name.isBlank())
          .map(Path::of)
          .toList();
    }
    return options.variable("HOME").stream().map(home -> Path.of(home, ".kube", "config")).toList();
  }

  private static boolean isInCluster(ConnectionOptions options, Path serviceAccount) {
    return options.variable("KUBERNETES_SERVICE_HOST").isPresent()
        && Files.isRegularFile(serviceAccount.resolve("token"));
  }

  private static Config inCluster(ConnectionOptions options, Path serviceAccount)
      throws ClusterException {
    if (options.context().isPresent()) {
      throw new ClusterException.Refused(
          "there is no context %s: the service account of this pod is used, without a kubeconfig"
              .formatted(options.context().get()));
    }
    String host = options.variable("KUBERNETES_SERVICE_HOST").orElseThrow();
    String port = options.variable("KUBERNETES_SERVICE_PORT").orElse("443");
    Config config = Config.empty();
    config.setMasterUrl("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    config.setCaCertFile(serviceAccount.resolve("ca.crt").toString());
    config.setOauthTokenProvider(new TokenFile(serviceAccount.resolve("token")));
    try {
      config.setNamespace(Files.readString(serviceAccount.resolve("namespace")).strip());
    } catch (IOException e) {
      // It is only for display: a plan names its namespaces.
      config.setNamespace("default");
    }
    return config;
  }

  // kubectl takes proxies from the environment; those of the kubeconfig go before.
  private static void proxies(Config config, ConnectionOptions options) {
    if (config.getHttpsProxy() != null || config.getHttpProxy() != null) {
      return;
    }
    either(options, "HTTPS_PROXY", "https_proxy").ifPresent(config::setHttpsProxy);
    either(options, "HTTP_PROXY", "http_proxy").ifPresent(config::setHttpProxy);
    either(options, "NO_PROXY", "no_proxy")
        .ifPresent(hosts -> config.setNoProxy(hosts.strip().split("\\s*,\\s*")));
  }

  private static Optional<String> either(ConnectionOptions options, String one, String other) {
    return options.variable(one).or(() -> options.variable(other));
  }

  private static ClusterException nothingFound(
      List<Path> candidates, ConnectionOptions options, Path serviceAccount) {
    StringBuilder looked = new StringBuilder("no kubeconfig found; looked for ");
    looked.append(String.join(", ", candidates.stream().map(Path::toString).toList()));
    if (options.kubeconfig().isEmpty()) {
      looked.append(candidates.isEmpty() ? "" : " and ");
      looked.append("the service account in ").append(serviceAccount);
      looked.append("; name a file with --kubeconfig or $KUBECONFIG");
    }
    return new ClusterException.Unreachable(looked.toString());
  }
}
