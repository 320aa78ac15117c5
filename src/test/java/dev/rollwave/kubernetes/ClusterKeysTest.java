package dev.rollwave.kubernetes;

import static dev.rollwave.kubernetes.LoggingIn.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.kubernetes.connection.Fixtures;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecordStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The keys of a cluster: it is reached as they say, or refused by the name of the key. */
class ClusterKeysTest {
  private static final String TOKEN = "token: t0ken";

  @TempDir private Path folder;
  private TlsApiServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TlsApiServer("server");
    Files.write(folder.resolve("ca.crt"), Fixtures.bytes("ca.crt"));
    Files.writeString(folder.resolve("token"), "no authority");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Arguments refused(String keys, String... words) {
    return Arguments.of(keys, List.of(words));
  }

  static final List<Arguments> REFUSED_CLUSTERS =
      List.of(
          refused("", "server of cluster c", "is missing"),
          refused("server: 'ftp://a'", "server of cluster c", "ftp://a"),
          refused(
              "server: 'a:6443', certificate-authority: ca.crt",
              "server of cluster c",
              "write https://a:6443"),
          refused("server: 'a', insecure-skip-tls-verify: true", "write https://a"),
          refused("server: 'a', tls-server-name: b", "write https://a"),
          refused("server: 'http://ann:s3cret@a'", "server of cluster c", "a user stands before a"),
          refused(
              "server: URL, certificate-authority: gone",
              "certificate-authority of cluster c",
              "no file"),
          refused(
              "server: URL, certificate-authority: token", "certificate-authority of cluster c"),
          refused(
              "server: URL, certificate-authority-data: '%'",
              "certificate-authority-data of cluster c"),
          refused(
              "server: URL, certificate-authority: ca.crt, insecure-skip-tls-verify: true",
              "insecure-skip-tls-verify of cluster c",
              "certificate-authority"),
          refused(
              "server: URL, proxy-url: 'socks5://proxy:1080'",
              "proxy-url of cluster c",
              "socks5://"),
          refused("server: URL, proxy-url: 'https://proxy'", "proxy-url of cluster c", "https://"),
          refused(
              "server: URL, proxy-url: 'proxy:3128'", "proxy-url of cluster c", "without a scheme"),
          refused("server: URL, proxy-url: 'http://:x'", "proxy-url of cluster c"));

  @ParameterizedTest
  @FieldSource("REFUSED_CLUSTERS")
  void a_cluster_that_cannot_be_honoured_is_refused_by_the_key(String cluster, List<String> words) {
    String keys = cluster.replace("URL", "'" + server.url() + "'");

    assertThatThrownBy(() -> new LoggingIn(folder).read(keys, TOKEN))
        .isInstanceOf(ClusterException.Refused.class)
        .message()
        .contains(words)
        .contains(folder.resolve("config").toString())
        .doesNotContain("Exception", "s3cret");
    assertThat(server.seen()).as("what was sent").isEmpty();
  }

  static final List<Arguments> CLUSTERS =
      List.of(
          Arguments.of("its authority in a file", "server: URL, certificate-authority: ca.crt"),
          Arguments.of("no verification", "server: URL, insecure-skip-tls-verify: true"),
          Arguments.of("a slash", "server: 'URL/', certificate-authority: ca.crt"),
          Arguments.of(
              "keys that change nothing here",
              "server: URL, certificate-authority: ca.crt, disable-compression: true"));

  @ParameterizedTest(name = "{0}")
  @FieldSource("CLUSTERS")
  void a_cluster_is_reached(String name, String cluster) throws Exception {
    String keys = cluster.replace("URL", server.url());

    assertThat(new LoggingIn(folder).read(keys, TOKEN))
        .isInstanceOf(PlanRecordStore.Reading.Nothing.class);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void a_server_by_another_name_is_asked_for_it_and_has_to_prove_it(
      String certificate, String name, List<String> asked) throws Exception {
    try (TlsApiServer named = new TlsApiServer(certificate)) {
      assertThat(
              new LoggingIn(folder)
                  .read(trusting(named.url()) + ", tls-server-name: " + name, TOKEN))
          .isInstanceOf(PlanRecordStore.Reading.Nothing.class);

      assertThat(named.seen().getFirst().names()).isEqualTo(asked);
    }
  }

  static final List<Arguments> NAMES =
      List.of(
          Arguments.of("inside", "api.inside", List.of("api.inside")),
          Arguments.of("server", "api.corp", List.of("api.corp")),
          Arguments.of("server", "127.0.0.1", List.of()));
}
