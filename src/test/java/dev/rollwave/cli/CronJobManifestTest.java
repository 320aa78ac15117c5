package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.process.ProcessIdentity;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.planfile.PlanFile;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.WindowStatus;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CronJobManifestTest {
  private static final Path MANIFEST = Path.of("k8s-cronjob.yaml");

  private static final List<HasMetadata> OBJECTS = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = Files.newInputStream(MANIFEST)) {
      Object all = new KubernetesSerialization().unmarshal(in);
      ((Collection<?>) all).forEach(object -> OBJECTS.add((HasMetadata) object));
    }
  }

  @Test
  void its_plan_is_sound_and_warns_of_nothing() {
    assertThat(reading()).isInstanceOf(PlanReading.Sound.class);
    assertThat(((PlanReading.Sound) reading()).warnings()).isEmpty();
  }

  @Test
  void every_run_starts_inside_a_window_of_its_plan_and_can_use_it_up() {
    CronSchedule schedule = CronSchedule.parse(cronJob().getSpec().getSchedule());
    ZoneId zone = ZoneId.of(cronJob().getSpec().getTimeZone());
    Duration deadline = Duration.ofSeconds(jobSpec().getActiveDeadlineSeconds());
    assertThat(plan().calendar().zone()).isEqualTo(zone);

    Instant start = Instant.parse("2026-12-01T00:00:00Z");
    for (int night = 0; night < 365; night++) {
      start = schedule.next(start, zone).orElseThrow();
      WindowStatus status = plan().calendar().at(start);
      assertThat(status).as("at %s", start).isInstanceOf(WindowStatus.Open.class);
      assertThat(((WindowStatus.Open) status).closes())
          .as("closes half an hour before the Job is ended that began at %s", start)
          .isBeforeOrEqualTo(start.plus(deadline).minus(Duration.ofMinutes(30)));
    }
  }

  @Test
  void the_container_runs_the_plan_that_the_config_map_holds() {
    Container container = container();

    assertThat(container.getArgs()).containsExactly("run", "/etc/rollwave/plan.yaml", "--yes");
    assertThat(container.getVolumeMounts())
        .singleElement()
        .satisfies(mount -> {
          assertThat(mount.getMountPath()).isEqualTo("/etc/rollwave");
          assertThat(mount.getReadOnly()).isTrue();
        });
    assertThat(podSpec().getVolumes())
        .singleElement()
        .satisfies(volume ->
            assertThat(volume.getConfigMap().getName())
                .isEqualTo(one(ConfigMap.class).getMetadata().getName()));
  }

  @Test
  void runs_do_not_overlap_pile_up_or_last_for_ever() {
    assertThat(cronJob().getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    assertThat(cronJob().getSpec().getStartingDeadlineSeconds()).isBetween(60L, 3_600L);
    assertThat(jobSpec().getBackoffLimit()).as("a new pod goes on").isBetween(1, 6);
    assertThat(jobSpec().getActiveDeadlineSeconds()).isPositive();
    assertThat(jobSpec().getTtlSecondsAfterFinished()).isPositive();
    assertThat(podSpec().getRestartPolicy()).as("podFailurePolicy wants it").isEqualTo("Never");
  }

  // Without a deadline the controller looks at every time missed since the last start, and gives up
  // for good when there are more than 100; with one it looks no further back than that.
  @Test
  void f29_however_many_schedules_were_missed_the_next_one_is_started() {
    CronSchedule schedule = CronSchedule.parse(cronJob().getSpec().getSchedule());
    ZoneId zone = ZoneId.of(cronJob().getSpec().getTimeZone());
    Instant now = Instant.parse("2026-12-01T12:00:00Z");
    Instant looksBackTo = now.minusSeconds(cronJob().getSpec().getStartingDeadlineSeconds());

    int missed = 0;
    for (Instant at = schedule.next(looksBackTo, zone).orElseThrow();
        at.isBefore(now);
        at = schedule.next(at, zone).orElseThrow()) {
      missed++;
    }
    assertThat(missed).isLessThanOrEqualTo(100);
  }

  @Test
  void each_exit_status_has_one_answer() {
    assertThat(answerTo(ExitStatus.WORKLOAD_FAILED)).contains("FailJob");
    assertThat(answerTo(ExitStatus.INVALID)).contains("FailJob");
    assertThat(answerTo(ExitStatus.REFUSED)).contains("FailJob");
    assertThat(answerTo(ExitStatus.INCOMPLETE)).contains("FailJob");
    assertThat(answerTo(ExitStatus.HELD)).contains("FailJob");
    assertThat(answerTo(ExitStatus.INTERRUPTED)).as("another pod goes on").contains("Ignore");
    assertThat(answerTo(ExitStatus.UNREACHABLE)).as("another pod tries").isEmpty();
    assertThat(answerTo(ExitStatus.DONE)).as("no failure; 0 is not allowed there").isEmpty();
  }

  @Test
  void another_pod_goes_on_for_an_evicted_one_whatever_its_exit_status() {
    assertThat(rules().getFirst())
        .satisfies(rule -> {
          assertThat(rule.getAction()).isEqualTo("Ignore");
          assertThat(rule.getOnPodConditions().getFirst().getType()).isEqualTo("DisruptionTarget");
        });
  }

  @Test
  void each_pod_is_told_of_its_job() {
    assertThat(container().getEnv())
        .singleElement()
        .satisfies(variable -> {
          assertThat(variable.getName()).isEqualTo(ProcessIdentity.JOB);
          assertThat(variable.getValueFrom().getFieldRef().getFieldPath())
              .isEqualTo("metadata.labels['controller-uid']");
        });
  }

  @Test
  void exit_codes_are_in_order_as_the_api_server_demands() {
    assertThat(rules())
        .filteredOn(rule -> rule.getOnExitCodes() != null)
        .allSatisfy(rule -> assertThat(rule.getOnExitCodes().getValues()).isSorted());
  }

  @Test
  void the_pod_passes_the_restricted_pod_security_standard() {
    assertThat(podSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(podSpec().getSecurityContext().getRunAsUser()).isPositive();
    assertThat(podSpec().getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
    SecurityContext container = container().getSecurityContext();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getCapabilities().getAdd()).isEmpty();
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(one(Namespace.class).getMetadata().getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
  }

  @Test
  void the_container_asks_for_what_it_needs_and_gets_no_more_than_a_limit() {
    assertThat(container().getResources().getRequests()).containsOnlyKeys("cpu", "memory");
    assertThat(container().getResources().getLimits()).containsOnlyKeys("cpu", "memory");
  }

  @Test
  void the_token_is_mounted_for_the_pod_that_needs_it_alone() {
    assertThat(one(ServiceAccount.class).getAutomountServiceAccountToken()).isFalse();
    assertThat(podSpec().getAutomountServiceAccountToken()).isTrue();
    assertThat(podSpec().getServiceAccountName())
        .isEqualTo(one(ServiceAccount.class).getMetadata().getName());
  }

  @Test
  void the_roles_grant_exactly_this() {
    assertThat(all(Role.class).flatMap(CronJobManifestTest::grants))
        .containsExactlyInAnyOrder(
            "rollwave: create leases.coordination.k8s.io",
            "rollwave: get,update leases.coordination.k8s.io/rollwave-nightly-leak-relief",
            "rollwave: create configmaps",
            "rollwave: get,update,watch configmaps/rollwave-nightly-leak-relief",
            "shop: get,list,watch,patch deployments.apps",
            "shop: get,list,watch,patch statefulsets.apps",
            "shop: list replicasets.apps",
            "shop: list pods",
            "shop: get pods/log",
            "shop: list events",
            "shop: list persistentvolumeclaims",
            "jobs: get,list,watch,patch daemonsets.apps",
            "jobs: list controllerrevisions.apps",
            "jobs: list pods",
            "jobs: get pods/log",
            "jobs: list events");
  }

  @Test
  void each_role_is_bound_to_the_service_account_and_to_nobody_else() {
    assertThat(all(RoleBinding.class).map(b -> b.getMetadata().getNamespace()))
        .containsExactlyInAnyOrderElementsOf(
            all(Role.class).map(r -> r.getMetadata().getNamespace()).toList());
    assertThat(all(RoleBinding.class))
        .allSatisfy(binding -> {
          assertThat(binding.getSubjects())
              .singleElement()
              .hasToString(
                  new io.fabric8.kubernetes.api.model.rbac.Subject(
                          null, "ServiceAccount", "rollwave", "rollwave")
                      .toString());
          assertThat(all(Role.class))
              .anySatisfy(role -> {
                assertThat(role.getMetadata().getName()).isEqualTo(binding.getRoleRef().getName());
                assertThat(role.getMetadata().getNamespace())
                    .isEqualTo(binding.getMetadata().getNamespace());
              });
        });
  }

  @Test
  void the_plan_restarts_nothing_where_no_role_lets_it() {
    List<String> granted =
        all(Role.class)
            .flatMap(CronJobManifestTest::grants)
            .filter(grant -> grant.contains("patch"))
            .toList();

    assertThat(plan().waves().stream().map(Wave::workloads).flatMap(List::stream))
        .allSatisfy(selection ->
            assertThat(granted)
                .contains(
                    selection.namespace()
                        + ": get,list,watch,patch "
                        + selection.kind().plural()
                        + ".apps"))
        .hasSizeGreaterThanOrEqualTo(granted.size());
  }

  @Test
  void whoever_runs_the_plan_by_hand_finds_the_lock_of_the_cron_job() {
    assertThat(plan().stateNamespace()).contains(cronJob().getMetadata().getNamespace());
  }

  @Test
  void the_lock_that_the_role_names_is_the_one_of_the_plan() {
    assertThat(all(Role.class).flatMap(CronJobManifestTest::grants))
        .anyMatch(grant -> grant.endsWith("/rollwave-" + plan().name()));
  }

  private static Stream<String> grants(Role role) {
    return role.getRules().stream()
        .flatMap(rule ->
            rule.getResources().stream()
                .map(resource ->
                    role.getMetadata().getNamespace()
                        + ": "
                        + String.join(",", rule.getVerbs())
                        + " "
                        + resource
                        + group(rule)
                        + names(rule)));
  }

  private static String group(PolicyRule rule) {
    String group = rule.getApiGroups().getFirst();
    return group.isEmpty() ? "" : "." + group;
  }

  private static String names(PolicyRule rule) {
    return rule.getResourceNames().isEmpty() ? "" : "/" + String.join(",", rule.getResourceNames());
  }

  private static Optional<String> answerTo(ExitStatus status) {
    List<String> answers =
        rules().stream()
            .filter(rule -> rule.getOnExitCodes() != null)
            .filter(rule -> rule.getOnExitCodes().getOperator().equals("In"))
            .filter(rule -> rule.getOnExitCodes().getValues().contains(status.code()))
            .map(PodFailurePolicyRule::getAction)
            .toList();
    assertThat(answers).as("answers to %s", status).hasSizeLessThan(2);
    return answers.stream().findFirst();
  }

  private static List<PodFailurePolicyRule> rules() {
    return jobSpec().getPodFailurePolicy().getRules();
  }

  private static PlanReading reading() {
    String text = Objects.requireNonNull(one(ConfigMap.class).getData().get("plan.yaml"));
    return PlanFile.read("plan.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static RestartPlan plan() {
    return ((PlanReading.Sound) reading()).plan();
  }

  private static Container container() {
    List<Container> containers = podSpec().getContainers();
    assertThat(containers).hasSize(1);
    return containers.getFirst();
  }

  private static PodSpec podSpec() {
    return Objects.requireNonNull(jobSpec().getTemplate().getSpec());
  }

  private static JobSpec jobSpec() {
    return cronJob().getSpec().getJobTemplate().getSpec();
  }

  private static CronJob cronJob() {
    return one(CronJob.class);
  }

  private static <T> T one(Class<T> type) {
    List<T> found = all(type).toList();
    assertThat(found).as(type.getSimpleName()).hasSize(1);
    return found.getFirst();
  }

  private static <T> Stream<T> all(Class<T> type) {
    return OBJECTS.stream().filter(type::isInstance).map(type::cast);
  }
}
