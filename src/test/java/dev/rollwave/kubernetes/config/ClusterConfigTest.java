package dev.rollwave.kubernetes.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.kubernetes.connection.Login;
import dev.rollwave.kubernetes.connection.credentials.Header;
import dev.rollwave.runner.ClusterException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterConfigTest {
  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();

  private Login find(Optional<Path> kubeconfig, Optional<String> context) throws ClusterException {
    return ClusterConfig.find(
        new ConnectionOptions(kubeconfig, context, environment, "1.2.3"),
        folder.resolve("serviceaccount"));
  }

  private Path file(String name, String context, String server) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        clusters:
          - {name: %1$s, cluster: {server: "https://%2$s"}}
        users:
          - {name: %1$s, user: {token: secret-of-%1$s}}
        contexts:
          - {name: %1$s, context: {cluster: %1$s, user: %1$s, namespace: ns-%1$s}}
        current-context: %1$s
        """
            .formatted(context, server));
  }

  private void serviceAccount() throws IOException {
    Path account = Files.createDirectories(folder.resolve("serviceaccount"));
    Files.writeString(account.resolve("token"), "of-the-pod\n");
    Files.writeString(account.resolve("namespace"), "jobs\n");
    Files.writeString(account.resolve("ca.crt"), "");
    environment.put("KUBERNETES_SERVICE_HOST", "fd00::1");
    environment.put("KUBERNETES_SERVICE_PORT", "6443");
  }

  @Test
  void the_file_that_is_named_goes_before_all_others() throws Exception {
    environment.put("KUBECONFIG", file("b", "b", "b.example").toString());
    serviceAccount();

    Login login = find(Optional.of(file("a", "a", "a.example")), Optional.empty());

    assertThat(login.target().server()).isEqualTo("https://a.example/");
    assertThat(login.target().namespace()).isEqualTo("ns-a");
    assertThat(login.target().context()).contains("a");
  }

  @Test
  void of_several_files_those_that_exist_are_read_together_and_the_first_one_leads()
      throws Exception {
    environment.put(
        "KUBECONFIG",
        String.join(
            File.pathSeparator,
            folder.resolve("missing").toString(),
            file("a", "a", "a.example").toString(),
            file("b", "b", "b.example").toString()));

    assertThat(find(Optional.empty(), Optional.empty()).target().server())
        .isEqualTo("https://a.example/");
    assertThat(find(Optional.empty(), Optional.of("b")).target().server())
        .isEqualTo("https://b.example/");
  }

  @Test
  void without_a_word_the_file_in_the_home_directory_is_read() throws Exception {
    environment.put("HOME", folder.toString());
    file(".kube/config", "home", "home.example");

    assertThat(find(Optional.empty(), Optional.empty()).target().server())
        .isEqualTo("https://home.example/");
  }

  @Test
  void in_a_pod_without_a_kubeconfig_the_service_account_is_used() throws Exception {
    environment.put("HOME", folder.toString());
    serviceAccount();

    Login login = find(Optional.empty(), Optional.empty());

    assertThat(login.target().server()).isEqualTo("https://[fd00::1]:6443/");
    assertThat(login.target().namespace()).isEqualTo("jobs");
    assertThat(login.passport().headers())
        .contains(new Header("Authorization", "Bearer of-the-pod"));
  }

  @Test
  void where_nothing_is_found_it_is_said_where_it_was_looked_for() {
    environment.put("HOME", folder.toString());

    assertThatThrownBy(() -> find(Optional.empty(), Optional.empty()))
        .isInstanceOf(ClusterException.Unreachable.class)
        .hasMessageContaining(folder.resolve(".kube/config").toString())
        .hasMessageContaining(folder.resolve("serviceaccount").toString())
        .hasMessageContaining("--kubeconfig");
  }

  @Test
  void a_named_file_that_is_missing_is_not_replaced_by_the_service_account() throws Exception {
    serviceAccount();

    assertThatThrownBy(() -> find(Optional.of(folder.resolve("missing")), Optional.empty()))
        .isInstanceOf(ClusterException.Unreachable.class)
        .hasMessageContaining(folder.resolve("missing").toString());
  }

  @Test
  void an_unknown_context_is_refused_with_those_that_are_known() throws Exception {
    Path a = file("a", "a", "a.example");

    assertThatThrownBy(() -> find(Optional.of(a), Optional.of("prod")))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("prod")
        .hasMessageContaining("known are: a");
  }

  @Test
  void a_file_without_a_current_context_asks_for_one() throws Exception {
    Path a = file("a", "a", "a.example");
    Files.writeString(a, Files.readString(a).replaceAll("current-context.*", ""));

    assertThatThrownBy(() -> find(Optional.of(a), Optional.empty()))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("--context");
  }

  @Test
  void a_file_that_is_no_kubeconfig_is_refused_without_its_content() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken"), "token: [secret");

    assertThatThrownBy(() -> find(Optional.of(broken), Optional.empty()))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining(broken.toString())
        .message()
        .doesNotContain("secret");
  }

  @Test
  void a_context_of_a_cluster_that_is_not_described_is_refused() throws Exception {
    Path a = file("a", "a", "a.example");
    Files.writeString(a, Files.readString(a).replace("cluster: a,", "cluster: elsewhere,"));

    assertThatThrownBy(() -> find(Optional.of(a), Optional.empty()))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("elsewhere");
  }

  @Test
  void requests_say_what_sends_them() throws Exception {
    assertThat(
            find(Optional.of(file("a", "a", "a.example")), Optional.empty()).passport().headers())
        .contains(new Header("User-Agent", "rollwave/1.2.3"));
  }
}
