package dev.rollwave.kubernetes.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The certificates and keys of {@code tls/}, which {@code tls/make} makes. */
public final class Fixtures {
  /** Of the key stores. */
  public static final String PASSWORD = "changeit";

  private Fixtures() {}

  /** A file as it is. */
  public static byte[] bytes(String name) {
    try (InputStream in =
        Objects.requireNonNull(Fixtures.class.getResourceAsStream("../tls/" + name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lays into {@code folder} what a user's kubeconfig names: certificate, key, authority, token.
   */
  public static void layUser(Path folder) throws IOException {
    for (String name : List.of("rsa.crt", "rsa-pkcs8.key", "ca.crt")) {
      Files.write(folder.resolve(name), bytes(name));
    }
    Files.writeString(folder.resolve("token"), "of-a-file\n");
  }

  /** A file in PEM. */
  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.US_ASCII);
  }

  /** A file as a kubeconfig holds it. */
  public static String base64(String name) {
    return Base64.getEncoder().encodeToString(bytes(name));
  }
}
