package dev.rollwave.kubernetes.connection.credentials;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A certificate and its key, which a client presents in the handshake.
 *
 * @param chain the client's own certificate first
 * @param key to the first one
 */
public record ClientCertificate(List<X509Certificate> chain, PrivateKey key) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

  public ClientCertificate {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("no certificate");
    }
  }

  /**
   * The certificates in {@code pem}, in their order; ignores text around them.
   *
   * @throws CertificateException when there is none, or one is damaged
   */
  public static List<X509Certificate> chain(String pem) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<String> blocks = BLOCK.matcher(pem).results().map(MatchResult::group).toList();
    if (blocks.isEmpty()) {
      throw new CertificateException("holds no certificate in PEM");
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (String block : blocks) {
      chain.add(
          (X509Certificate)
              factory.generateCertificate(new ByteArrayInputStream(block.getBytes(ISO_8859_1))));
    }
    return chain;
  }

  /** Whether key and certificate belong together: what the one signs, the other verifies. */
  boolean isPair() {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] text = "a pair".getBytes(ISO_8859_1);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(chain.getFirst().getPublicKey());
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** When it expires. */
  Instant expires() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ClientCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
