package dev.rollwave.kubernetes;

import static dev.rollwave.kubernetes.LoggingIn.trusting;
import static dev.rollwave.kubernetes.TlsApiServer.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.kubernetes.connection.Fixtures;
import dev.rollwave.runner.ClusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be reached or is not let in says which key of the kubeconfig it is about. */
@Execution(ExecutionMode.CONCURRENT)
class ConnectionFaultsTest {
  private static final String TOKEN = "token: t0ken";
  private static final String UNAUTHORIZED =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"Unauthorized\",\"code\":401}";

  @TempDir private Path folder;

  private AbstractThrowableAssert<?, ?> reading(String cluster, String user) {
    return assertThatThrownBy(() -> new LoggingIn(folder).read(cluster, user))
        .satisfies(it ->
            assertThat(it.getMessage())
                .doesNotContain("Exception", "PKIX", "t0ken", "java", "alternative"));
  }

  @Test
  void a_name_that_nobody_knows() {
    reading(trusting("https://api.invalid:6443"), TOKEN)
        .isInstanceOf(ClusterException.Unreachable.class)
        .hasMessageContaining(
            "unknown host api.invalid (server of cluster c in " + folder.resolve("config") + ")");
  }

  @Test
  void a_port_where_nobody_listens() {
    reading(trusting("https://127.0.0.1:1"), TOKEN)
        .isInstanceOf(ClusterException.Unreachable.class)
        .hasMessageContaining("connection refused");
  }

  @Test
  void an_authority_that_this_machine_does_not_know() throws Exception {
    try (TlsApiServer server = new TlsApiServer("server")) {
      reading("server: '" + server.url() + "'", TOKEN)
          .isInstanceOf(ClusterException.Unreachable.class)
          .hasMessageContaining(
              "the certificate of 127.0.0.1 is signed by \"CN=the authority of the tests\", which"
                  + " this machine does not trust; name its authority under"
                  + " certificate-authority of cluster c in "
                  + folder.resolve("config"));
      assertThat(server.seen()).isEmpty();
    }
  }

  @Test
  void another_authority_than_the_one_that_is_given() throws Exception {
    try (TlsApiServer server = new TlsApiServer("server")) {
      reading(
              "server: '%s', certificate-authority-data: %s"
                  .formatted(server.url(), Fixtures.base64("other-ca.crt")),
              TOKEN)
          .hasMessageContaining(
              "is signed by \"CN=the authority of the tests\", which is not the one of")
          .hasMessageContaining("certificate-authority-data of cluster c");
      assertThat(server.seen()).isEmpty();
    }
  }

  @Test
  void a_server_whose_certificate_has_expired() throws Exception {
    try (TlsApiServer server = new TlsApiServer("expired")) {
      reading(trusting(server.url()), TOKEN)
          .hasMessageContaining("the certificate of 127.0.0.1 is good from 2026-")
          .hasMessageContaining(" only");
    }
  }

  @Test
  void a_server_by_another_name() throws Exception {
    try (TlsApiServer server = new TlsApiServer("inside")) {
      reading(trusting(server.url()), TOKEN)
          .hasMessageContaining("the certificate of 127.0.0.1 is made out to api.inside")
          .hasMessageContaining("tls-server-name");
    }
  }

  @Test
  void a_server_that_does_not_go_by_the_name_that_is_given() throws Exception {
    try (TlsApiServer server = new TlsApiServer("server")) {
      reading(trusting(server.url()) + ", tls-server-name: api.other", TOKEN)
          .hasMessageContaining("the certificate of api.other is made out to 127.0.0.1, api.corp");
      assertThat(server.seen()).isEmpty();
    }
  }

  @Test
  void a_certificate_that_the_server_does_not_take() throws Exception {
    try (TlsApiServer server = new TlsApiServer("server")) {
      reading(trusting(server.url()), certificate("ec-expired.crt", "ec-sec1.key"))
          .isInstanceOf(ClusterException.Unreachable.class)
          .hasMessageContaining("client-certificate of user ann in " + folder.resolve("config"))
          .hasMessageContaining("the certificate expired at 2026-");
    }
  }

  private static String certificate(String certificate, String key) {
    return "client-certificate-data: %s, client-key-data: %s"
        .formatted(Fixtures.base64(certificate), Fixtures.base64(key));
  }

  @Test
  void a_token_that_is_not_accepted() throws Exception {
    try (TlsApiServer server =
        new TlsApiServer("server", exchange -> reply(exchange, 401, UNAUTHORIZED))) {
      reading(trusting(server.url()), TOKEN)
          .isInstanceOf(ClusterException.Refused.class)
          .hasMessageContaining("401 Unauthorized")
          .hasMessageEndingWith(
              "the API server does not accept token of user ann in " + folder.resolve("config"));
      assertThat(server.seen()).as("tries with the same token").hasSize(1);
    }
  }

  @Test
  void a_token_that_has_expired() throws Exception {
    String jwt =
        "e30."
            + Base64.getUrlEncoder().encodeToString("{\"exp\":1700000000}".getBytes(UTF_8))
            + ".c2ln";
    try (TlsApiServer server =
        new TlsApiServer("server", exchange -> reply(exchange, 401, UNAUTHORIZED))) {
      reading(trusting(server.url()), "token: " + jwt)
          .hasMessageContaining("token of user ann in ")
          .hasMessageEndingWith(": the token expired at 2023-11-14T22:13:20Z");
    }
  }

  @Test
  void a_plugin_whose_token_is_not_accepted_and_that_has_no_other() throws Exception {
    Path plugin =
        Files.writeString(
            folder.resolve("plugin"),
            """
            #!/bin/sh
            cd "$(dirname "$0")"
            if [ -e asked ]; then echo the session is over >&2; exit 1; fi
            touch asked
            printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",'
            printf '"status":{"token":"stale"}}'
            """);
    assertThat(plugin.toFile().setExecutable(true)).isTrue();
    try (TlsApiServer server =
        new TlsApiServer("server", exchange -> reply(exchange, 401, UNAUTHORIZED))) {
      reading(
              trusting(server.url()),
              "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never,"
                  + " command: ./plugin}")
          .isInstanceOf(ClusterException.Refused.class)
          .hasMessageContaining("what the exec plugin ./plugin of user ann")
          .hasMessageContaining("ended with status 1: the session is over");
      assertThat(server.seen()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, 404 page not found",
    "404, <html><body>nginx</body></html>",
    "404, '{\"error\":\"no such route\"}'",
    "404, ''",
    "302, ''"
  })
  void a_server_that_is_no_api_server_is_not_one_without_a_record(int code, String body)
      throws Exception {
    try (TlsApiServer server =
        new TlsApiServer("server", exchange -> stranger(exchange, code, body))) {
      reading(trusting(server.url()), TOKEN)
          .isInstanceOf(ClusterException.Refused.class)
          .hasMessageContaining(String.valueOf(code))
          .hasMessageContaining("this is not a Kubernetes API server")
          .hasMessageContaining("server of cluster c in " + folder.resolve("config"));
      assertThat(server.seen()).hasSize(1);
    }
  }

  private static void stranger(com.sun.net.httpserver.HttpExchange exchange, int code, String body)
      throws IOException {
    exchange.getResponseHeaders().add("Location", "https://127.0.0.1:1/login");
    reply(exchange, code, body);
  }
}
