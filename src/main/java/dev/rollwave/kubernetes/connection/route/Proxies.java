package dev.rollwave.kubernetes.connection.route;

import dev.rollwave.kubernetes.connection.kubeconfig.KubeconfigEntry;
import dev.rollwave.kubernetes.connection.kubeconfig.Texts;
import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.Cluster;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the proxy to the API server: {@code proxy-url} of the cluster, whatever {@code NO_PROXY}
 * says, else the one of the environment, as kubectl does.
 */
public final class Proxies {
  private Proxies() {}

  /**
   * The proxy from this machine to the API server of {@code cluster}; empty for none.
   *
   * @param server URL of the API server
   * @param environment of this process
   * @throws ClusterException.Refused when no such proxy can be used
   */
  public static Optional<Proxy> of(
      KubeconfigEntry<Cluster> cluster, URI server, Map<String, String> environment)
      throws ClusterException.Refused {
    Optional<String> url = Texts.said(cluster.value().getProxyUrl());
    return url.isPresent()
        ? Optional.of(Proxy.of(cluster.key("proxy-url"), url.get().strip()))
        : ofEnvironment(server, environment);
  }

  /** As {@link #of}, by the environment alone. */
  public static Optional<Proxy> ofEnvironment(URI server, Map<String, String> environment)
      throws ClusterException.Refused {
    boolean isTls = "https".equalsIgnoreCase(server.getScheme());
    String upper = isTls ? "HTTPS_PROXY" : "HTTP_PROXY";
    String name = variable(environment, upper).isPresent() ? upper : upper.toLowerCase(Locale.ROOT);
    Optional<String> set = variable(environment, name);
    if (set.isEmpty() || server.getHost() == null) {
      return Optional.empty();
    }
    String exceptions =
        variable(environment, "NO_PROXY").or(() -> variable(environment, "no_proxy")).orElse("");
    String host = server.getHost().replaceAll("[\\[\\]]", "");
    int port = server.getPort() >= 0 ? server.getPort() : isTls ? 443 : 80;
    if (new NoProxy(host, port).isIn(exceptions)) {
      return Optional.empty();
    }
    // Only a variable may leave out the scheme.
    String url = set.get().strip();
    return Optional.of(Proxy.of("$" + name, url.contains("://") ? url : "http://" + url));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Texts.said(environment.get(name));
  }
}
