package dev.rollwave.kubernetes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.runner.ClusterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesConnectionTest {

  @ParameterizedTest
  @ValueSource(strings = {"::bad url", "https://", "https://half an address"})
  void a_server_that_is_no_address_is_refused_before_anything_is_sent(
      String server, @TempDir Path folder) throws Exception {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: a
            clusters: [{name: a, cluster: {server: "%s"}}]
            users: [{name: a, user: {token: secret}}]
            contexts: [{name: a, context: {cluster: a, user: a}}]
            """
                .formatted(server));
    ConnectionOptions options =
        new ConnectionOptions(Optional.of(kubeconfig), Optional.empty(), Map.of(), "test");

    assertThatThrownBy(() -> KubernetesConnection.open(options))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("cannot set up a connection");
  }
}
