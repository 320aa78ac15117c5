package dev.rollwave.kubernetes;

import static dev.rollwave.kubernetes.LoggingIn.TOKEN;
import static dev.rollwave.kubernetes.LoggingIn.exec;
import static dev.rollwave.kubernetes.LoggingIn.trusting;
import static dev.rollwave.kubernetes.TlsApiServer.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.Typed;
import dev.rollwave.kubernetes.config.KubeconfigFilesTest;
import dev.rollwave.kubernetes.connection.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong with a connection, the command leaves with 3, refused, or 6, out of reach:
 * never with 0, which would mean done, nor with 1, which would mean that a workload failed.
 */
@Execution(ExecutionMode.CONCURRENT)
class ConnectionStatusTest {
  private static final int REFUSED = 3;
  private static final int UNREACHABLE = 6;

  @TempDir private Path folder;
  @AutoClose private TlsApiServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TlsApiServer("server");
    Fixtures.layUser(folder);
  }

  static Stream<String> users() {
    return KubeconfigTableTest.REFUSED_USERS.stream().map(row -> (String) row.get()[0]);
  }

  @ParameterizedTest
  @MethodSource("users")
  void a_user_that_cannot_be_honoured(String user) throws IOException {
    assertThat(status(kubeconfig(trusting(server.url()), user))).isEqualTo(REFUSED);
  }

  static Stream<String> clusters() {
    return ClusterKeysTest.REFUSED_CLUSTERS.stream().map(row -> (String) row.get()[0]);
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void a_cluster_that_cannot_be_honoured(String cluster) throws IOException {
    String keys = cluster.replace("URL", "'" + server.url() + "'");

    assertThat(status(kubeconfig(keys, TOKEN))).isEqualTo(REFUSED);
  }

  static Stream<Arguments> files() {
    return KubeconfigFilesTest.UNUSABLE.stream()
        .map(row -> Arguments.of(row.get()[0], row.get()[1]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void a_file_that_cannot_be_used(String name, String text) throws IOException {
    Path file = Files.write(folder.resolve("config"), text.getBytes(UTF_8));

    assertThat(status(file)).isEqualTo(REFUSED);
  }

  @Test
  void a_file_that_is_none() {
    assertThat(status(folder)).as("a directory").isEqualTo(REFUSED);
    assertThat(status(Path.of("/dev/zero"))).as("no end").isEqualTo(REFUSED);
    assertThat(status(folder.resolve("missing"))).as("missing").isEqualTo(UNREACHABLE);
  }

  static final List<Arguments> PLUGINS =
      List.of(
          Arguments.of("exit 7"),
          Arguments.of("echo '[]'"),
          Arguments.of("head -c 100000 /dev/zero | tr '\\0' '['"),
          Arguments.of("head -c 17000000 /dev/zero"),
          Arguments.of("kill -9 $$"));

  @ParameterizedTest
  @FieldSource("PLUGINS")
  void a_plugin_that_tells_nothing(String script) throws IOException {
    new LoggingIn(folder).plugin(script);

    assertThat(status(kubeconfig(trusting(server.url()), exec("./plugin")))).isEqualTo(REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing-program", "./missing", "./token"})
  void a_plugin_that_cannot_be_started(String command) throws IOException {
    assertThat(status(kubeconfig(trusting(server.url()), exec(command)))).isEqualTo(REFUSED);
  }

  @Test
  void a_server_that_does_not_prove_itself() throws Exception {
    assertThat(status(kubeconfig("server: '%s'".formatted(server.url()), TOKEN)))
        .as("an unknown authority")
        .isEqualTo(UNREACHABLE);
    assertThat(
            status(
                kubeconfig(
                    "server: '%s', certificate-authority-data: %s"
                        .formatted(server.url(), Fixtures.base64("other-ca.crt")),
                    TOKEN)))
        .as("another authority")
        .isEqualTo(UNREACHABLE);
    for (String certificate : List.of("expired", "inside")) {
      try (TlsApiServer other = new TlsApiServer(certificate)) {
        assertThat(status(kubeconfig(trusting(other.url()), TOKEN)))
            .as(certificate)
            .isEqualTo(UNREACHABLE);
      }
    }
  }

  static final List<Arguments> NOWHERE =
      List.of(
          Arguments.of("server: 'https://api.invalid'"),
          Arguments.of("server: 'https://127.0.0.1:1'"),
          Arguments.of("server: 'http://127.0.0.1:1'"),
          Arguments.of("server: 'https://a', proxy-url: 'http://127.0.0.1:1'"),
          Arguments.of("server: 'https://a', proxy-url: 'http://proxy.invalid:1'"));

  @ParameterizedTest
  @FieldSource("NOWHERE")
  void a_server_that_is_not_there(String cluster) throws IOException {
    assertThat(status(kubeconfig(cluster, TOKEN))).isEqualTo(UNREACHABLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 403, 404, 407})
  void a_server_that_refuses_in_words_of_its_own(int code) throws Exception {
    try (TlsApiServer other =
        new TlsApiServer("server", exchange -> reply(exchange, code, "<html>"))) {
      assertThat(status(kubeconfig(trusting(other.url()), TOKEN))).isIn(REFUSED, UNREACHABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{}", "[]", "{\"kind\":\"ok\"}", ""})
  void a_server_that_answers_with_something_else(String body) throws Exception {
    try (TlsApiServer other = new TlsApiServer("server", exchange -> reply(exchange, 200, body))) {
      assertThat(status(kubeconfig(trusting(other.url()), TOKEN))).isEqualTo(UNREACHABLE);
    }
  }

  static final List<List<String>> COMMANDS =
      List.of(
          List.of("run", "PLAN", "--yes"),
          List.of("run", "PLAN", "--dry-run"),
          List.of("status", "PLAN"),
          List.of("pause", "PLAN", "--reason", "a test"),
          List.of("resume", "PLAN", "--reason", "a test"),
          List.of("cancel", "PLAN", "--reason", "a test"),
          List.of("history", "PLAN"),
          List.of("health", "deployment/web", "-n", "shop"),
          List.of("rehearse", "PLAN", "--cluster", "live"));

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void every_command_says_the_same(List<String> command) throws IOException {
    Path broken = Files.writeString(folder.resolve("broken"), "x: " + "[".repeat(100_000));

    assertThat(status(command, broken)).isEqualTo(REFUSED);
    assertThat(status(command, kubeconfig("server: 'https://127.0.0.1:1'", TOKEN)))
        .isEqualTo(UNREACHABLE);
  }

  private Path kubeconfig(String cluster, String user) throws IOException {
    return new LoggingIn(folder).kubeconfig(cluster, user);
  }

  private int status(Path kubeconfig) {
    return status(List.of("history", "PLAN"), kubeconfig);
  }

  private int status(List<String> command, Path kubeconfig) {
    List<String> typed = new ArrayList<>(command);
    typed.replaceAll(word -> word.equals("PLAN") ? plan() : word);
    typed.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    return Typed.rollwave(typed.toArray(String[]::new)).status();
  }

  private String plan() {
    try {
      return Files.writeString(
              folder.resolve("plan.yaml"),
              """
              apiVersion: rollwave.dev/v1
              kind: RestartPlan
              metadata: {name: plan}
              spec:
                reason: a test
                stateNamespace: shop
                waves:
                  - name: only
                    workloads: [{kind: Deployment, namespace: shop, name: web}]
              """)
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
