package dev.rollwave.kubernetes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecordStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing secret is sent where everybody on the way can read it. kubectl 1.36 withholds the same,
 * as tried with it.
 */
class PlainTextTest {
  private static final int TLS_HANDSHAKE = 22;

  @TempDir private Path folder;
  private final List<Headers> seen = new CopyOnWriteArrayList<>();
  private volatile int code = 404;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            seen.add(exchange.getRequestHeaders());
            String body = TlsApiServer.notFound().replace("404", String.valueOf(code));
            TlsApiServer.reply(exchange, code, body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String place() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token: t0ken",
        "tokenFile: /nowhere",
        "username: ann, password: t0ken",
        "auth-provider: {name: oidc, config: {}}",
        "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: ./a}",
        ""
      })
  void credentials_stay_here(String user) throws Exception {
    Path plugin = Files.writeString(folder.resolve("a"), "#!/bin/sh\ntouch " + folder + "/ran\n");
    assertThat(plugin.toFile().setExecutable(true)).isTrue();

    for (String url : List.of("http://" + place(), place())) {
      assertThat(new LoggingIn(folder).read("server: '%s'".formatted(url), user))
          .isInstanceOf(PlanRecordStore.Reading.Nothing.class);
    }

    assertThat(seen).hasSize(2).allSatisfy(it -> assertThat(it).doesNotContainKey("Authorization"));
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void whom_a_user_acts_as_is_told() throws Exception {
    new LoggingIn(folder).read("server: 'http://%s'".formatted(place()), "token: t0ken, as: bob");

    assertThat(seen.getFirst().getFirst("Impersonate-user")).isEqualTo("bob");
    assertThat(seen.getFirst()).doesNotContainKey("Authorization");
  }

  @Test
  void a_server_that_wants_credentials_is_told_as_the_matter_of_its_url() {
    code = 401;

    assertThatThrownBy(() ->
            new LoggingIn(folder).read("server: 'http://%s'".formatted(place()), "token: t0ken"))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("over http:// none are sent")
        .hasMessageContaining("server of cluster c in " + folder.resolve("config"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://PLACE", "https://ann:s3cret@PLACE"})
  void a_server_that_does_not_speak_tls_sees_the_handshake_and_no_more(String url)
      throws Exception {
    List<Integer> first = new CopyOnWriteArrayList<>();
    try (ServerSocket mute = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> listen(mute, first));
      String place = "127.0.0.1:" + mute.getLocalPort();
      String cluster = "server: '%s'".formatted(url.replace("PLACE", place));

      assertThatThrownBy(() -> new LoggingIn(folder).read(cluster, "token: t0ken"))
          .isInstanceOf(ClusterException.Unreachable.class)
          .hasMessageContaining("does not speak TLS")
          .message()
          .doesNotContain("s3cret", "t0ken");
    }
    assertThat(first).isNotEmpty().containsOnly(TLS_HANDSHAKE);
  }

  private static void listen(ServerSocket mute, List<Integer> first) {
    try {
      while (true) {
        try (Socket socket = mute.accept()) {
          first.add(socket.getInputStream().read());
          socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  @Test
  void a_user_in_the_url_is_refused_where_kubectl_would_send_it() {
    assertThatThrownBy(() ->
            new LoggingIn(folder)
                .read("server: 'http://ann:s3cret@%s'".formatted(place()), "token: t0ken"))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("server of cluster c in " + folder.resolve("config"))
        .hasMessageNotContaining("s3cret");
    assertThat(seen).isEmpty();
  }
}
