package dev.rollwave.workload.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import dev.rollwave.workload.trouble.WorkloadTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long what a workload's controller says is in its way may stand. */
class OwnTroubleTest {
  private static final Instant START = Instant.parse("2026-11-21T01:00:00Z");
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final WorkloadTrouble QUOTA =
      new WorkloadTrouble("ReplicaFailure", "exceeded quota", "2026-11-21T01:00:00Z");

  private Troubles troubles = Troubles.NONE;
  private Instant movedAt = START;

  private void look(int second, Optional<WorkloadTrouble> own, PodSnapshot... pods) {
    troubles =
        troubles.after(
            new Troubles.Look(
                deployment(),
                own,
                movedAt,
                new PodSet(Optional.of("new"), List.of(pods)),
                Optional.empty(),
                START.plusSeconds(second)),
            _ -> GRACE);
  }

  private static WorkloadSnapshot deployment() {
    ObjectState object =
        new ObjectState(
            new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart"),
            "uid",
            "7",
            1,
            1,
            false,
            Optional.empty(),
            Optional.empty(),
            "t",
            Optional.empty());
    return new DeploymentSnapshot(
        object, 3, 3, 0, 3, 3, false, new RollingUpdate(0, 1), List.of(), 0, List.of());
  }

  private static PodSnapshot leaving() {
    return pod("old", true, Optional.empty());
  }

  private static PodSnapshot unschedulable() {
    return pod("new", false, Optional.of("0/3 nodes are available"));
  }

  private static PodSnapshot pod(
      String revision, boolean terminating, Optional<String> unschedulable) {
    return new PodSnapshot(
        "cart-1",
        "uid-1",
        revision,
        Optional.empty(),
        Optional.of("n"),
        true,
        terminating,
        Optional.empty(),
        Duration.ZERO,
        "Running",
        false,
        Optional.empty(),
        unschedulable,
        List.of());
  }

  private void assertDueAt(int second) {
    assertThat(troubles.foremost().orElseThrow().due()).isEqualTo(START.plusSeconds(second));
  }

  @Test
  void it_may_stand_for_the_grace_time_from_when_it_was_first_seen() {
    look(20, Optional.of(QUOTA));
    look(40, Optional.of(QUOTA));

    assertDueAt(80);
    assertThat(troubles.isOverdue(START.plusSeconds(79))).isFalse();
    assertThat(troubles.isOverdue(START.plusSeconds(80))).isTrue();
    assertThat(troubles.foremost().orElseThrow().trouble()).isEqualTo(QUOTA);
  }

  @Test
  void a_rollout_that_moves_all_the_same_has_the_grace_time_anew() {
    look(20, Optional.of(QUOTA));
    movedAt = START.plusSeconds(50);
    look(60, Optional.of(QUOTA));

    assertDueAt(110);
  }

  @Test
  void while_a_pod_is_on_its_way_out_room_is_being_made() {
    look(0, Optional.of(QUOTA), leaving());
    look(300, Optional.of(QUOTA), leaving());
    assertThat(troubles.isOverdue(START.plusSeconds(300))).isFalse();

    look(320, Optional.of(QUOTA));
    assertThat(troubles.isOverdue(START.plusSeconds(320))).isFalse();
  }

  @Test
  void a_controller_that_was_refused_for_long_may_take_as_long_again_until_it_tries() {
    look(0, Optional.of(QUOTA), leaving());
    look(300, Optional.of(QUOTA), leaving());
    look(320, Optional.of(QUOTA));

    assertDueAt(600);
  }

  @Test
  void one_that_passed_and_came_back_counts_anew() {
    look(20, Optional.of(QUOTA));
    look(
        60,
        Optional.of(new WorkloadTrouble(QUOTA.reason(), QUOTA.message(), "2026-11-21T01:00:50Z")));

    assertDueAt(120);
  }

  @Test
  void one_that_has_passed_dooms_nothing() {
    look(20, Optional.of(QUOTA));
    look(90, Optional.empty());

    assertThat(troubles.foremost()).isEmpty();
    assertThat(troubles.known()).isEmpty();
  }

  @Test
  void of_it_and_the_trouble_of_the_pods_the_one_that_is_due_first_counts() {
    look(0, Optional.empty(), unschedulable());
    look(20, Optional.of(QUOTA), unschedulable());
    assertThat(troubles.foremost().orElseThrow().trouble().reason()).isEqualTo("Unschedulable");
    assertDueAt(60);

    troubles = Troubles.NONE;
    look(0, Optional.of(QUOTA));
    look(20, Optional.of(QUOTA), unschedulable());
    assertThat(troubles.foremost().orElseThrow().trouble()).isEqualTo(QUOTA);
    assertDueAt(60);
  }
}
