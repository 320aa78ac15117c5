package dev.rollwave.kubernetes.connection.route;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks a server's certificate as the JDK does, and says what is wrong with it: whose it is, what
 * was expected, and which key of the kubeconfig would change that.
 */
public final class KnownServer extends X509ExtendedTrustManager {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private final X509ExtendedTrustManager manager;
  private final String stranger;

  /**
   * A check.
   *
   * @param manager does the check
   * @param stranger the words about an authority that is not trusted, after its name
   */
  KnownServer(X509ExtendedTrustManager manager, String stranger) {
    this.manager = manager;
    this.stranger = stranger;
  }

  /** A certificate that is not trusted; the message is for a person. */
  public static final class UnbelievedException extends CertificateException {
    private static final long serialVersionUID = 1L;

    UnbelievedException(String message) {
      super(message);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      manager.checkServerTrusted(chain, authType, engine);
    } catch (CertificateException e) {
      throw unbelieved(e, chain, authType, engine.getPeerHost());
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    manager.checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    manager.checkServerTrusted(chain, authType);
  }

  private UnbelievedException unbelieved(
      CertificateException why, X509Certificate[] chain, String authType, String host)
      throws CertificateException {
    X509Certificate own = chain[0];
    String whose = "the certificate of " + host;
    if (isOfTime(why)) {
      return new UnbelievedException(
          "%s is good from %s to %s only"
              .formatted(whose, own.getNotBefore().toInstant(), own.getNotAfter().toInstant()));
    }
    if (isTrustedButForItsName(chain, authType)) {
      return new UnbelievedException(
          "%s is made out to %s; where the server is meant all the same, name one of them under"
                  .formatted(whose, names(own))
              + " tls-server-name");
    }
    X509Certificate last = chain[chain.length - 1];
    return new UnbelievedException(
        "%s is signed by \"%s\", %s"
            .formatted(whose, last.getIssuerX500Principal().getName(), stranger));
  }

  private static boolean isOfTime(Throwable why) {
    for (Throwable at = why; at != null; at = at.getCause()) {
      if (at instanceof CertificateExpiredException
          || at instanceof CertificateNotYetValidException) {
        return true;
      }
    }
    return false;
  }

  // Without the engine the JDK compares no names.
  private boolean isTrustedButForItsName(X509Certificate[] chain, String authType) {
    try {
      manager.checkServerTrusted(chain, authType);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  private static String names(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> names =
        Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.of());
    String listed =
        names.stream()
            .filter(name -> List.of(DNS_NAME, IP_ADDRESS).contains(name.get(0)))
            .map(name -> String.valueOf(name.get(1)))
            .collect(Collectors.joining(", "));
    return listed.isEmpty() ? certificate.getSubjectX500Principal().getName() : listed;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    manager.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    manager.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    manager.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return manager.getAcceptedIssuers();
  }
}
