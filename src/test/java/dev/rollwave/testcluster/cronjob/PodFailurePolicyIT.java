package dev.rollwave.testcluster.cronjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What the shipped Job makes of each exit status: whether another pod is started, and its end. */
@Order(OnSharedCluster.LONG)
class PodFailurePolicyIT extends ShippedCronJobIT {

  private void assertEndsTheJob(JobWatch job, int exitStatus) {
    JobCondition end = job.awaitEnd();

    assertThat(end.getType()).as(scene().kubelet()::logs).isEqualTo("Failed");
    assertThat(end.getReason()).isEqualTo("PodFailurePolicy");
    assertThat(end.getMessage()).contains("failed with exit code " + exitStatus + " ");
    assertThat(job.exitCodes()).containsExactly(exitStatus);
    assertThat(job.now().getStatus().getFailed()).isEqualTo(1);
  }

  private void assertDoneByTheNextJob() {
    JobWatch next = scene().createJob("next-night");
    assertThat(next.awaitEnd().getType()).as(scene().kubelet()::logs).isEqualTo("Complete");
    assertThat(next.exitCodes()).containsExactly(0);
  }

  @Test
  void a_workload_that_fails_is_1_and_ends_the_job_and_the_next_one_begins_a_new_run() {
    scene().edit("{timeout: 3m, soak: 0s}", "{timeout: 5s, soak: 0s}");
    FakeKubelet.Withdrawal heldUp = scene().holdUp(scene().backend());

    JobWatch job = scene().createJob("by-hand");

    assertEndsTheJob(job, 1);
    assertThat(scene().restarts()).isEqualTo(scene().restarted(scene().cache(), scene().backend()));
    heldUp.withdraw();
    scene().putPlanBack();
    assertDoneByTheNextJob();
    assertThat(scene().restarts())
        .containsOnly(
            entry(scene().cache(), 2L), entry(scene().backend(), 2L), entry(scene().spooler(), 1L));
  }

  @Test
  void a_plan_that_is_wrong_is_2_and_ends_the_job_and_the_next_one_works() {
    scene().edit("reason: a test", "reson: a test");

    assertEndsTheJob(scene().createJob("by-hand"), 2);
    assertThat(scene().restarts()).isEqualTo(scene().restarted());
    scene().putPlanBack();
    assertDoneByTheNextJob();
    assertThat(scene().restarts()).isEqualTo(scene().eachOnce());
  }

  @Test
  void a_plan_that_names_what_is_not_there_is_3_and_ends_the_job_and_the_next_one_works() {
    scene().edit("name: session-cache", "name: no-such-cache");

    assertEndsTheJob(scene().createJob("by-hand"), 3);
    assertThat(scene().restarts()).isEqualTo(scene().restarted());
    scene().putPlanBack();
    assertDoneByTheNextJob();
    assertThat(scene().restarts()).isEqualTo(scene().eachOnce());
  }

  @Test
  void a_window_that_closes_is_4_and_ends_the_job_and_the_one_of_the_next_opening_goes_on() {
    ZonedDateTime now = Instant.now().atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    ZonedDateTime opened = now.truncatedTo(ChronoUnit.MINUTES);
    ZonedDateTime closes = now.plusSeconds(25);
    ZonedDateTime opensAgain = closes.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    scene()
        .edit(
            "health:",
            """
            timeZone: Etc/UTC
              windows:
                - {cron: "%s", duration: %ds}
                - {cron: "%s", duration: 30m}
              health:\
            """
                .formatted(
                    cron(opened), Duration.between(opened, closes).toSeconds(), cron(opensAgain)));
    FakeKubelet.Withdrawal heldUp = scene().holdUp(scene().backend());

    JobWatch tonight = scene().createJob("tonight");
    tonight.awaitPodThatSays(" stopping ");
    heldUp.withdraw();

    assertEndsTheJob(tonight, 4);
    assertThat(scene().restarts())
        .as("seen through, and nothing new begun")
        .isEqualTo(scene().restarted(scene().cache(), scene().backend()));
    Awaitility.await("the next opening")
        .atMost(Duration.ofSeconds(90))
        .until(() -> Instant.now().isAfter(opensAgain.toInstant()));
    assertDoneByTheNextJob();
    assertThat(scene().restarts()).isEqualTo(scene().eachOnce());
  }

  private static String cron(ZonedDateTime minute) {
    return "%d %d * * *".formatted(minute.getMinute(), minute.getHour());
  }

  @Test
  void a_cluster_that_cannot_be_reached_is_6_and_the_next_pod_tries_again() throws IOException {
    scene().kubelet().overrule("KUBERNETES_SERVICE_PORT", closedPort());
    JobWatch job = scene().createJob("by-hand");
    job.await("a pod that gave up", _ -> !job.exitCodes().isEmpty());
    scene().kubelet().overruleNothing();

    assertThat(job.awaitEnd().getType()).as(scene().kubelet()::logs).isEqualTo("Complete");
    assertThat(job.exitCodes()).containsExactly(6, 0);
    assertThat(job.now().getStatus().getFailed()).isEqualTo(1);
    assertThat(job.now().getStatus().getSucceeded()).isEqualTo(1);
    assertThat(scene().restarts()).isEqualTo(scene().eachOnce());
  }

  private static String closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }
}
