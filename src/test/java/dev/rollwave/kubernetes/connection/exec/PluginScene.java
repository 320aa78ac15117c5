package dev.rollwave.kubernetes.connection.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.kubernetes.connection.Fixtures;
import dev.rollwave.kubernetes.connection.Login;
import dev.rollwave.kubernetes.connection.Logins;
import dev.rollwave.kubernetes.connection.credentials.CredentialsException;
import dev.rollwave.kubernetes.connection.credentials.Header;
import dev.rollwave.runner.ClusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a plugin in it, a kubeconfig that names it, and what it answers. */
abstract class PluginScene {
  private static final String VERSION = "client.authentication.k8s.io/v1";

  @TempDir Path folder;
  final Map<String, String> environment = new HashMap<>(System.getenv());
  Instant now = Instant.parse("2026-11-28T22:00:00Z");
  boolean isTerminal = false;

  @BeforeEach
  void with_a_plugin_that_counts() throws IOException {
    program("plugin", "echo x >>calls; printf '%s' \"$(cat answer)\"");
    answer("{token: 'one'}");
  }

  void program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\ncd '" + folder + "'\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** What the plugin prints: a status, in JSON but for the quotes of its keys. */
  void answer(String status) throws IOException {
    Files.writeString(
        folder.resolve("answer"),
        """
        {"apiVersion": "%s", "kind": "ExecCredential", "status": %s}
        """
            .formatted(VERSION, status.replaceAll("(\\w+): ", "\"$1\": ").replace('\'', '"')));
  }

  int calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  Path kubeconfig(String exec) throws IOException {
    return Files.writeString(
        folder.resolve("config"),
        """
        apiVersion: v1
        kind: Config
        current-context: shop
        clusters:
          - name: c
            cluster:
              server: https://api.corp:6443
              tls-server-name: api.inside
              certificate-authority: ca.crt
              extensions:
                - {name: client.authentication.k8s.io/exec, extension: {audience: shop, kind: Pod, spec: [any]}}
        users: [{name: ann, user: {exec: {apiVersion: %s, %s}}}]
        contexts: [{name: shop, context: {cluster: c, user: ann}}]
        """
            .formatted(VERSION, exec));
  }

  Login login(List<Path> files) throws ClusterException, IOException {
    Files.write(folder.resolve("ca.crt"), Fixtures.bytes("ca.crt"));
    return new Logins(environment, "test", () -> now, () -> isTerminal).of(files, Optional.empty());
  }

  Login login(String exec) throws ClusterException, IOException {
    return login(List.of(kubeconfig("interactiveMode: IfAvailable, " + exec)));
  }

  static String token(Login login) throws CredentialsException, InterruptedException {
    return token(login.passport());
  }

  static String token(Login.Passport passport) {
    return passport.headers().stream()
        .filter(header -> header.name().equals("Authorization"))
        .map(Header::value)
        .findFirst()
        .orElse("none");
  }

  static String certificate(String certificate, String key) {
    return "{clientCertificateData: '%s', clientKeyData: '%s'}"
        .formatted(line(certificate), line(key));
  }

  static String line(String name) {
    return Fixtures.text(name).replace("\n", "\\n");
  }
}
