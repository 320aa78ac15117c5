package dev.rollwave.kubernetes.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.kubernetes.connection.route.ServerTrust;
import dev.rollwave.kubernetes.connection.route.Tls;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationsTest {
  private static final String EXPIRY = ": the certificate expired at 2026-01-01T00:00:00Z";

  private static Optional<String> explained(Throwable failure, String expiry) throws Exception {
    Login.Route route =
        new Login.Route(
            "server of cluster c",
            new Tls(() -> ServerTrust.ofFile(Path.of("no-such-file")), Optional.empty()),
            Optional.empty());
    return new Explanations(
            URI.create("https://api.corp:6443/"), route, "client-certificate of user ann", expiry)
        .of(new IOException("sending", failure));
  }

  @ParameterizedTest
  @CsvSource({
    "(certificate_unknown) Received fatal alert: certificate_unknown",
    "Received fatal alert: bad_certificate",
    "Received fatal alert: certificate_expired",
    "Received fatal alert: unknown_ca"
  })
  void a_server_that_does_not_take_the_certificate(String message) throws Exception {
    assertThat(explained(new SSLHandshakeException(message), ""))
        .contains(
            "the server does not take the certificate (client-certificate of user ann): "
                + message);
    assertThat(explained(new SSLHandshakeException(message), EXPIRY))
        .contains(
            "the server does not take the certificate (client-certificate of user ann)" + EXPIRY);
  }

  @Test
  void a_server_that_wants_a_certificate() throws Exception {
    assertThat(
            explained(new SSLHandshakeException("Received fatal alert: certificate_required"), ""))
        .contains(
            "the server asks for a client-certificate, and there is none in client-certificate of"
                + " user ann");
  }

  @Test
  void what_is_about_nothing_in_the_kubeconfig_is_left_to_others() throws Exception {
    assertThat(explained(new ConnectException("Network is unreachable"), "")).isEmpty();
    assertThat(explained(new SSLHandshakeException("Remote host terminated the handshake"), ""))
        .isEmpty();
  }
}
