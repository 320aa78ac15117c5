package dev.rollwave.kubernetes.connection.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.kubernetes.connection.Login;
import dev.rollwave.kubernetes.connection.credentials.CredentialsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a plugin told is kept as long as it is good, and renewed by one request. */
class ExecCredentialsTest extends PluginScene {
  @Test
  void a_token_is_kept_until_it_expires() throws Exception {
    answer("{token: 'one', expirationTimestamp: '2026-11-28T22:10:00Z'}");
    Login login = login("command: ./plugin");

    assertThat(token(login)).isEqualTo("Bearer one");
    answer("{token: 'two', expirationTimestamp: '2026-11-28T23:20:00+01:00'}");
    now = now.plusSeconds(600);
    assertThat(token(login)).isEqualTo("Bearer one");
    assertThat(calls()).isEqualTo(1);

    now = now.plusSeconds(1);
    assertThat(token(login)).isEqualTo("Bearer two");
    assertThat(token(login)).isEqualTo("Bearer two");
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void a_token_without_an_expiry_is_kept_until_it_is_refused() throws Exception {
    Login login = login("command: ./plugin");
    Login.Passport first = login.passport();
    now = now.plusSeconds(1_000_000);
    assertThat(token(login)).isEqualTo("Bearer one");
    answer("{token: 'two'}");

    assertThat(login.passportAfter(first)).map(ExecPluginTest::token).contains("Bearer two");
    assertThat(login.passportAfter(first)).map(ExecPluginTest::token).contains("Bearer two");
    assertThat(calls()).as("a second request that was refused with the old one").isEqualTo(2);
  }

  @Test
  void the_same_token_again_is_no_reason_to_send_again() throws Exception {
    Login login = login("command: ./plugin");

    assertThat(login.passportAfter(login.passport())).isEmpty();
  }

  @Test
  void it_is_asked_once_however_many_requests_wait() throws Exception {
    program("plugin", "echo x >>calls; sleep 0.3; cat answer");
    Login login = login("command: ./plugin");

    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> tokens = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        tokens.add(requests.submit(() -> token(login)));
      }
      for (Future<String> token : tokens) {
        assertThat(token.get()).isEqualTo("Bearer one");
      }
    }
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void it_renews_also_where_context_and_user_stand_in_two_files() throws Exception {
    Path config = kubeconfig("interactiveMode: Never, command: ./plugin");
    String[] parts = Files.readString(config).split("(?m)^(?=users)", 2);
    String users = parts[1].split("\n", 2)[0];
    Path a = Files.writeString(folder.resolve("a"), parts[0] + parts[1].split("\n", 2)[1]);
    Path b = Files.writeString(folder.resolve("b"), "apiVersion: v1\nkind: Config\n" + users);
    answer("{token: 'one', expirationTimestamp: '2026-11-28T22:10:00Z'}");
    Login login = login(List.of(a, b));
    Login.Passport first = login.passport();
    assertThat(token(first)).isEqualTo("Bearer one");

    answer("{token: 'two', expirationTimestamp: '2026-11-28T22:20:00Z'}");
    now = now.plusSeconds(601);
    assertThat(token(login)).isEqualTo("Bearer two");
    answer("{token: 'three'}");
    assertThat(login.passportAfter(login.passport()).map(ExecPluginTest::token))
        .contains("Bearer three");
  }

  @Test
  void its_certificate_is_shown() throws Exception {
    answer(certificate("rsa.crt", "rsa-pkcs1.key"));

    assertThat(login("command: ./plugin").passport().certificate().orElseThrow())
        .hasToString("ClientCertificate[CN=rsa]");
  }

  @Test
  void a_key_that_is_not_the_certificates_is_refused() throws Exception {
    answer(certificate("rsa.crt", "ec-sec1.key"));
    Login login = login("command: ./plugin");

    assertThatThrownBy(login::passport)
        .hasMessageContaining("clientKeyData of its answer: is not the key to the certificate");
  }

  @Test
  void a_person_is_asked_at_the_start_alone() throws Exception {
    isTerminal = true;
    answer("{token: 'one', expirationTimestamp: '2026-11-28T22:10:00Z'}");
    Login login = login(List.of(kubeconfig("command: ./plugin, interactiveMode: Always")));
    login.passport();
    now = now.plusSeconds(601);

    assertThatThrownBy(login::passport)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("which it can only at the start");
  }
}
