package dev.rollwave.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.Typed;
import dev.rollwave.testcluster.LimitedUser;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kubeconfigs whose user is told by a program, as those of the cloud providers are.
 *
 * @see <a href="https://github.com/kube-rs/kube/issues/2037">commands by a relative path</a>
 * @see <a href="https://github.com/fabric8io/kubernetes-client/issues/3998">a token that has
 *     expired</a>
 */
@OnSharedCluster
class KubeconfigPluginIT {
  @TempDir private Path folder;
  private TestCluster cluster;
  private TestNamespace namespace;
  private String token = "";

  @BeforeEach
  void with_a_deployment_and_a_user(TestCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
    cluster.client().resource(Manifests.deployment(namespace, "tiny", 1)).create();
    Rollouts.awaitAll(cluster.client(), namespace);
    token =
        LimitedUser.create(
                cluster,
                namespace,
                "looker",
                readers("apps", "deployments", "replicasets"),
                readers("", "pods", "events"))
            .token();
  }

  private static PolicyRule readers(String group, String... resources) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resources)
        .withVerbs("get", "list")
        .build();
  }

  @ParameterizedTest
  @CsvSource({"a/config, ./bin/token.sh", "a/config, bin/token.sh", "b/config, ../a/bin/token.sh"})
  void a_command_by_a_relative_path_is_looked_for_beside_the_kubeconfig(
      String kubeconfig, String command) throws IOException {
    program("a/bin/token.sh", "printf %s '" + credential(token) + "'");

    Typed typed = health(kubeconfig(kubeconfig, command));

    assertThat(typed.status()).as(typed.out() + typed.err()).isZero();
    assertThat(typed.out()).contains("Current");
  }

  @Test
  void a_token_that_is_refused_is_asked_for_once_more() throws IOException {
    Path calls = folder.resolve("calls");
    program(
        "token.sh",
        """
        echo x >>'%s'
        if [ $(wc -l <'%s') = 1 ]; then printf %%s '%s'; else printf %%s '%s'; fi
        """
            .formatted(calls, calls, credential("stale"), credential(token)));

    Typed typed = health(kubeconfig("config", "./token.sh"));

    assertThat(typed.status()).as(typed.out() + typed.err()).isZero();
    assertThat(typed.out()).contains("Current");
    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  private Typed health(Path kubeconfig) {
    return Typed.rollwave(
        "health", "deployment/tiny", "-n", namespace.name(), "--kubeconfig", kubeconfig.toString());
  }

  private static String credential(String token) {
    return """
    {"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"%s"}}\
    """
        .formatted(token);
  }

  private void program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Path kubeconfig(String name, String command) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        String.join(
            "\n",
            List.of(
                "apiVersion: v1",
                "kind: Config",
                "current-context: m",
                "clusters: [{name: c, cluster: {server: \"%s\", insecure-skip-tls-verify: true}}]"
                    .formatted(cluster.client().getConfiguration().getMasterUrl()),
                "users: [{name: u, user: {exec: {apiVersion:"
                    + " client.authentication.k8s.io/v1beta1, command: %s,".formatted(command)
                    + " interactiveMode: Never}}}]",
                "contexts: [{name: m, context: {cluster: c, user: u}}]",
                "")));
  }
}
