package dev.rollwave.kubernetes.connection.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.kubernetes.connection.Fixtures;
import dev.rollwave.kubernetes.connection.Login;
import dev.rollwave.kubernetes.connection.credentials.CredentialsException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Programs that tell the credentials of a user.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">client-go
 *     credential plugins</a>
 */
class ExecPluginTest extends PluginScene {
  private static final String HINT = "installHint: 'brew install key-maker'";

  @Test
  void arguments_reach_it_as_they_are_written() throws Exception {
    program("arguments", "for a in \"$@\"; do echo \"<$a>\" >>got; done; cat answer");

    token(
        login(
            "command: ./arguments, args: ['a b', '$HOME', '`id`', \"it's\", '\"', '', '*', 'a;b',"
                + " '\\x']"));

    assertThat(Files.readAllLines(folder.resolve("got")))
        .containsExactly(
            "<a b>", "<$HOME>", "<`id`>", "<it's>", "<\">", "<>", "<*>", "<a;b>", "<\\x>");
  }

  @Test
  void variables_are_added_to_those_of_the_process() throws Exception {
    environment.put("OURS", "kept");
    environment.put("BOTH", "ours");
    program("variables", "echo \"$OURS $BOTH $THEIRS\" >got; cat answer");

    token(
        login(
            "command: ./variables, env: [{name: BOTH, value: theirs}, {name: THEIRS, value: 'a"
                + " b'}]"));

    assertThat(folder.resolve("got")).hasContent("kept theirs a b");
  }

  @Test
  void it_is_told_of_the_cluster_where_it_wants_to_be() throws Exception {
    program("curious", "printf '%s' \"$KUBERNETES_EXEC_INFO\" >got; cat answer");

    token(login("command: ./curious, provideClusterInfo: true"));

    assertThat(folder.resolve("got"))
        .content()
        .isEqualTo(
            """
            {"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":\
            {"interactive":false,"cluster":{"server":"https://api.corp:6443",\
            "tls-server-name":"api.inside","certificate-authority-data":"%s",\
            "config":{"audience":"shop","kind":"Pod","spec":["any"]}}}}\
            """
                .formatted(Fixtures.base64("ca.crt")));
  }

  @Test
  void it_is_told_nothing_of_the_cluster_otherwise() throws Exception {
    program("curious", "printf '%s' \"$KUBERNETES_EXEC_INFO\" >got; cat answer");

    token(login("command: ./curious"));

    assertThat(folder.resolve("got")).content().contains("interactive").doesNotContain("api.corp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo no session >&2; exit 7         | ended with status 7: no session
          echo no session >&2                 | printed no ExecCredential: no session
          echo '[]'                           | printed no ExecCredential
          sed s:/v1:/v1beta1: answer          | answers in apiVersion "client.authentication.k8s.io/v1beta1"
          sed s:token:tokin: answer           | answers with neither a token nor a certificate
          sed s:token:clientKeyData: answer   | answers with a key and without its certificate
          sed s:token:clientCertificateData: answer | answers with a certificate and without its key
          kill -9 $$                          | ended with status 137
          """)
  void what_goes_wrong_with_it_is_told_with_its_hint(String script, String words) throws Exception {
    program("broken", script);
    Login login = login("command: ./broken, " + HINT);

    assertThatThrownBy(login::passport)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining(
            "exec plugin ./broken of user ann in " + folder.resolve("config") + " " + words)
        .hasMessageContaining("installHint: brew install key-maker");
  }

  static final List<Arguments> UNREADABLE =
      List.of(
          Arguments.of(
              "head -c 3000 /dev/zero | tr '\\0' '['",
              "printed no ExecCredential (line 1, column 202: the document nests deeper"),
          Arguments.of(
              "cat answer; head -c 17000000 /dev/zero | tr '\\0' ' '", "printed more than 16 MiB"),
          Arguments.of("echo '{\"a\": }}'", "printed no ExecCredential (line 1, column "),
          Arguments.of(
              "sed 's/\"one\"/5/' answer", "answers with a token that is a number and not text"),
          Arguments.of(
              "sed 's/one/o\\\\nne/' answer", "answers with a token that no header can carry"));

  @ParameterizedTest
  @FieldSource("UNREADABLE")
  void an_answer_that_cannot_be_read_is_told_by_its_place(String script, String words)
      throws Exception {
    program("broken", script);
    Login login = login("command: ./broken");

    assertThatThrownBy(login::passport)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("exec plugin ./broken of user ann")
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          key-maker-that-is-not-there | it is not in $PATH
          ./missing                   | there is no file
          ./answer                    | is not executable
          """)
  void one_that_cannot_be_started_is_told_with_its_hint(String command, String words)
      throws Exception {
    Login login = login("command: " + command + ", " + HINT);

    assertThatThrownBy(login::passport)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("exec plugin " + command + " of user ann")
        .hasMessageContaining(words)
        .hasMessageContaining("installHint: brew install key-maker")
        .message()
        .doesNotContain("IOException", "error=2");
  }

  @Test
  void it_may_answer_in_yaml_as_client_go_takes_it() throws Exception {
    program(
        "writer",
        "printf 'apiVersion: client.authentication.k8s.io/v1\\nkind: ExecCredential\\nstatus:\\n"
            + "  token: one\\n'");

    assertThat(token(login("command: ./writer"))).isEqualTo("Bearer one");
  }

  @Test
  void one_that_floods_its_outputs_comes_to_its_end() throws Exception {
    program("flood", "cat answer; head -c 300000 /dev/zero | tr '\\0' ' ' | tee /dev/stderr");

    assertThat(token(login("command: ./flood"))).isEqualTo("Bearer one");
  }

  @Test
  void one_by_a_bare_name_is_looked_for_in_path() throws Exception {
    assertThatThrownBy(() -> token(login("command: sh, args: [-c, 'exit 3']")))
        .hasMessageContaining("exec plugin sh of user ann")
        .hasMessageContaining("ended with status 3");
  }

  @Test
  void one_that_has_to_ask_a_person_is_refused_where_there_is_none() throws Exception {
    Login login = login(List.of(kubeconfig("command: ./plugin, interactiveMode: Always")));

    assertThatThrownBy(login::passport)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("interactiveMode: Always")
        .hasMessageContaining("standard input is no terminal");
    assertThat(calls()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "Never, false, false",
    "Never, true, false",
    "IfAvailable, false, false",
    "IfAvailable, true, true",
    "Always, true, true"
  })
  void it_may_ask_a_person_as_its_mode_says(String mode, boolean terminal, boolean asks)
      throws Exception {
    isTerminal = terminal;
    program("curious", "printf '%s' \"$KUBERNETES_EXEC_INFO\" >got; cat answer");

    token(login(List.of(kubeconfig("command: ./curious, interactiveMode: " + mode))));

    assertThat(folder.resolve("got")).content().contains("\"interactive\":" + asks);
  }
}
