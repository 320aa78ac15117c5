package dev.rollwave.kubernetes.connection.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollwave.runner.ClusterException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP proxy on the way to the API server.
 *
 * @param key that sets it, for a person: {@code proxy-url} of a cluster, or a variable
 * @param address not resolved
 * @param authorization for the proxy, where user and password are given
 */
public record Proxy(String key, InetSocketAddress address, Optional<String> authorization) {
  private static final Map<String, Integer> PORTS = Map.of("http", 80);

  /**
   * Reads a proxy's URL.
   *
   * @param key that sets it
   * @throws ClusterException.Refused when no such proxy can be used; the message leaves the URL
   *     out, which may hold a password
   */
  static Proxy of(String key, String url) throws ClusterException.Refused {
    int colons = url.indexOf("://");
    String scheme = url.substring(0, Math.max(colons, 0)).toLowerCase(Locale.ROOT);
    if (!PORTS.containsKey(scheme)) {
      throw new ClusterException.Refused(
          "%s: %s cannot be used as a proxy, only http:// can; it tunnels TLS all the same"
              .formatted(key, scheme.isEmpty() ? "a URL without a scheme" : scheme + "://"));
    }
    String authority = url.substring(colons + 3).split("[/?#]", 2)[0];
    int at = authority.lastIndexOf('@');
    String hostAndPort = authority.substring(at + 1);
    return new Proxy(
        key,
        address(key, hostAndPort, PORTS.get(scheme)),
        at < 0 ? Optional.empty() : Optional.of(basic(authority.substring(0, at))));
  }

  private static InetSocketAddress address(String key, String hostAndPort, int defaultPort)
      throws ClusterException.Refused {
    int colon = hostAndPort.lastIndexOf(':');
    boolean hasPort = colon > hostAndPort.lastIndexOf(']');
    String host = hasPort ? hostAndPort.substring(0, colon) : hostAndPort;
    String port = hasPort ? hostAndPort.substring(colon + 1) : String.valueOf(defaultPort);
    if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new ClusterException.Refused(key + ": that is no URL of a proxy, http://HOST:PORT");
    }
    boolean isBracketed = host.startsWith("[") && host.endsWith("]");
    return InetSocketAddress.createUnresolved(
        isBracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
  }

  private static String basic(String userAndPassword) {
    int colon = userAndPassword.indexOf(':');
    String plain =
        colon < 0
            ? decoded(userAndPassword) + ":"
            : decoded(userAndPassword.substring(0, colon))
                + ":"
                + decoded(userAndPassword.substring(colon + 1));
    return "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(UTF_8));
  }

  private static String decoded(String percents) {
    try {
      return URLDecoder.decode(percents.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return percents;
    }
  }

  /** Sends every request through it. */
  public ProxySelector selector() {
    return new ProxyToServer(address);
  }

  /** Its address for a person, without user and password. */
  @Override
  public String toString() {
    return "the proxy " + address.getHostString() + ":" + address.getPort();
  }
}
