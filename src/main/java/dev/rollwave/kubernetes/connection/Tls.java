package dev.rollwave.kubernetes.connection;

import dev.rollwave.runner.ClusterException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How the handshake with the API server goes. Its authorities may be written anew in their file, so
 * they are read again for each client.
 */
final class Tls {
  private final Authorities authorities;
  private final Optional<String> serverName;
  private X509ExtendedTrustManager trust;

  /** Reads which servers are believed. */
  @FunctionalInterface
  interface Authorities {
    X509ExtendedTrustManager read() throws ClusterException.Refused;
  }

  /**
   * A way to shake hands.
   *
   * @param serverName {@code tls-server-name}: what to ask for and to check instead of the URL's
   *     host
   */
  Tls(Authorities authorities, Optional<String> serverName) throws ClusterException.Refused {
    this.authorities = authorities;
    this.serverName = serverName;
    this.trust = authorities.read();
  }

  SSLContext context(Optional<ClientCertificate> certificate) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys =
          certificate.map(PresentedCertificate::new).stream().toArray(KeyManager[]::new);
      context.init(keys, new TrustManager[] {trust()}, null);
      return serverName.isPresent() ? new NamedServer(context, serverName.get()) : context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK speaks TLS", e);
    }
  }

  private synchronized X509ExtendedTrustManager trust() {
    try {
      trust = authorities.read();
    } catch (ClusterException.Refused e) {
      // Perhaps it is just being written: those that were read before still stand.
      return trust;
    }
    return trust;
  }
}
