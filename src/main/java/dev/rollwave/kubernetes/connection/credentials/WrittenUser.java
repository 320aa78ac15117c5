package dev.rollwave.kubernetes.connection.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollwave.kubernetes.connection.kubeconfig.EntryData;
import dev.rollwave.kubernetes.connection.kubeconfig.KubeconfigEntry;
import dev.rollwave.kubernetes.connection.kubeconfig.Texts;
import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.AuthInfo;
import java.security.cert.CertificateException;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The credentials that a kubeconfig holds for a user, without its {@code exec}: a token, a name
 * with a password, a certificate.
 */
public final class WrittenUser implements KeptCredentials.Written {
  private final KubeconfigEntry<AuthInfo> user;
  private final Optional<TokenFile> file;
  private final Optional<String> fixed;
  private final Optional<ClientCertificate> certificate;
  private final List<String> keys = new ArrayList<>();

  private WrittenUser(KubeconfigEntry<AuthInfo> user) throws ClusterException.Refused {
    this.user = user;
    AuthInfo says = user.value();
    file = Texts.said(says.getTokenFile()).map(user::resolve).map(TokenFile::new);
    Optional<String> token = Texts.said(says.getToken()).map(it -> "Bearer " + it.strip());
    if (token.filter(it -> !Header.carries(it)).isPresent()) {
      throw user.refused("token", "this is one that " + Header.UNCARRIED);
    }
    Optional<String> password = basic(says);
    if (password.isPresent() && (token.isPresent() || file.isPresent())) {
      throw user.refused(
          "username", "cannot stand beside a token, as kubectl says too: drop one of them");
    }
    fixed = token.or(() -> password);
    certificate = certificate(user);
    file.ifPresent(it -> keys.add("tokenFile " + it.path()));
    token.ifPresent(it -> keys.add("token"));
    password.ifPresent(it -> keys.add("username and password"));
    certificate.ifPresent(it -> keys.add("client-certificate"));
  }

  /**
   * Reads the credentials of {@code user}.
   *
   * @throws ClusterException.Refused when one of them cannot be used, or two exclude each other;
   *     the message names the key
   */
  public static WrittenUser of(KubeconfigEntry<AuthInfo> user) throws ClusterException.Refused {
    if (user.value().getAuthProvider() != null) {
      throw user.refused(
          "auth-provider",
          "is not supported; its successor is exec, with a plugin such as kubelogin"
              + " (kubectl oidc-login) for OpenID Connect");
    }
    WrittenUser written = new WrittenUser(user);
    if (written.file.isPresent() && written.identity().authorization().isEmpty()) {
      throw user.refused(
          "tokenFile",
          "there is no token in %s, or one that %s"
              .formatted(written.file.get().path(), Header.UNCARRIED));
    }
    return written;
  }

  private static Optional<String> basic(AuthInfo says) {
    if (Texts.said(says.getUsername()).isEmpty() && Texts.said(says.getPassword()).isEmpty()) {
      return Optional.empty();
    }
    String plain =
        Objects.requireNonNullElse(says.getUsername(), "")
            + ":"
            + Objects.requireNonNullElse(says.getPassword(), "");
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(plain.getBytes(UTF_8)));
  }

  private static Optional<ClientCertificate> certificate(KubeconfigEntry<AuthInfo> user)
      throws ClusterException.Refused {
    AuthInfo says = user.value();
    Optional<EntryData> chain =
        EntryData.of(
            user,
            "client-certificate",
            says.getClientCertificateData(),
            says.getClientCertificate());
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    EntryData key =
        EntryData.of(user, "client-key", says.getClientKeyData(), says.getClientKey())
            .orElseThrow(() -> user.refused("client-key", "is missing beside client-certificate"));
    return Optional.of(pair(chain.get(), key));
  }

  /**
   * A certificate with its key.
   *
   * @throws ClusterException.Refused when one of them cannot be used, or they do not belong
   *     together; the message names it
   */
  public static ClientCertificate pair(EntryData chain, EntryData key)
      throws ClusterException.Refused {
    ClientCertificate pair;
    try {
      pair =
          new ClientCertificate(
              ClientCertificate.chain(chain.text()), PrivateKeys.read(key.text()));
    } catch (CertificateException e) {
      throw chain.refused("holds no certificate in PEM, or a damaged one");
    } catch (InvalidKeySpecException e) {
      throw key.refused(Objects.requireNonNullElse(e.getMessage(), "cannot be used"));
    }
    if (!pair.isPair()) {
      throw key.refused("is not the key to the certificate");
    }
    return pair;
  }

  @Override
  public Identity identity() {
    Optional<String> fromFile = file.flatMap(TokenFile::token).map(token -> "Bearer " + token);
    return new Identity(fromFile.or(() -> fixed), certificate);
  }

  /** Whether there are no such credentials. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  @Override
  public String words() {
    return user.key(String.join(", ", keys));
  }
}
