package dev.rollwave.testcluster;

import dev.rollwave.testcluster.controlplane.Kubeconfig;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A service account that may do in one namespace what its Role says, and nothing else. */
public final class LimitedUser {
  private final KubernetesClient admin;
  private final TestNamespace namespace;
  private final String name;

  private LimitedUser(KubernetesClient admin, TestNamespace namespace, String name) {
    this.admin = admin;
    this.namespace = namespace;
    this.name = name;
  }

  /** Makes the service account {@code name}, with these rights. */
  public static LimitedUser create(
      TestCluster cluster, TestNamespace namespace, String name, PolicyRule... rights) {
    LimitedUser user = new LimitedUser(cluster.client(), namespace, name);
    cluster
        .client()
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace.name())
                .endMetadata()
                .build())
        .create();
    user.allowOnly(rights);
    user.bind();
    return user;
  }

  /** Replaces its rights. The API server learns of it within a moment, not at once. */
  public void allowOnly(PolicyRule... rights) {
    Role role =
        new RoleBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace.name())
            .endMetadata()
            .withRules(List.of(rights))
            .build();
    admin.resource(role).createOr(NonDeletingOperation::update);
  }

  /** Whether the API server would let it do {@code verb} on the resource of that name now. */
  public boolean may(String verb, String group, String resource) {
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("system:serviceaccount:" + namespace.name() + ":" + name)
            .withNewResourceAttributes()
            .withNamespace(namespace.name())
            .withVerb(verb)
            .withGroup(group)
            .withResource(resource)
            .endResourceAttributes()
            .endSpec()
            .build();
    return admin.resource(review).create().getStatus().getAllowed();
  }

  private void bind() {
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                .addNewSubject("", "ServiceAccount", name, namespace.name())
                .build())
        .create();
  }

  /** A new token of its own, good for an hour. */
  public String token() {
    TokenRequest request = new TokenRequestBuilder().withNewSpec().endSpec().build();
    return admin
        .serviceAccounts()
        .inNamespace(namespace.name())
        .withName(name)
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }

  /** Writes a kubeconfig with a new token into {@code folder} and returns the file. */
  public Path kubeconfigIn(Path folder) throws IOException {
    Config config = admin.getConfiguration();
    return new Kubeconfig(config.getMasterUrl(), authority(config), token(), namespace.name())
        .writeTo(folder.resolve(name + ".kubeconfig"));
  }

  /**
   * The PEM certificates by which {@code config} verifies its server.
   *
   * @throws IOException when they are in a file that cannot be read
   */
  public static String authority(Config config) throws IOException {
    return config.getCaCertData() == null
        ? Files.readString(Path.of(config.getCaCertFile()))
        : new String(Base64.getDecoder().decode(config.getCaCertData()), StandardCharsets.UTF_8);
  }
}
