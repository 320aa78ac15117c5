package dev.rollwave.kubernetes.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.WorkloadKind;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestRightsTest {

  @ParameterizedTest
  @CsvSource({"DEPLOYMENT, shop", "STATEFUL_SET, shop", "DAEMON_SET, jobs"})
  void the_manifest_grants_all_that_a_run_asks_for_before_it_begins(
      WorkloadKind kind, String namespace) throws IOException {
    Role role =
        roles().stream()
            .filter(each -> each.getMetadata().getNamespace().equals(namespace))
            .findFirst()
            .orElseThrow();

    assertThat(Permission.toRestart(kind, namespace))
        .isNotEmpty()
        .allMatch(permission -> isGranted(role, permission), "granted by " + role.getRules());
  }

  private static boolean isGranted(Role role, Permission permission) {
    return role.getRules().stream()
        .anyMatch(rule ->
            rule.getApiGroups().contains(permission.where().group())
                && rule.getResources().contains(permission.where().resource())
                && rule.getVerbs().contains(permission.verb()));
  }

  private static List<Role> roles() throws IOException {
    try (InputStream in = Files.newInputStream(Path.of("k8s-cronjob.yaml"))) {
      Collection<?> objects = new KubernetesSerialization().unmarshal(in);
      return objects.stream().filter(Role.class::isInstance).map(Role.class::cast).toList();
    }
  }
}
