package dev.rollwave.kubernetes.connection.route;

import dev.rollwave.kubernetes.connection.credentials.ClientCertificate;
import dev.rollwave.runner.ClusterException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Sets up the handshake with the API server. The file with its authorities may change, so each
 * client reads them again.
 */
public final class Tls {
  private final Authorities authorities;
  private final Optional<String> serverName;
  private X509ExtendedTrustManager trust;

  /** Reads the authorities. */
  @FunctionalInterface
  public interface Authorities {
    /**
     * The check that trusts them.
     *
     * @throws ClusterException.Refused when they cannot be used
     */
    X509ExtendedTrustManager read() throws ClusterException.Refused;
  }

  /**
   * Reads the authorities once, so that a mistake in them shows at once.
   *
   * @param serverName {@code tls-server-name}: the name to ask for and to check instead of the
   *     URL's host
   * @throws ClusterException.Refused when the authorities cannot be used
   */
  public Tls(Authorities authorities, Optional<String> serverName) throws ClusterException.Refused {
    this.authorities = authorities;
    this.serverName = serverName;
    this.trust = authorities.read();
  }

  /** The context of one client, which presents {@code certificate}. */
  public SSLContext context(Optional<ClientCertificate> certificate) {
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
      // The file may be half written: the authorities that were read before still hold.
      return trust;
    }
    return trust;
  }
}
