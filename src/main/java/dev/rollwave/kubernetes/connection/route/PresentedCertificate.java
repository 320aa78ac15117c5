package dev.rollwave.kubernetes.connection.route;

import dev.rollwave.kubernetes.connection.credentials.ClientCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Presents one certificate to every server that asks for one, as client-go does, even where the
 * server names authorities and the certificate's is not among them.
 */
final class PresentedCertificate extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";

  private final ClientCertificate certificate;

  PresentedCertificate(ClientCertificate certificate) {
    this.certificate = certificate;
  }

  private @Nullable String alias(String @Nullable [] keyTypes) {
    boolean fits = keyTypes != null && List.of(keyTypes).contains(certificate.key().getAlgorithm());
    return fits ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return alias(keyTypes);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return alias(keyTypes);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    String alias = alias(new String[] {keyType});
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return certificate.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return certificate.key();
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
