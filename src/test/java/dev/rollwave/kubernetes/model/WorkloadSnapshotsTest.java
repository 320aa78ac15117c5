package dev.rollwave.kubernetes.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollwave.workload.Annotations;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadSnapshotsTest {

  @ParameterizedTest
  @CsvSource({
    // replicas, maxSurge, maxUnavailable as written, and what they come to
    "3,  25%,  25%,  1, 0",
    "10, 25%,  25%,  3, 2",
    "4,  25%,  25%,  1, 1",
    "1,  ,     ,     1, 0",
    "1,  0,    25%,  0, 1",
    "3,  0,    0,    0, 1",
    "3,  0%,   10%,  0, 1",
    "3,  2,    5,    2, 3",
    "0,  0,    0,    0, 0",
    "3,  some, many, 1, 0",
  })
  void a_surge_rounds_up_and_unavailability_down(
      int replicas,
      @Nullable String surge,
      @Nullable String unavailable,
      int maxSurge,
      int maxUnavailable) {
    Deployment deployment =
        new DeploymentBuilder(web())
            .editSpec()
            .withReplicas(replicas)
            .withNewStrategy()
            .withType("RollingUpdate")
            .withNewRollingUpdate()
            .withMaxSurge(count(surge))
            .withMaxUnavailable(count(unavailable))
            .endRollingUpdate()
            .endStrategy()
            .endSpec()
            .build();
    assertThat(((DeploymentSnapshot) WorkloadSnapshots.of(deployment)).strategy())
        .isEqualTo(new DeploymentStrategy.RollingUpdate(maxSurge, maxUnavailable));
  }

  @Test
  void the_mark_is_read_from_the_workloads_own_metadata_when_it_is_whole() {
    Deployment marked =
        new DeploymentBuilder(web())
            .editMetadata()
            .addToAnnotations(Annotations.RUN_ID, "run-1")
            .addToAnnotations(Annotations.PLAN, "nightly")
            .addToAnnotations(Annotations.RESTARTED_AT, "2026-11-21T01:02:03Z")
            .endMetadata()
            .build();
    assertThat(WorkloadSnapshots.of(marked).object().mark())
        .contains(new RestartMark("run-1", "nightly", "2026-11-21T01:02:03Z"));
    marked.getMetadata().getAnnotations().put(Annotations.STATE_NAMESPACE, "rollwave");
    assertThat(WorkloadSnapshots.of(marked).object().mark())
        .contains(
            new RestartMark("run-1", "nightly", "2026-11-21T01:02:03Z", Optional.of("rollwave")));
    marked.getMetadata().getAnnotations().remove(Annotations.RUN_ID);
    assertThat(WorkloadSnapshots.of(marked).object().mark()).isEmpty();
  }

  @Test
  void the_digest_is_that_of_the_template_whatever_the_order_of_its_keys() {
    Deployment one = labelled("a", "b");
    Deployment other = labelled("b", "a");
    assertThat(digest(one)).isEqualTo(digest(other)).matches("[0-9a-f]{64}");
  }

  @Test
  void the_digest_stays_when_only_the_replicas_change() {
    Deployment scaled = new DeploymentBuilder(web()).editSpec().withReplicas(9).endSpec().build();
    assertThat(digest(scaled)).isEqualTo(digest(web()));
  }

  @Test
  void the_digest_changes_with_the_template_and_even_with_a_field_unknown_to_the_client() {
    Deployment changed = web();
    Container container = changed.getSpec().getTemplate().getSpec().getContainers().getFirst();
    container.setImage("web:2");
    assertThat(digest(changed)).isNotEqualTo(digest(web()));
    Deployment novel = web();
    novel.getSpec().getTemplate().getSpec().setAdditionalProperty("aFieldOfTomorrow", true);
    assertThat(digest(novel)).isNotEqualTo(digest(web()));
  }

  @Test
  void the_manager_of_the_stamp_is_the_newest_that_owns_it() {
    Map<String, Object> stamp =
        Map.of("f:metadata", Map.of("f:annotations", Map.of("f:" + Annotations.STAMP, Map.of())));
    Map<String, Object> image = Map.of("f:spec", Map.of());
    Deployment managed =
        managed(
            entry("kubectl-rollout", "2026-11-01T00:00:00Z", stamp),
            entry("argocd", "2026-11-02T00:00:00Z", stamp),
            entry("helm", "2026-11-03T00:00:00Z", image));
    assertThat(WorkloadSnapshots.of(managed).object().stampManager()).contains("argocd");
  }

  @Test
  void without_an_owner_of_the_stamp_it_is_the_newest_owner_of_the_templates_annotations() {
    Map<String, Object> annotations =
        Map.of("f:metadata", Map.of("f:annotations", Map.of("f:checksum", Map.of())));
    Deployment managed =
        managed(
            entry("flux", "2026-11-01T00:00:00Z", annotations),
            entry("helm", "2026-11-03T00:00:00Z", Map.of("f:spec", Map.of())));
    assertThat(WorkloadSnapshots.of(managed).object().stampManager()).contains("flux");
  }

  @Test
  void a_manager_without_a_readable_time_gives_way_to_one_with() {
    Deployment managed =
        managed(
            entry("timeless", "some day", Map.of("f:spec", Map.of())),
            entry("helm", "2026-11-03T00:00:00Z", Map.of("f:spec", Map.of())));
    assertThat(WorkloadSnapshots.of(managed).object().stampManager()).contains("helm");
  }

  @Test
  void without_managed_fields_no_manager_is_named() {
    assertThat(WorkloadSnapshots.of(web()).object().stampManager()).isEqualTo(Optional.empty());
  }

  @Test
  void a_pod_is_no_workload() {
    var pod = new PodBuilder().withNewMetadata().withName("p").endMetadata().build();
    assertThat(WorkloadSnapshots.kindOf(pod)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkloadSnapshots.of(pod))
        .withMessageContaining("Pod");
  }

  private static Deployment web() {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("web")
        .withNamespace("shop")
        .endMetadata()
        .withNewSpec()
        .withReplicas(3)
        .withNewTemplate()
        .withNewSpec()
        .addToContainers(new ContainerBuilder().withName("app").withImage("web:1").build())
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Deployment labelled(String... labels) {
    DeploymentBuilder builder = new DeploymentBuilder(web());
    for (String label : labels) {
      builder
          .editSpec()
          .editTemplate()
          .editOrNewMetadata()
          .addToLabels(label, "x")
          .endMetadata()
          .endTemplate()
          .endSpec();
    }
    return builder.build();
  }

  private static Deployment managed(ManagedFieldsEntry... entries) {
    return new DeploymentBuilder(web())
        .editMetadata()
        .withManagedFields(entries)
        .endMetadata()
        .build();
  }

  private static ManagedFieldsEntry entry(
      String manager, String time, Map<String, Object> template) {
    FieldsV1 fields = new FieldsV1();
    fields.setAdditionalProperty("f:spec", Map.of("f:template", template));
    ManagedFieldsEntry entry = new ManagedFieldsEntry();
    entry.setManager(manager);
    entry.setTime(time);
    entry.setFieldsV1(fields);
    return entry;
  }

  private static String digest(Deployment deployment) {
    return WorkloadSnapshots.of(deployment).object().templateDigest();
  }

  private static @Nullable IntOrString count(@Nullable String written) {
    if (written == null) {
      return null;
    }
    return written.matches("\\d+")
        ? new IntOrString(Integer.parseInt(written))
        : new IntOrString(written);
  }
}
