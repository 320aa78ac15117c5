package dev.rollwave.kubernetes.connection.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.kubernetes.connection.Fixtures;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
  @ParameterizedTest
  @CsvSource({
    "rsa.crt, rsa-pkcs8.key",
    "rsa.crt, rsa-pkcs1.key",
    "ec.crt, ec-pkcs8.key",
    "ec.crt, ec-sec1.key",
    "ec.crt, ec-sec1-after-parameters.key",
    "ed25519.crt, ed25519-pkcs8.key"
  })
  void a_key_is_read_in_each_form(String certificate, String key) throws Exception {
    assertThat(
            new ClientCertificate(
                    ClientCertificate.chain(Fixtures.text(certificate)),
                    PrivateKeys.read(Fixtures.text(key)))
                .isPair())
        .isTrue();
  }

  @Test
  void a_curve_may_stand_in_the_block_before_alone() throws Exception {
    byte[] sec1 = block(Fixtures.text("ec-sec1.key"));
    Der.Reader parts = new Der.Reader(new Der.Reader(sec1).next());
    byte[] version = Der.of(Der.INTEGER, parts.next());
    byte[] key = Der.of(Der.OCTET_STRING, parts.next());
    byte[] curve = parts.next();
    String bare = pem("EC PRIVATE KEY", Der.of(Der.SEQUENCE, version, key));
    String whole = pem("EC PARAMETERS", curve) + bare;

    assertThat(((ECPrivateKey) PrivateKeys.read(whole)).getS())
        .isEqualTo(((ECPrivateKey) PrivateKeys.read(Fixtures.text("ec-pkcs8.key"))).getS());
    assertThatThrownBy(() -> PrivateKeys.read(bare))
        .isInstanceOf(InvalidKeySpecException.class)
        .hasMessage("does not say which curve it is on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-pkcs8.key", "rsa-pkcs1.key", "ec-sec1.key", "ed25519-pkcs8.key"})
  void a_damaged_key_is_refused_and_never_quoted(String name) {
    String pem = Fixtures.text(name);
    byte[] der = block(pem);
    String type = pem.substring(pem.indexOf("BEGIN ") + 6, pem.indexOf("-----\n"));
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = Arrays.copyOf(der, 1 + random.nextInt(der.length));
      damaged[random.nextInt(Math.min(damaged.length, 24))] ^= (byte) (1 + random.nextInt(255));
      String text = pem(type, damaged);
      try {
        assertThat(PrivateKeys.read(text)).isNotNull();
      } catch (InvalidKeySpecException e) {
        assertThat(e).message().isNotBlank().hasSizeLessThan(150);
        assertThat(e).hasNoCause();
      }
    }
  }

  private static byte[] block(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----.*?-----", ""));
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(der));
  }
}
