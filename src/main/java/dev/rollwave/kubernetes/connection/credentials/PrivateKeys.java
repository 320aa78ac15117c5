package dev.rollwave.kubernetes.connection.credentials;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Private keys in PEM, in each form that Go reads and OpenSSL writes: PKCS#8, PKCS#1 (RSA) and SEC1
 * (EC), the last with its curve inside or in a block before it. The JDK reads PKCS#8 alone, so the
 * others are wrapped in it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5958">RFC 5958, PKCS#8</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5915">RFC 5915, SEC1</a>
 */
final class PrivateKeys {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final byte[] ZERO = HexFormat.of().parseHex("020100");
  private static final byte[] NULL = HexFormat.of().parseHex("0500");

  /** 1.2.840.113549.1.1.1. */
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d010101");

  /** 1.2.840.10045.2.1. */
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private PrivateKeys() {}

  private record Block(String type, String text) {
    static Block of(MatchResult match) {
      return new Block(match.group(1), match.group(2));
    }

    boolean isKey() {
      return type.endsWith("PRIVATE KEY");
    }

    byte[] der() {
      return Base64.getMimeDecoder().decode(text);
    }
  }

  /**
   * The first key in {@code pem}; ignores certificates and everything else.
   *
   * @throws InvalidKeySpecException when no key can be used; the message says why, and never quotes
   */
  static PrivateKey read(String pem) throws InvalidKeySpecException {
    List<Block> blocks = BLOCK.matcher(pem).results().map(Block::of).toList();
    Block key =
        blocks.stream()
            .filter(Block::isKey)
            .findFirst()
            .orElseThrow(() -> new InvalidKeySpecException("holds no private key in PEM"));
    if (key.type().startsWith("ENCRYPTED") || key.text().contains("ENCRYPTED")) {
      throw new InvalidKeySpecException(
          "is encrypted; kubectl does not read such a key either: openssl pkey writes it without"
              + " its passphrase");
    }
    try {
      return switch (key.type()) {
        case "PRIVATE KEY" -> pkcs8(key.der());
        case "RSA PRIVATE KEY" -> pkcs8(wrapped(RSA, NULL, key.der()));
        case "EC PRIVATE KEY" -> pkcs8(wrapped(EC, curve(key.der(), blocks), key.der()));
        default -> throw new InvalidKeySpecException("is a " + key.type() + ", which is not known");
      };
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("is damaged");
    }
  }

  private static byte[] wrapped(byte[] algorithm, byte[] parameters, byte[] key) {
    return Der.of(
        Der.SEQUENCE,
        ZERO,
        Der.of(Der.SEQUENCE, algorithm, parameters),
        Der.of(Der.OCTET_STRING, key));
  }

  // ECPrivateKey ::= SEQUENCE { version, privateKey, parameters [0] OPTIONAL, publicKey [1] ... }
  private static byte[] curve(byte[] sec1, List<Block> blocks) throws InvalidKeySpecException {
    Der.Reader parts = new Der.Reader(new Der.Reader(sec1).next());
    while (parts.hasNext()) {
      int tag = parts.tag();
      byte[] content = parts.next();
      if (tag == Der.FIRST) {
        return named(content);
      }
    }
    Optional<Block> apart =
        blocks.stream().filter(block -> block.type().equals("EC PARAMETERS")).findFirst();
    if (apart.isEmpty()) {
      throw new InvalidKeySpecException("does not say which curve it is on");
    }
    return named(apart.get().der());
  }

  private static byte[] named(byte[] curve) throws InvalidKeySpecException {
    if (curve.length == 0 || curve[0] != Der.OBJECT_IDENTIFIER) {
      throw new InvalidKeySpecException(
          "spells its curve out instead of naming it: openssl ec -param_enc named_curve names it");
    }
    return curve;
  }

  private static PrivateKey pkcs8(byte[] der) throws InvalidKeySpecException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
    for (String algorithm : List.of("RSA", "EC", "Ed25519", "RSASSA-PSS")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        // It is one of the next kind, or of none.
      }
    }
    throw new InvalidKeySpecException("is none of RSA, EC and Ed25519, or damaged");
  }
}
