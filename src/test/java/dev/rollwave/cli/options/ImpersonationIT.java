package dev.rollwave.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.Typed;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator whose kubeconfig acts as somebody else has that one's rights, and no others. */
@OnSharedCluster
class ImpersonationIT {
  @TempDir private Path folder;

  private Path kubeconfig(TestCluster cluster, String keys) throws IOException {
    return Files.writeString(
        folder.resolve("config"),
        Files.readString(cluster.kubeconfig())
            .replaceFirst("user: \\{token: (\"[^\"]*\")}", "user: {token: $1, " + keys + "}"));
  }

  private static Typed health(TestNamespace namespace, Path kubeconfig) {
    return Typed.rollwave(
        "health", "deployment/none", "-n", namespace.name(), "--kubeconfig", kubeconfig.toString());
  }

  @Test
  void the_api_server_knows_whom_it_is_asked_as(TestCluster cluster, TestNamespace namespace)
      throws IOException {
    Typed typed = health(namespace, kubeconfig(cluster, "as: bob"));

    assertThat(typed.out() + typed.err()).contains("403", "User \"bob\" cannot get resource");
  }

  @Test
  void groups_bring_their_rights(TestCluster cluster, TestNamespace namespace) throws IOException {
    String group = "readers-of-" + namespace.name();
    cluster
        .client()
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(group)
                .endMetadata()
                .addNewRule()
                .withApiGroups("apps")
                .withResources("deployments")
                .withVerbs("get")
                .endRule()
                .build())
        .create();
    cluster
        .client()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(group)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", group)
                .addNewSubject("rbac.authorization.k8s.io", "Group", group, null)
                .build())
        .create();

    Typed typed =
        health(
            namespace,
            kubeconfig(
                cluster,
                "as: bob, as-uid: '7', as-user-extra: {acme.com/why: [test]}, as-groups: ["
                    + group
                    + "]"));

    assertThat(typed.out() + typed.err())
        .doesNotContain("cannot get resource")
        .contains("NotFound");
  }
}
