package dev.rollwave.kubernetes.connection.route;

import java.net.InetAddress;
import java.util.Optional;

/** Reads IP addresses; looks nothing up. */
final class IpAddresses {
  private IpAddresses() {}

  /** The address that {@code text} spells, as {@code 10.0.0.1} or {@code fd00::1}. */
  static Optional<InetAddress> parse(String text) {
    // A scope such as %eth0 names an interface of this machine; no list of addresses holds one.
    if (text.isBlank() || text.contains("%") || text.contains("[")) {
      return Optional.empty();
    }
    try {
      // "10.1" is an address for the JDK alone.
      return text.contains(":") || text.chars().filter(c -> c == '.').count() == 3
          ? Optional.of(InetAddress.ofLiteral(text))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
