package dev.rollwave.kubernetes.connection.route;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code NO_PROXY} as Go does, and so kubectl: {@code *} is every host, {@code corp} a domain
 * and all below it, {@code .corp} and {@code *.corp} what is below it alone, {@code 10.0.0.0/8} a
 * network, and each but the network may name a port. This machine itself is never reached through a
 * proxy.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config">httpproxy.Config</a>
 */
final class NoProxy {
  private final String host;
  private final int port;
  private final Optional<InetAddress> address;

  /**
   * For one server.
   *
   * @param host its name or address, without brackets
   */
  NoProxy(String host, int port) {
    this.host = host.toLowerCase(Locale.ROOT);
    this.port = port;
    this.address = IpAddresses.parse(host);
  }

  /** Whether {@code list} says that this server is reached without a proxy. */
  boolean isIn(String list) {
    if (host.equals("localhost") || address.filter(InetAddress::isLoopbackAddress).isPresent()) {
      return true;
    }
    for (String entry : list.split(",", -1)) {
      String stripped = entry.strip().toLowerCase(Locale.ROOT);
      if (!stripped.isEmpty() && covers(stripped)) {
        return true;
      }
    }
    return false;
  }

  private boolean covers(String entry) {
    if (entry.equals("*")) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash >= 0) {
      return isInNetwork(entry.substring(0, slash), entry.substring(slash + 1));
    }
    String name = entry;
    int colon = entry.lastIndexOf(':');
    boolean hasPort = colon >= 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
    if (hasPort) {
      if (!entry.substring(colon + 1).equals(String.valueOf(port))) {
        return false;
      }
      name = entry.substring(0, colon);
      if (name.startsWith("[") && name.endsWith("]")) {
        name = name.substring(1, name.length() - 1);
      }
    }
    Optional<InetAddress> other = IpAddresses.parse(name);
    return other.isPresent() ? other.equals(address) : isInDomain(name);
  }

  private boolean isInDomain(String name) {
    String domain = name.startsWith("*.") ? name.substring(1) : name;
    if (domain.isEmpty()) {
      return false;
    }
    return domain.startsWith(".")
        ? host.endsWith(domain)
        : host.equals(domain) || host.endsWith("." + domain);
  }

  private boolean isInNetwork(String network, String bits) {
    Optional<InetAddress> first = IpAddresses.parse(network);
    if (first.isEmpty() || address.isEmpty() || !bits.matches("\\d{1,3}")) {
      return false;
    }
    byte[] one = first.get().getAddress();
    byte[] other = address.get().getAddress();
    int length = Integer.parseInt(bits);
    if (one.length != other.length || length > one.length * Byte.SIZE) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      int mask = 0x80 >>> (bit % Byte.SIZE);
      if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
