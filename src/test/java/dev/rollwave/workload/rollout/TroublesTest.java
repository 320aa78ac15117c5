package dev.rollwave.workload.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.PodSnapshot.ContainerState;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private static final Instant START = Instant.parse("2026-11-21T01:00:00Z");
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final Duration PENDING = Duration.ofMinutes(5);

  private Troubles troubles = Troubles.NONE;

  private void look(int second, PodSnapshot... pods) {
    PodSet set = new PodSet(Optional.of("new"), List.of(pods));
    WorkloadSnapshot agents = new DaemonSetSnapshot(object(), 3, 1, 3, 3, false, 0, 1, List.of());
    troubles =
        troubles.after(
            new Troubles.Look(agents, set, Optional.empty(), START.plusSeconds(second)),
            trouble -> trouble.mayPassUnaided() ? PENDING : GRACE);
  }

  private static ObjectState object() {
    return new ObjectState(
        new WorkloadRef(WorkloadKind.DAEMON_SET, "ops", "agent"),
        "uid",
        "7",
        1,
        1,
        false,
        Optional.empty(),
        Optional.empty(),
        "t",
        Optional.empty());
  }

  private static PodSnapshot waiting(String name, String uid, String reason) {
    return pod(name, uid, false, Optional.of(reason));
  }

  private static PodSnapshot ready(String name) {
    return pod(name, "uid-of-" + name, true, Optional.empty());
  }

  private static PodSnapshot unready(String name) {
    return pod(name, "uid-of-" + name, false, Optional.empty());
  }

  private static PodSnapshot waiting(String name, String reason) {
    return waiting(name, "uid-of-" + name, reason);
  }

  private static PodSnapshot pod(
      String name, String uid, boolean ready, Optional<String> waitingReason) {
    return new PodSnapshot(
        name,
        uid,
        "new",
        Optional.empty(),
        Optional.of("n"),
        true,
        false,
        Optional.empty(),
        Duration.ZERO,
        "Running",
        ready,
        Optional.empty(),
        Optional.empty(),
        List.of(new ContainerState("app", false, 0, waitingReason, "", List.of())));
  }

  private void assertDueAt(int second, String pod) {
    Troubles.Standing foremost = troubles.foremost().orElseThrow();
    assertThat(foremost.trouble().ofPod().orElseThrow().pod()).isEqualTo(pod);
    assertThat(foremost.due()).isEqualTo(START.plusSeconds(second));
    assertThat(troubles.isOverdue(START.plusSeconds(second - 1))).isFalse();
    assertThat(troubles.isOverdue(START.plusSeconds(second))).isTrue();
  }

  @Test
  void the_pod_whose_time_is_up_first_counts_whatever_its_name() {
    look(0, waiting("a", "ErrImagePull"), unready("b"));
    look(20, waiting("a", "ImagePullBackOff"), waiting("b", "CrashLoopBackOff"));

    assertDueAt(80, "b");
  }

  @Test
  void no_pod_inherits_the_time_of_another_one_that_made_it() {
    look(0, waiting("a", "CrashLoopBackOff"), ready("b"));
    look(40, ready("a"), waiting("b", "CrashLoopBackOff"));

    assertDueAt(100, "b");
  }

  @Test
  void a_pod_that_was_put_in_the_place_of_another_one_has_its_own_time() {
    look(0, waiting("a", "one", "CrashLoopBackOff"));
    look(40, waiting("a", "two", "CrashLoopBackOff"));

    assertDueAt(100, "a");
  }

  @Test
  void an_image_that_is_being_pulled_between_two_attempts_gets_no_new_time() {
    look(0, waiting("a", "ErrImagePull"));
    look(20, waiting("a", "ContainerCreating"));
    assertThat(troubles.foremost()).isEmpty();

    look(40, waiting("a", "ErrImagePull"));

    assertDueAt(300, "a");
  }

  @Test
  void what_was_ready_meanwhile_is_in_trouble_anew() {
    look(0, waiting("a", "CrashLoopBackOff"));
    look(20, ready("a"));
    look(40, waiting("a", "CrashLoopBackOff"));

    assertDueAt(100, "a");
  }

  @Test
  void what_was_up_for_longer_than_the_grace_is_in_trouble_anew() {
    look(0, waiting("a", "CrashLoopBackOff"));
    look(60, unready("a"));
    look(61, unready("a"));
    look(62, waiting("a", "CrashLoopBackOff"));

    assertDueAt(122, "a");
  }

  @Test
  void a_clock_that_is_set_moves_every_time() {
    look(0, waiting("a", "CrashLoopBackOff"));
    look(20, unready("a"));
    troubles = troubles.movedBy(Duration.ofSeconds(1000));
    look(1040, waiting("a", "CrashLoopBackOff"));

    assertDueAt(1060, "a");
  }

  private void lookAtSet(int second, PodSnapshot... pods) {
    WorkloadSnapshot set =
        new StatefulSetSnapshot(object(), 3, 3, 0, 3, 3, 0, 0, false, "old", "new", 0, 1);
    troubles =
        troubles.after(
            new Troubles.Look(
                set,
                new PodSet(Optional.of("new"), List.of(pods)),
                Optional.empty(),
                START.plusSeconds(second)),
            trouble -> trouble.mayPassUnaided() ? PENDING : GRACE);
  }

  private static PodSnapshot leaving(String name) {
    return new PodSnapshot(
        name,
        "uid-of-" + name,
        "old",
        Optional.empty(),
        Optional.of("n"),
        false,
        true,
        Optional.of(START),
        Duration.ofSeconds(30),
        "Running",
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  @Test
  void a_pod_of_a_stateful_set_may_take_as_long_to_go_as_it_was_given_and_the_grace_beside() {
    lookAtSet(0, leaving("db-2"));
    lookAtSet(34, leaving("db-2"));
    assertThat(troubles.foremost()).isEmpty();

    lookAtSet(35, leaving("db-2"));

    assertDueAt(95, "db-2");
    assertThat(troubles.foremost().orElseThrow().trouble().message())
        .isEqualTo("since 2026-11-21T01:00:00Z, on node n, which is not Ready");
  }

  @Test
  void a_pod_of_a_daemon_set_on_a_node_that_is_lost_is_waited_for() {
    look(0, leaving("a"));
    look(3_600, leaving("a"));

    assertThat(troubles.foremost()).isEmpty();
  }
}
