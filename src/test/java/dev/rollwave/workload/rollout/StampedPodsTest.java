package dev.rollwave.workload.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which pods prove by their stamps alone that a rollout is complete. */
class StampedPodsTest {
  private static final String STAMP = "2026-11-21T01:00:00Z";
  private static final String BEFORE = "2026-11-20T01:00:00Z";

  private static StatefulSetSnapshot db(int desired, Optional<String> stamp) {
    ObjectState object =
        new ObjectState(
            new WorkloadRef(WorkloadKind.STATEFUL_SET, "shop", "db"),
            "uid",
            "10",
            2,
            2,
            false,
            stamp,
            Optional.empty(),
            "digest",
            Optional.empty());
    return new StatefulSetSnapshot(
        object, desired, desired, desired, desired, desired, 0, 0, false, "new", "new", 0, 1);
  }

  /** A pod that runs, is Ready, and carries the stamp. */
  private static Pod pod(String name) {
    return new Pod(name, "new", STAMP, "Running", true, false);
  }

  private record Pod(
      String name, String revision, String stamp, String phase, boolean ready, boolean leaving) {
    Pod of(String another) {
      return new Pod(name, another, stamp, phase, ready, leaving);
    }

    Pod stamped(String another) {
      return new Pod(name, revision, another, phase, ready, leaving);
    }

    Pod unready() {
      return new Pod(name, revision, stamp, phase, false, leaving);
    }

    Pod inPhase(String another) {
      return new Pod(name, revision, stamp, another, false, leaving);
    }

    Pod onItsWayOut() {
      return new Pod(name, revision, stamp, phase, ready, true);
    }

    PodSnapshot snapshot() {
      return new PodSnapshot(
          name,
          "uid-of-" + name,
          revision,
          Optional.of(stamp).filter(it -> !it.isEmpty()),
          Optional.of("n"),
          true,
          leaving,
          Optional.empty(),
          Duration.ZERO,
          phase,
          ready,
          Optional.empty(),
          Optional.empty(),
          List.of());
    }
  }

  private static Optional<PodSet> proof(int desired, Pod... pods) {
    return StampedPods.proving(
        db(desired, Optional.of(STAMP)), List.of(pods).stream().map(Pod::snapshot).toList());
  }

  @Test
  void as_many_as_are_wanted_all_ready_and_all_with_the_stamp_are_a_proof() {
    assertThat(proof(2, pod("db-0"), pod("db-1")))
        .hasValueSatisfying(pods -> {
          assertThat(pods.newestRevision()).contains("new");
          assertThat(pods.newest()).extracting(PodSnapshot::name).containsExactly("db-0", "db-1");
        });
  }

  @Test
  void one_without_the_stamp_or_with_another_one_leaves_it_open() {
    assertThat(proof(2, pod("db-0"), pod("db-1").stamped(""))).isEmpty();
    assertThat(proof(2, pod("db-0"), pod("db-1").stamped(BEFORE))).isEmpty();
  }

  @Test
  void one_that_is_not_ready_leaves_it_open() {
    assertThat(proof(2, pod("db-0"), pod("db-1").unready())).isEmpty();
  }

  @Test
  void one_that_is_missing_or_too_many_leaves_it_open() {
    assertThat(proof(3, pod("db-0"), pod("db-1"))).isEmpty();
    assertThat(proof(1, pod("db-0"), pod("db-1"))).isEmpty();
  }

  @Test
  void one_of_another_revision_leaves_it_open_though_it_carries_the_stamp() {
    assertThat(proof(2, pod("db-0"), pod("db-1").of("newer"))).isEmpty();
    assertThat(proof(2, pod("db-0").of(""), pod("db-1").of(""))).isEmpty();
  }

  @Test
  void all_of_a_revision_that_the_status_does_not_call_the_newest_leave_it_open() {
    assertThat(proof(2, pod("db-0").of("newer"), pod("db-1").of("newer"))).isEmpty();
  }

  @Test
  void those_that_ended_or_are_on_their_way_out_count_neither_for_it_nor_against_it() {
    Pod evicted = pod("db-7").inPhase("Failed").stamped(BEFORE);
    Pod leaving = pod("db-8").onItsWayOut().stamped(BEFORE).of("old");

    assertThat(proof(2, pod("db-0"), pod("db-1"), evicted, leaving)).isPresent();
    assertThat(proof(2, pod("db-0"), pod("db-1").onItsWayOut())).isEmpty();
  }

  @Test
  void nothing_is_proven_where_there_is_no_pod_or_no_stamp() {
    assertThat(proof(0)).isEmpty();
    assertThat(
            StampedPods.proving(
                db(1, Optional.empty()), List.of(pod("db-0").stamped("").snapshot())))
        .isEmpty();
  }
}
