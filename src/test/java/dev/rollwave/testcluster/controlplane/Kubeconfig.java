package dev.rollwave.testcluster.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * What a kubeconfig of one cluster and one user says.
 *
 * @param server URL of the API server
 * @param authority the PEM certificates by which the server is verified
 * @param token the user's bearer token
 * @param namespace that requests go to which name none
 */
public record Kubeconfig(String server, String authority, String token, String namespace) {

  /** Writes it in the form that kubectl reads and returns the file. */
  public Path writeTo(Path file) {
    String authorityData =
        Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8));
    String text =
        """
        apiVersion: v1
        kind: Config
        clusters:
          - name: test
            cluster: {server: "%s", certificate-authority-data: %s}
        users:
          - name: test
            user: {token: "%s"}
        contexts:
          - name: test
            context: {cluster: test, user: test, namespace: "%s"}
        current-context: test
        """
            .formatted(server, authorityData, token, namespace);
    try {
      // Written again and again while a program may be reading it, it would be seen half.
      return Files.exists(file) && Files.readString(file).equals(text)
          ? file
          : Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
