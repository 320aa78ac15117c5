package dev.rollwave.kubernetes;

import static dev.rollwave.kubernetes.LoggingIn.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecordStore;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to the API server that lead through a proxy: the server's name is known to it alone. */
@Execution(ExecutionMode.CONCURRENT)
class ProxiesTest {
  private static final String TOKEN = "token: t0ken";
  private static final Map<String, String> ANN =
      Map.of("Proxy-Authorization", "Basic YW5uOnAmc3M6d29yZA==");

  @TempDir private Path folder;
  private TlsApiServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TlsApiServer("server");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String cluster() {
    return trusting("https://api.corp:6443");
  }

  @Test
  void the_clusters_own_goes_before_the_environments_and_no_proxy() throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(server.port(), Map.of(), "403 Forbidden")) {
      LoggingIn login =
          new LoggingIn(folder).with("HTTPS_PROXY", "http://127.0.0.1:1").with("NO_PROXY", "*");

      assertThat(
              login.read(cluster() + ", proxy-url: 'http://127.0.0.1:" + proxy.port() + "'", TOKEN))
          .isInstanceOf(PlanRecordStore.Reading.Nothing.class);

      assertThat(proxy.asked().getFirst())
          .startsWith("CONNECT api.corp:6443 HTTP/1.1\r\n")
          .doesNotContain("t0ken", "Proxy-Authorization");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, http://ann:p%26ss:word@127.0.0.1:PORT",
    "https_proxy, http://ann:p&ss:word@127.0.0.1:PORT/",
    "HTTPS_PROXY, ann:p%26ss:word@127.0.0.1:PORT"
  })
  void user_and_password_reach_it_and_nobody_else(String variable, String url) throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(server.port(), ANN, "407 Who are you")) {
      LoggingIn login =
          new LoggingIn(folder).with(variable, url.replace("PORT", String.valueOf(proxy.port())));

      assertThat(login.read(cluster(), TOKEN)).isInstanceOf(PlanRecordStore.Reading.Nothing.class);

      assertThat(server.seen().getFirst().headers()).doesNotContainKey("Proxy-authorization");
    }
  }

  @Test
  void one_that_wants_to_know_who_asks_is_told_by_its_key() throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(server.port(), ANN, "407 Who are you")) {
      String url = "http://ann:wrong@127.0.0.1:" + proxy.port();

      assertThatThrownBy(
              () -> new LoggingIn(folder).read(cluster() + ", proxy-url: '" + url + "'", TOKEN))
          .isInstanceOf(ClusterException.Unreachable.class)
          .hasMessageContaining("407")
          .hasMessageContaining(
              "the proxy 127.0.0.1:%d wants a user and a password".formatted(proxy.port()))
          .hasMessageContaining("proxy-url of cluster c in " + folder.resolve("config"))
          .message()
          .doesNotContain("wrong", "Exception");
    }
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void one_that_does_not_let_through_is_told_by_its_key() throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(server.port(), ANN, "403 Forbidden")) {
      LoggingIn login =
          new LoggingIn(folder).with("https_proxy", "http://127.0.0.1:" + proxy.port());

      assertThatThrownBy(() -> login.read(cluster(), TOKEN))
          .isInstanceOf(ClusterException.Unreachable.class)
          .hasMessageContaining(
              "the proxy 127.0.0.1:%d ($https_proxy) does not let it through to api.corp:6443: 403"
                  .formatted(proxy.port()));
    }
  }

  @Test
  void one_that_is_not_there_is_told_by_its_key() {
    LoggingIn login = new LoggingIn(folder).with("HTTPS_PROXY", "http://127.0.0.1:1");

    assertThatThrownBy(() -> login.read(cluster(), TOKEN))
        .isInstanceOf(ClusterException.Unreachable.class)
        .hasMessageContaining("connection refused by the proxy 127.0.0.1:1 ($HTTPS_PROXY)");
  }

  @Test
  void one_whose_name_nobody_knows_is_told_by_its_key() {
    LoggingIn login = new LoggingIn(folder).with("HTTPS_PROXY", "http://proxy.invalid:3128");

    assertThatThrownBy(() -> login.read(cluster(), TOKEN))
        .isInstanceOf(ClusterException.Unreachable.class)
        .hasMessageContaining("unknown host proxy.invalid ($HTTPS_PROXY)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://proxy:1080", "https://proxy:3128"})
  void one_of_another_kind_is_refused_by_its_variable(String url) {
    LoggingIn login = new LoggingIn(folder).with("HTTPS_PROXY", url);

    assertThatThrownBy(() -> login.read(cluster(), TOKEN))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("$HTTPS_PROXY: " + url.replaceAll("//.*", "//") + " cannot be used");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, NO_PROXY, '*'",
    "https_proxy, no_proxy, '.corp'",
    "HTTPS_PROXY, no_proxy, api.corp:6443"
  })
  void no_proxy_says_who_is_reached_without(String proxy, String variable, String exceptions) {
    // It is not known here, and its proxy would refuse the connection.
    LoggingIn login =
        new LoggingIn(folder).with(proxy, "http://127.0.0.1:1").with(variable, exceptions);

    assertThatThrownBy(() -> login.read(cluster(), TOKEN))
        .isInstanceOf(ClusterException.Unreachable.class)
        .hasMessageContaining("unknown host api.corp (server of cluster c in ");
  }

  @Test
  void this_machine_is_reached_without() throws Exception {
    LoggingIn login = new LoggingIn(folder).with("HTTPS_PROXY", "http://127.0.0.1:1");

    assertThat(login.read(trusting(server.url()), TOKEN))
        .isInstanceOf(PlanRecordStore.Reading.Nothing.class);
  }

  @Test
  void the_one_for_plain_http_is_not_the_one_for_tls() {
    LoggingIn login = new LoggingIn(folder).with("HTTP_PROXY", "http://127.0.0.1:1");

    assertThatThrownBy(() -> login.read(cluster(), TOKEN))
        .hasMessageContaining("unknown host api.corp");
  }
}
