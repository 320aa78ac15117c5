package dev.rollwave.kubernetes.config;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.kubernetes.connection.Login;
import dev.rollwave.kubernetes.connection.credentials.CredentialsException;
import dev.rollwave.kubernetes.connection.credentials.Header;
import dev.rollwave.runner.ClusterException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Kubeconfigs as files: whatever kubectl 1.36 reads is read and means the same, as tried with it,
 * and whatever cannot be read is told by its place.
 */
public class KubeconfigFilesTest {
  private static final String USER = "users: [{name: ann, user: {token: t0ken}}]\n";
  private static final String REST =
      """
      apiVersion: v1
      kind: Config
      current-context: shop
      clusters: [{name: c, cluster: {server: "https://api.corp"}}]
      contexts: [{name: shop, context: {cluster: c, user: ann, namespace: n1}}]
      """;
  private static final String GOOD = REST + USER;
  private static final String JSON =
      """
      {"kind":"Config","apiVersion":"v1","current-context":"other","current-context":"shop",
      \t"clusters":[{"name":"c","cluster":{"server":"https://api.corp"}}],
      \t"users":[{"name":"ann","user":{"token":"t0ken"}}],
      \t"contexts":[{"name":"shop","context":{"cluster":"c","user":"ann","namespace":"n1"}}]}
      """;

  @TempDir private Path folder;

  static final List<Arguments> READ =
      List.of(
          read("nothing odd", GOOD),
          read("JSON with a key twice and tabs", JSON),
          read("a byte order mark", "\uFEFF" + GOOD),
          read("neither kind nor apiVersion", GOOD.replaceAll("(kind|apiVersion): .*\n", "")),
          read("a key twice: the last one counts", "current-context: other\n" + GOOD),
          read("a token twice", GOOD.replace("{token:", "{token: other, token:")),
          read(
              "a merge key", REST + "x: &u {token: t0ken}\nusers: [{name: ann, user: {<<: *u}}]\n"),
          read("a tab before a value", GOOD.replace("context: shop", "context:\tshop")),
          read("a second document", GOOD + "---\n" + GOOD.replace("t0ken", "other")),
          read("keys that it does not know", GOOD + "preferences: {colors: true}\nx: {y: [z]}\n"),
          read("lists with nothing in them", GOOD.replace("users: [", "users: [null, ")),
          read("a value that says nothing", GOOD.replace("{server", "{proxy-url: ~, server")),
          read(
              "extensions of any form",
              GOOD.replace(
                  "{server",
                  "{extensions: [{name: a, extension: 5},"
                      + " {name: b, extension: {kind: Pod, spec: [no]}}], server")),
          read(
              "another user without its credentials",
              GOOD.replace("users: [", "users: [{name: bob, user: ~}, ")));

  private static Arguments read(String name, String text) {
    return Arguments.of(name, text);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("READ")
  void what_kubectl_reads_means_the_same(String name, String text) throws Exception {
    assertIsRead(Files.writeString(folder.resolve("config"), text));
  }

  @Test
  void utf_16_is_read() throws Exception {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      Path file = Files.write(folder.resolve("config"), ("\uFEFF" + GOOD).getBytes(charset));

      assertIsRead(file);
    }
  }

  private void assertIsRead(Path file) throws Exception {
    Login login = find(Map.of("KUBECONFIG", file.toString()));

    assertThat(login.target())
        .isEqualTo(
            new Login.Target("https://api.corp/", Optional.of("shop"), Optional.of("ann"), "n1"));
    assertThat(authorization(login)).isEqualTo("Bearer t0ken");
  }

  private static String authorization(Login login)
      throws CredentialsException, InterruptedException {
    return login.passport().headers().stream()
        .filter(header -> header.name().equals("Authorization"))
        .map(Header::value)
        .findFirst()
        .orElseThrow();
  }

  private Login find(Map<String, String> environment) throws ClusterException {
    return ClusterConfig.find(
        new ConnectionOptions(Optional.empty(), Optional.empty(), environment, "test"),
        folder.resolve("serviceaccount"));
  }

  public static final List<Arguments> UNUSABLE =
      List.of(
          unusable("brackets", "x: " + "[".repeat(100_000), "nests deeper than 200 levels"),
          unusable("brackets in JSON", "[".repeat(100_000), "nests deeper than 200 levels"),
          unusable(
              "mappings",
              GOOD + "x: " + "{a: ".repeat(3_000) + "1" + "}".repeat(3_000),
              "line 7, column ",
              "nests deeper than 200 levels"),
          unusable("aliases", bomb() + GOOD, "aliases"),
          unusable("an open bracket", GOOD.replace("}]", "}"), "line ", "this is not YAML"),
          unusable("a tab as indentation", "users:\n\t- name: a\n", "line 2, column 1", "a tab"),
          unusable("a control character", GOOD + "x: \"a\u0001\"\n", "line 7, column 6", "U+0001"),
          unusable("no mapping", "hello", "line 1, column 1: this is text and no kubeconfig"),
          unusable("a list", "[1]", "this is a list and no kubeconfig"),
          unusable(
              "another kind",
              GOOD.replace("Config", "Pod"),
              "line 2, column 7: the kind of a kubeconfig is Config"),
          unusable(
              "another version", GOOD.replace("v1", "v2"), "the apiVersion of a kubeconfig is v1"),
          unusable(
              "a name twice",
              GOOD.replace("users: [", "users: [{name: ann, user: {token: other}}, "),
              "line 6, column 44: a second entry of users is called \"ann\""),
          unusable(
              "a token of digits",
              GOOD.replace("t0ken", "0123"),
              "line 6, column 35: users[0].user.token is a number; it has to be text: put it in"
                  + " quotes"),
          unusable(
              "a token that is a word of YAML",
              GOOD.replace("t0ken", "yes"),
              "users[0].user.token is true or false; it has to be text"),
          unusable(
              "true in quotes",
              GOOD.replace("{server", "{insecure-skip-tls-verify: 'true', server"),
              "clusters[0].cluster.insecure-skip-tls-verify is text; it has to be true or false"),
          unusable(
              "a mapping for a list",
              REST + "users: {ann: {token: t0ken}}\n",
              "users is a mapping; it has to be a list"),
          unusable(
              "a list for a mapping",
              REST + "users: [{name: ann, user: [t0ken]}]\n",
              "users[0].user is a list; it has to be a mapping"),
          unusable(
              "numbers among arguments",
              REST + "users: [{name: ann, user: {exec: {command: a, args: [1]}}}]\n",
              "users[0].user.exec.args[0] is a number; it has to be text"),
          unusable("nothing", "", "there is no context in it"),
          unusable("only a comment", "# later\n---\n", "there is no context in it"),
          unusable(
              "a context without a name",
              GOOD.replace("{name: shop, context", "{context"),
              "there is no context shop"),
          unusable(
              "a context without a cluster",
              GOOD.replace("{cluster: c, ", "{"),
              "context shop",
              "names no cluster"),
          unusable(
              "a token with a line break",
              GOOD.replace("t0ken", "\"t0\\nken\""),
              "token of user ann",
              "no header can carry"),
          unusable(
              "a token in another charset", GOOD.replace("t0ken", "t\u00E9"), "token of user"));

  private static Arguments unusable(String name, String text, String... words) {
    return Arguments.of(name, text, List.of(words));
  }

  private static String bomb() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a%d: &a%d [".formatted(i, i))
          .append((before + ", ").repeat(9))
          .append(before)
          .append("]\n");
    }
    return bomb.toString();
  }

  /** What is said of {@code files}, which have to be refused. */
  private AbstractStringAssert<?> assertRefused(String files) {
    return assertThatThrownBy(() -> find(Map.of("KUBECONFIG", files)))
        .isInstanceOf(ClusterException.Refused.class)
        .message();
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("UNUSABLE")
  void what_cannot_be_used_is_refused_by_its_place(String name, String text, List<String> words)
      throws Exception {
    Path file = Files.write(folder.resolve("config"), text.getBytes(UTF_8));

    assertRefused(file.toString())
        .contains(words)
        .contains(file.toString())
        .doesNotContain("t0ken", "Exception", "fabric8", "java");
  }

  @Test
  void a_directory_is_refused_and_not_passed_over() throws Exception {
    Path good = Files.writeString(folder.resolve("config"), GOOD);

    assertRefused(folder + ":" + good)
        .isEqualTo("cannot use the kubeconfig %s: it is a directory", folder);
  }

  @Test
  void one_broken_file_among_several_is_refused() throws Exception {
    Path good = Files.writeString(folder.resolve("config"), GOOD);
    Path broken = Files.writeString(folder.resolve("broken"), "a: [");

    assertRefused(good + ":" + broken)
        .contains("cannot use the kubeconfig " + broken + ": line 1, column ");
  }

  @Test
  void an_empty_file_among_several_says_nothing() throws Exception {
    Path good = Files.writeString(folder.resolve("config"), GOOD);
    Path empty = Files.writeString(folder.resolve("empty"), "");

    assertThat(authorization(find(Map.of("KUBECONFIG", empty + ":" + good))))
        .isEqualTo("Bearer t0ken");
  }

  @Test
  void a_file_that_does_not_end_is_not_read_to_its_end() {
    assertRefused("/dev/zero")
        .isEqualTo("cannot use the kubeconfig /dev/zero: it is longer than 16 MiB");
  }

  @Test
  void a_file_that_it_names_is_not_read_to_its_end_either() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config"),
            GOOD.replace("token: t0ken", "client-certificate: /dev/zero, client-key: /dev/zero"));

    assertRefused(file.toString()).contains("client-certificate of user ann", "longer than 16 MiB");
  }

  @Test
  void a_kubeconfig_of_many_clusters_is_read() throws Exception {
    String long4MiB = ("# " + "x".repeat(1_022) + "\n").repeat(4_096);

    assertIsRead(Files.writeString(folder.resolve("config"), GOOD + long4MiB));
  }
}
