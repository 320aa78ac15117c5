package dev.rollwave.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.kubernetes.config.ConnectionOptions;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.ClusterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
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
        .hasMessageContaining("server of cluster a in " + kubeconfig)
        .hasMessageContaining("is no URL of a server");
  }

  @Test
  void a_cluster_is_told_without_the_password_in_its_address_and_by_the_kubeconfig_where_it_is_mute(
      @TempDir Path folder) throws Exception {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: prod
            clusters: [{name: a, cluster: {server: "https://ana:hunter2@127.0.0.1:1"}}]
            users: [{name: ana-of-a, user: {token: secret}}]
            contexts: [{name: prod, context: {cluster: a, user: ana-of-a}}]
            """);
    try (KubernetesConnection connection = Connections.impatient(kubeconfig)) {
      assertThat(connection.access(new Random(7)))
          .isEqualTo(
              new ClusterAccess(
                  Optional.of("prod"), "https://127.0.0.1:1", Optional.of("ana-of-a")));
    }
  }
}
