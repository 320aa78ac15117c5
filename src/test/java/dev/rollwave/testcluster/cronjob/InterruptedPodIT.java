package dev.rollwave.testcluster.cronjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The pod of a run ends in the middle of it, in each way in which pods end: another one, or the
 * next Job's, continues the run, and the Job tells what happened.
 */
@Order(OnSharedCluster.LONG)
class InterruptedPodIT extends ShippedCronJobIT {
  private FakeKubelet.Withdrawal heldUp;

  @BeforeEach
  void aRolloutThatTakesLong() {
    heldUp = scene().holdUp(scene().backend());
  }

  private JobWatch begin() {
    return scene().createJob("by-hand");
  }

  private Pod inTheMiddle(JobWatch job) {
    Pod pod = job.awaitPodThatSays(" restarted " + scene().backend());
    assertThat(scene().restarts()).isEqualTo(scene().restarted(scene().cache(), scene().backend()));
    return pod;
  }

  private JobStatus seenThrough(JobWatch job) {
    job.awaitPodThatSays(" continued plan/");
    heldUp.withdraw();
    assertThat(job.awaitEnd().getType()).as(scene().kubelet()::logs).isEqualTo("Complete");
    assertThat(scene().restarts()).isEqualTo(scene().eachOnce());
    assertThat(scene().record()).contains("\"Done\"");
    return job.now().getStatus();
  }

  private void patch(JobWatch job, String json) {
    scene().kubectl("patch", "job", job.name(), "--type=merge", "-p", json);
  }

  private void suspend(JobWatch job, boolean isSuspended) {
    patch(job, "{\"spec\": {\"suspend\": %s}}".formatted(isSuspended));
    if (isSuspended) {
      job.await(
          "suspension", it -> it.getStatus().getActive() == null && !job.exitCodes().isEmpty());
    }
  }

  @Test
  void f31_a_pod_that_is_deleted_leaves_with_7_and_the_next_one_continues_its_run() {
    JobWatch job = begin();
    Pod pod = inTheMiddle(job);

    scene().kubectl("delete", "pod", pod.getMetadata().getName(), "--wait=false");

    JobStatus status = seenThrough(job);
    assertThat(job.exitCodes()).containsExactly(7, 0);
    assertThat(status.getFailed()).as("an interruption is no failure").isNull();
    assertThat(status.getSucceeded()).isEqualTo(1);
  }

  @Test
  void f31_a_pod_that_is_evicted_leaves_with_7_and_the_next_one_continues_its_run() {
    JobWatch job = begin();
    Pod pod = inTheMiddle(job);

    scene().client().pods().resource(pod).evict();

    JobStatus status = seenThrough(job);
    assertThat(job.exitCodes()).containsExactly(7, 0);
    assertThat(status.getFailed()).isNull();
    assertThat(condition(scene().kubelet().lastSeen(pod), "DisruptionTarget"))
        .hasValueSatisfying(
            condition -> assertThat(condition.getReason()).isEqualTo("EvictionByEvictionAPI"));
  }

  @Test
  void f31_a_job_whose_run_another_one_has_ended_meanwhile_restarts_nothing_again() {
    JobWatch job = begin();
    inTheMiddle(job);
    suspend(job, true);
    JobWatch other = scene().createJob("in-its-stead");
    assertThat(seenThrough(other).getSucceeded()).isEqualTo(1);

    suspend(job, false);

    assertThat(job.awaitEnd().getType()).as(scene().kubelet()::logs).isEqualTo("Complete");
    assertThat(job.exitCodes()).containsExactly(7, 0);
    assertThat(scene().restarts()).isEqualTo(scene().eachOnce());
  }

  private static Optional<PodCondition> condition(Pod pod, String type) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .findFirst();
  }

  @Test
  void f31_a_pod_that_is_killed_counts_as_a_failure_and_the_next_one_continues_its_run() {
    JobWatch job = begin();
    Pod pod = inTheMiddle(job);

    scene().kubelet().kill(pod);

    JobStatus status = seenThrough(job);
    assertThat(job.exitCodes()).containsExactly(137, 0);
    assertThat(status.getFailed()).isEqualTo(1);
    assertThat(status.getSucceeded()).isEqualTo(1);
  }

  @Test
  void f31_a_pod_that_does_not_end_within_its_grace_is_killed_and_the_next_one_continues_its_run()
      throws Exception {
    JobWatch job = begin();
    Pod pod = inTheMiddle(job);
    scene().kubelet().freeze(pod);

    scene()
        .kubectl("delete", "pod", pod.getMetadata().getName(), "--grace-period=2", "--wait=false");

    JobStatus status = seenThrough(job);
    assertThat(job.exitCodes()).containsExactly(137, 0);
    assertThat(status.getFailed()).isEqualTo(1);
    assertThat(status.getSucceeded()).isEqualTo(1);
  }

  @Test
  void f31_a_job_that_is_suspended_closes_its_books_and_continues_its_run_when_it_is_resumed() {
    JobWatch job = begin();
    inTheMiddle(job);

    suspend(job, true);
    assertThat(job.exitCodes()).containsExactly(7);
    assertThat(scene().record()).contains("\"Interrupted\"");

    suspend(job, false);
    JobStatus status = seenThrough(job);
    assertThat(job.exitCodes()).containsExactly(7, 0);
    assertThat(status.getFailed()).isNull();
  }

  @Test
  void f31_a_job_whose_time_is_up_fails_with_that_and_the_next_job_continues_its_run() {
    JobWatch late = begin();
    inTheMiddle(late);

    patch(late, "{\"spec\": {\"activeDeadlineSeconds\": 1}}");

    assertThat(late.awaitEnd().getReason()).isEqualTo("DeadlineExceeded");
    assertThat(late.exitCodes()).containsExactly(7);
    JobWatch next = scene().createJob("next-night");
    JobStatus status = seenThrough(next);
    assertThat(next.exitCodes()).containsExactly(0);
    assertThat(status.getFailed()).isNull();
  }
}
