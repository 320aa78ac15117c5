package dev.rollwave.testcluster.cronjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.AuditEvent;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** How the shipped CronJob begins its Jobs, and what becomes of one that nothing disturbs. */
@Order(OnSharedCluster.LONG)
class CronJobIT extends ShippedCronJobIT {
  private static final String EACH_MINUTE = "{\"spec\": {\"schedule\": \"* * * * *\"}}";
  private static final Duration A_MINUTE_AND_MORE = Duration.ofSeconds(75);

  private void assertComplete(JobWatch job) {
    assertThat(job.awaitEnd().getType()).as(scene().kubelet()::logs).isEqualTo("Complete");
    assertThat(job.exitCodes()).containsExactly(0);
    assertThat(job.now().getStatus().getSucceeded()).isEqualTo(1);
    assertThat(job.now().getStatus().getFailed()).isNull();
    assertThat(scene().restarts()).isEqualTo(scene().eachOnce());
  }

  private List<Job> jobs() {
    return scene().client().batch().v1().jobs().inNamespace(scene().own().name()).list().getItems();
  }

  private JobWatch awaitScheduledJob() {
    Awaitility.await("a Job of the CronJob")
        .atMost(A_MINUTE_AND_MORE)
        .until(() -> !jobs().isEmpty());
    assertThat(jobs()).hasSize(1);
    return scene().job(jobs().getFirst().getMetadata().getName());
  }

  @Test
  void a_job_made_by_hand_restarts_each_workload_once_with_the_rights_of_the_service_account(
      TestCluster cluster) {
    JobWatch job = scene().createJob("nightly-by-hand");

    assertComplete(job);
    assertThat(scene().record()).contains("\"Done\"");
    WorkloadRef backend = scene().backend();
    String account = "system:serviceaccount:" + scene().own() + ":rollwave";
    cluster
        .controlPlane()
        .ifPresent(controlPlane ->
            Awaitility.await("the restart in the audit log")
                .untilAsserted(() ->
                    assertThat(
                            controlPlane
                                .auditLog()
                                .events(it -> it.isRestartOf(backend.namespace(), backend.name())))
                        .filteredOn(it -> it.code() == 200)
                        .singleElement()
                        .extracting(AuditEvent::caller)
                        .extracting(AuditEvent.Caller::user)
                        .isEqualTo(account)));
  }

  @Test
  void the_namespace_enforces_the_restricted_pod_security_standard_and_lets_the_shipped_pod_in() {
    assertThatThrownBy(() -> scene().kubectl("run", "intruder", "--image=registry.example/any"))
        .hasMessageContaining("violates PodSecurity \"restricted:latest\"");

    JobWatch job = scene().createJob("nightly-by-hand");
    job.await("a pod", _ -> job.pods().stream().anyMatch(CronJobIT::runs));
  }

  private static boolean runs(Pod pod) {
    return "Running".equals(pod.getStatus().getPhase()) && pod.getSpec().getNodeName() != null;
  }

  // One start at its time, and a time that comes meanwhile: `Forbid` lets no second Job begin.
  @Test
  void a_time_that_comes_while_the_last_job_still_works_begins_no_second_one() {
    FakeKubelet.Withdrawal heldUp = scene().holdUp(scene().backend());
    scene().patch(EACH_MINUTE);
    scene().suspend(false);
    JobWatch job = awaitScheduledJob();
    job.awaitPodThatSays(" restarted " + scene().backend());

    Instant next = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
    Awaitility.await("the next time of the CronJob, seen and skipped")
        .atMost(A_MINUTE_AND_MORE)
        .until(() -> Instant.now().isAfter(next) && events().contains("JobAlreadyActive"));
    assertThat(jobs()).hasSize(1);

    scene().suspend(true);
    heldUp.withdraw();
    assertComplete(job);
    assertThat(jobs()).hasSize(1);
  }

  // Of two Jobs of one plan the second must not wait for its turn: it would restart everything
  // again.
  @Test
  void f20_a_job_made_by_hand_while_another_one_works_is_5_and_ends_at_once() {
    FakeKubelet.Withdrawal heldUp = scene().holdUp(scene().backend());
    JobWatch first = scene().createJob("first");
    first.awaitPodThatSays(" restarted " + scene().backend());

    JobWatch second = scene().createJob("second");
    second.await("a pod that found the plan held", _ -> !second.exitCodes().isEmpty());
    heldUp.withdraw();

    assertComplete(first);
    JobCondition end = second.awaitEnd();
    assertThat(end.getType()).as(scene().kubelet()::logs).isEqualTo("Failed");
    assertThat(end.getReason()).isEqualTo("PodFailurePolicy");
    assertThat(second.exitCodes()).containsExactly(5);
    assertThat(scene().restarts()).isEqualTo(scene().eachOnce());
  }

  private List<String> events() {
    return scene()
        .client()
        .v1()
        .events()
        .inNamespace(scene().own().name())
        .list()
        .getItems()
        .stream()
        .map(event -> event.getReason())
        .toList();
  }

  @Test
  void a_cron_job_that_is_suspended_begins_nothing_and_makes_up_for_one_time_when_it_is_resumed() {
    scene().patch(EACH_MINUTE);
    Instant next = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
    Awaitility.await("a time of the CronJob and a while")
        .atMost(A_MINUTE_AND_MORE)
        .until(() -> Instant.now().isAfter(next.plusSeconds(5)));
    assertThat(jobs()).isEmpty();

    scene().suspend(false);
    JobWatch job = awaitScheduledJob();
    scene().suspend(true);

    assertComplete(job);
  }
}
