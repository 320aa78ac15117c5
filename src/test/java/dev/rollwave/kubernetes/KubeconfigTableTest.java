package dev.rollwave.kubernetes;

import static dev.rollwave.kubernetes.LoggingIn.TOKEN;
import static dev.rollwave.kubernetes.LoggingIn.exec;
import static dev.rollwave.kubernetes.LoggingIn.trusting;
import static dev.rollwave.kubernetes.connection.Fixtures.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.kubernetes.connection.Fixtures;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecordStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A kubeconfig of each kind, against a TLS server: it logs in, and the server sees whom it expects,
 * or it is refused by the name of its key.
 */
class KubeconfigTableTest {

  @TempDir private Path folder;
  @AutoClose private TlsApiServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TlsApiServer("server");
    Fixtures.layUser(folder);
    new LoggingIn(folder)
        .plugin(
            """
            printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",'
            printf '"status":{"token":"of-a-plugin"}}'
            """);
  }

  static final List<Arguments> LOGS_IN =
      List.of(
          user("a token", TOKEN, "Bearer t0ken", "nobody"),
          user("a token file", "tokenFile: token", "Bearer of-a-file", "nobody"),
          user(
              "a name and a password",
              "username: ann, password: 'é:'",
              "Basic YW5uOsOpOg==",
              "nobody"),
          user("a plugin", exec("./plugin"), "Bearer of-a-plugin", "nobody"),
          user(
              "certificate and key in files",
              "client-certificate: rsa.crt, client-key: rsa-pkcs8.key",
              "null",
              "CN=rsa"),
          certificate("rsa", "rsa-pkcs8.key"),
          certificate("rsa", "rsa-pkcs1.key"),
          certificate("ec", "ec-pkcs8.key"),
          certificate("ec", "ec-sec1.key"),
          certificate("ec", "ec-sec1-after-parameters.key"),
          certificate("ed25519", "ed25519-pkcs8.key"),
          user(
              "a certificate and a token",
              pair("ec.crt", "ec-sec1.key") + ", " + TOKEN,
              "Bearer t0ken",
              "CN=ec"),
          user(
              "a certificate and a plugin",
              pair("ec.crt", "ec-sec1.key") + ", " + exec("./plugin"),
              "Bearer of-a-plugin",
              "CN=ec"));

  private static Arguments user(String name, String keys, String authorization, String subject) {
    return Arguments.of(name, keys, authorization, subject);
  }

  private static Arguments certificate(String name, String key) {
    return Arguments.of(key, pair(name + ".crt", key), "null", "CN=" + name);
  }

  private static String pair(String certificate, String key) {
    return "client-certificate-data: %s, client-key-data: %s"
        .formatted(base64(certificate), base64(key));
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("LOGS_IN")
  void a_user_logs_in(String name, String user, String authorization, String subject)
      throws Exception {
    assertThat(new LoggingIn(folder).read(trusting(server.url()), user))
        .isInstanceOf(PlanRecordStore.Reading.Nothing.class);

    TlsApiServer.Seen seen = server.seen().getFirst();
    assertThat(String.valueOf(seen.headers().getFirst("Authorization"))).isEqualTo(authorization);
    assertThat(seen.subject()).isEqualTo(subject);
    assertThat(seen.headers().getFirst("User-Agent")).isEqualTo("rollwave/test");
  }

  static final List<Arguments> REFUSED_USERS =
      List.of(
          refused("auth-provider: {name: oidc, config: {}}", "auth-provider of user ann"),
          refused("", "user ann", "has no credentials"),
          refused("tokenFile: missing", "tokenFile of user ann", "missing"),
          refused(TOKEN + ", username: ann, password: x", "username of user ann"),
          refused("client-certificate: rsa.crt", "client-key of user ann", "missing"),
          refused(
              "client-certificate: nowhere.crt, client-key: rsa-pkcs8.key",
              "client-certificate of user ann",
              "there is no file",
              "nowhere.crt"),
          refused(
              "client-certificate-data: '%%%', client-key: rsa-pkcs8.key",
              "client-certificate-data of user ann"),
          refused(
              "client-certificate: token, client-key: rsa-pkcs8.key",
              "client-certificate of user ann",
              "holds no certificate"),
          refused(
              "client-certificate: rsa.crt, client-key: rsa.crt",
              "client-key of user ann",
              "holds no private key"),
          refused(
              pair("rsa.crt", "ec-pkcs8.key"),
              "client-key-data of user ann",
              "is not the key to the certificate"),
          refused(
              pair("ec.crt", "encrypted-pkcs8.key"), "client-key-data of user ann", "encrypted"),
          refused(
              pair("rsa.crt", "encrypted-pkcs1.key"), "client-key-data of user ann", "encrypted"),
          refused(pair("ec.crt", "x25519-pkcs8.key"), "client-key-data of user ann", "RSA, EC"),
          refused(TOKEN + ", as-uid: '7'", "as-uid of user ann", "as"),
          refused(TOKEN + ", as-groups: [a]", "as-groups of user ann"),
          refused(TOKEN + ", as-user-extra: {a: [b]}", "as-user-extra of user ann"),
          refused(TOKEN + ", as: \"a\\nb\"", "as of user ann", "ASCII"),
          refused(
              exec("plugin").replace("/v1,", "/v1alpha1,"),
              "exec.apiVersion of user ann",
              "v1alpha1"),
          refused(exec("''"), "exec.command of user ann"),
          refused(
              exec("plugin").replace("Never", "Sometimes"),
              "exec.interactiveMode of user ann",
              "Sometimes"),
          refused(
              exec("plugin").replace("interactiveMode: Never, ", ""),
              "exec.interactiveMode of user ann",
              "missing"));

  private static Arguments refused(String keys, String... words) {
    return Arguments.of(keys, List.of(words));
  }

  @ParameterizedTest
  @FieldSource("REFUSED_USERS")
  void a_user_that_cannot_be_honoured_is_refused_by_the_key(String user, List<String> words) {
    assertThatThrownBy(() -> new LoggingIn(folder).read(trusting(server.url()), user))
        .isInstanceOf(ClusterException.Refused.class)
        .message()
        .contains(words)
        .contains(folder.resolve("config").toString())
        .doesNotContain("t0ken", "PRIVATE KEY", "Exception");
    assertThat(server.seen()).as("what was sent").isEmpty();
  }

  static Stream<Arguments> impersonations() {
    return Stream.of(
        Arguments.of("as: bob", Map.of("Impersonate-User", List.of("bob"))),
        Arguments.of(
            "as: bob, as-uid: '1007', as-groups: [a, b]",
            Map.of(
                "Impersonate-User", List.of("bob"),
                "Impersonate-Uid", List.of("1007"),
                "Impersonate-Group", List.of("a", "b"))),
        Arguments.of(
            "as: bob, as-user-extra: {scopes: [view, edit], acme.com/project: [p]}",
            Map.of(
                "Impersonate-Extra-scopes", List.of("view", "edit"),
                "Impersonate-Extra-acme.com%2Fproject", List.of("p"))));
  }

  @ParameterizedTest
  @MethodSource("impersonations")
  void a_user_acts_as_another(String keys, Map<String, List<String>> headers) throws Exception {
    new LoggingIn(folder).read(trusting(server.url()), TOKEN + ", " + keys);

    TlsApiServer.Seen seen = server.seen().getFirst();
    headers.forEach((name, values) ->
        assertThat(seen.headers().get(name)).as(name).containsExactlyInAnyOrderElementsOf(values));
  }

  @Test
  void a_user_in_the_url_goes_after_one_of_the_kubeconfig_and_is_refused_without()
      throws Exception {
    String cluster = trusting(server.url().replaceFirst("//", "//url:s3cret@"));

    new LoggingIn(folder).read(cluster, TOKEN);
    assertThatThrownBy(() -> new LoggingIn(folder).read(cluster, pair("rsa.crt", "rsa-pkcs8.key")))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("server of cluster c in " + folder.resolve("config"))
        .hasMessageNotContaining("s3cret");

    assertThat(server.seen()).hasSize(1);
    assertThat(server.seen().getFirst().headers().getFirst("Authorization"))
        .isEqualTo("Bearer t0ken");
  }

  @Test
  void a_context_whose_user_is_not_described_is_refused() throws IOException {
    Path kubeconfig = new LoggingIn(folder).kubeconfig(trusting(server.url()), TOKEN);
    Files.writeString(kubeconfig, Files.readString(kubeconfig).replace("user: ann}", "user: bob}"));

    assertThatThrownBy(() -> new LoggingIn(folder).read(Optional.of(kubeconfig)))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("names the user bob, which no kubeconfig describes");
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void a_context_without_a_user_does_not_go_on_as_anonymous() throws IOException {
    Path kubeconfig = new LoggingIn(folder).kubeconfig(trusting(server.url()), TOKEN);
    Files.writeString(kubeconfig, Files.readString(kubeconfig).replace(", user: ann}", "}"));

    assertThatThrownBy(() -> new LoggingIn(folder).read(Optional.of(kubeconfig)))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("system:anonymous");
    assertThat(server.seen()).isEmpty();
  }
}
