package dev.rollwave.simulation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.simulation.Rollout;
import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Numbers are replicas, updated, available, as the controller wrote them one after the other. A pod
 * that is gone is missing until the pass after the one that creates its successor.
 */
class SimulatedStatefulSetTest {
  private static final Common CACHE = Common.of("shop", "cache");
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void replaces_one_pod_after_the_other() {
    Rollout rollout = Rollout.of(StatefulSetSpec.of(CACHE, 3)).restartedAndAfter(LONG);

    assertThat(rollout.numbers())
        .containsExactly(
            "3 0 3", "2 0 2", "3 1 2", "3 1 3", "2 1 2", "3 2 2", "3 2 3", "2 2 2", "3 3 2",
            "3 3 3");
    StatefulSetSnapshot end = (StatefulSetSnapshot) rollout.now();
    assertThat(end.currentRevision()).isEqualTo(end.updateRevision());
  }

  @Test
  void begins_with_the_highest_ordinal() {
    Rollout rollout =
        Rollout.of(StatefulSetSpec.of(CACHE, 3)).restartedAndAfter(Duration.ofSeconds(1));

    assertThat(rollout.world.podsOf(rollout.ref).pods())
        .filteredOn(PodSnapshot::terminating)
        .extracting(PodSnapshot::name)
        .containsExactly("cache-2");
  }

  @Test
  void leaves_the_ordinals_below_the_partition_alone() {
    Rollout rollout =
        Rollout.of(StatefulSetSpec.of(CACHE, 3).withPartition(2)).restartedAndAfter(LONG);

    assertThat(rollout.numbers()).containsExactly("3 0 3", "2 0 2", "3 1 2", "3 1 3");
    StatefulSetSnapshot end = (StatefulSetSnapshot) rollout.now();
    assertThat(end.currentRevision()).isNotEqualTo(end.updateRevision());
    assertThat(rollout.world.podsOf(rollout.ref).newest())
        .extracting(PodSnapshot::name)
        .containsExactly("cache-2");
  }

  @Test
  void counts_the_partition_from_the_first_ordinal() {
    Rollout rollout =
        Rollout.of(StatefulSetSpec.of(CACHE, 3).withStart(10).withPartition(2))
            .restartedAndAfter(LONG);

    assertThat(rollout.numbers()).containsExactly("3 0 3", "2 0 2", "3 1 2", "3 1 3");
    assertThat(rollout.world.podsOf(rollout.ref).newest())
        .extracting(PodSnapshot::name)
        .containsExactly("cache-12");
    assertThat(rollout.world.podsOf(rollout.ref).outdated())
        .extracting(PodSnapshot::name)
        .containsExactly("cache-10", "cache-11");
  }

  @Test
  void scales_down_to_its_first_ordinal_and_no_further() {
    Rollout rollout = Rollout.of(StatefulSetSpec.of(CACHE, 3).withStart(4));
    rollout.world.scale(rollout.ref, 1);
    rollout.pass(LONG);

    assertThat(rollout.world.podsOf(rollout.ref).pods())
        .extracting(PodSnapshot::name)
        .containsExactly("cache-4");
  }

  @Test
  void a_pod_that_never_gets_ready_stops_the_rollout_at_its_ordinal() {
    Rollout rollout =
        Rollout.of(StatefulSetSpec.of(CACHE.with(new PodBehaviour.NeverReady()), 3))
            .restartedAndAfter(LONG);

    assertThat(rollout.numbers()).containsExactly("3 0 3", "2 0 2", "3 1 2");
  }

  @Test
  void a_pod_that_hangs_in_deletion_stops_the_rollout() {
    Rollout rollout =
        Rollout.of(StatefulSetSpec.of(CACHE.with(new PodBehaviour.HangsInDeletion()), 2))
            .restartedAndAfter(LONG);

    assertThat(rollout.numbers()).containsExactly("2 0 2");
  }

  @Test
  void on_delete_replaces_nothing_by_itself() {
    Rollout rollout = Rollout.of(new StatefulSetSpec(CACHE, 2, 0, 0, true)).restartedAndAfter(LONG);

    assertThat(rollout.numbers()).containsExactly("2 0 2");
    assertThat(rollout.now().object().observedGeneration()).isEqualTo(2);
  }

  @Test
  void waits_for_min_ready_seconds_between_pods() {
    Rollout rollout =
        Rollout.of(new StatefulSetSpec(CACHE, 2, 0, 20, false))
            .restartedAndAfter(Duration.ofSeconds(27));

    assertThat(rollout.numbers()).containsExactly("2 0 2", "1 0 1", "2 1 1");
    assertThat(rollout.pass(LONG).numbers()).endsWith("2 2 2");
  }

  @Test
  void scales_down_from_the_highest_ordinal() {
    Rollout rollout = Rollout.of(StatefulSetSpec.of(CACHE, 3));
    rollout.world.scale(rollout.ref, 1);
    rollout.pass(LONG);

    assertThat(rollout.world.podsOf(rollout.ref).pods())
        .extracting(PodSnapshot::name)
        .containsExactly("cache-0");
    assertThat(rollout.now().available()).isEqualTo(1);
  }
}
