package dev.rollwave.simulation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.simulation.Rollout;
import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Numbers are replicas, updated, available, as the controller wrote them one after the other. */
class SimulatedDeploymentTest {
  private static final Common CART = Common.of("shop", "cart");
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void with_a_surge_of_one_a_new_pod_is_available_before_an_old_one_goes() {
    Rollout rollout =
        Rollout.of(DeploymentSpec.of(CART, 3).with(new RollingUpdate(1, 0)))
            .restartedAndAfter(LONG);

    assertThat(rollout.numbers())
        .containsExactly(
            "3 0 3", "4 1 3", "4 1 4", "3 1 3", "4 2 3", "4 2 4", "3 2 3", "4 3 3", "4 3 4",
            "3 3 3");
  }

  @Test
  void without_a_surge_an_old_pod_goes_before_a_new_one_comes() {
    Rollout rollout =
        Rollout.of(DeploymentSpec.of(CART, 3).with(new RollingUpdate(0, 1)))
            .restartedAndAfter(LONG);

    assertThat(rollout.numbers())
        .containsExactly(
            "3 0 3", "2 0 2", "3 1 2", "3 1 3", "2 1 2", "3 2 2", "3 2 3", "2 2 2", "3 3 2",
            "3 3 3");
  }

  @Test
  void a_quarter_each_moves_two_of_eight_at_first() {
    Rollout rollout = Rollout.of(DeploymentSpec.of(CART, 8)).restartedAndAfter(LONG);

    assertThat(rollout.numbers())
        .containsExactly(
            "8 0 8", "8 2 6", "10 4 6", "10 4 10", "6 4 6", "10 8 6", "10 8 10", "8 8 8");
  }

  @Test
  void recreate_makes_no_new_pod_before_the_last_old_one_is_gone() {
    Rollout rollout =
        Rollout.of(DeploymentSpec.of(CART, 3).with(new Recreate()))
            .restartedAndAfter(Duration.ofMillis(1500));

    assertThat(rollout.numbers()).containsExactly("3 0 3", "0 0 0");
    assertThat(rollout.world.podsOf(rollout.ref).pods()).hasSize(3).allMatch(p -> p.terminating());

    assertThat(rollout.pass(LONG).numbers()).containsExactly("3 0 3", "0 0 0", "3 3 0", "3 3 3");
  }

  @Test
  void a_pod_counts_as_available_only_after_min_ready_seconds() {
    Rollout rollout =
        Rollout.of(DeploymentSpec.of(CART, 1).with(new RollingUpdate(1, 0)).withMinReadySeconds(30))
            .restartedAndAfter(Duration.ofSeconds(34));

    assertThat(rollout.numbers()).containsExactly("1 0 1", "2 1 1");
    assertThat(rollout.pass(Duration.ofSeconds(4)).numbers())
        .containsExactly("1 0 1", "2 1 1", "2 1 2", "1 1 1");
  }

  @Test
  void a_rollout_without_progress_is_told_after_its_deadline_and_not_before() {
    Rollout rollout =
        Rollout.of(
                DeploymentSpec.of(CART.with(new PodBehaviour.NeverReady()), 2)
                    .withProgressDeadline(Optional.of(Duration.ofSeconds(60))))
            .restartedAndAfter(Duration.ofSeconds(59));

    assertThat(progressing(rollout).reason()).isEqualTo("ReplicaSetUpdated");
    rollout.pass(Duration.ofSeconds(5));
    assertThat(progressing(rollout).reason()).isEqualTo("ProgressDeadlineExceeded");
    assertThat(progressing(rollout).status()).isEqualTo("False");
    assertThat(rollout.numbers()).containsExactly("2 0 2", "3 1 2");
  }

  @Test
  void a_completed_rollout_says_so() {
    Rollout rollout = Rollout.of(DeploymentSpec.of(CART, 2)).restartedAndAfter(LONG);

    assertThat(progressing(rollout).reason()).isEqualTo("NewReplicaSetAvailable");
    assertThat(rollout.world.podsOf(rollout.ref).outdated()).isEmpty();
    assertThat(rollout.world.podsOf(rollout.ref).newest()).hasSize(2);
  }

  @Test
  void without_a_deadline_there_is_no_progressing_condition() {
    Rollout rollout = Rollout.of(DeploymentSpec.of(CART, 2).withProgressDeadline(Optional.empty()));

    assertThat(((DeploymentSnapshot) rollout.now()).conditions())
        .extracting(Condition::type)
        .containsExactly("Available");
  }

  @Test
  void a_paused_deployment_observes_the_stamp_and_rolls_nothing() {
    Rollout rollout = Rollout.of(DeploymentSpec.of(CART, 2).onPause()).restartedAndAfter(LONG);

    assertThat(rollout.now().object().observedGeneration()).isEqualTo(2);
    assertThat(rollout.numbers()).containsExactly("2 0 2");
  }

  @Test
  void a_stamp_taken_away_brings_the_old_replica_set_back() {
    Rollout rollout = Rollout.of(DeploymentSpec.of(CART, 2)).restartedAndAfter(LONG);
    String restarted = rollout.world.podsOf(rollout.ref).newestRevision().orElseThrow();
    String digest = rollout.now().object().templateDigest();

    rollout.world.takeStampAway(rollout.ref, "argocd-controller");
    rollout.pass(LONG);

    assertThat(rollout.now().object().stamp()).isEmpty();
    assertThat(rollout.now().object().stampManager()).contains("argocd-controller");
    assertThat(rollout.now().object().templateDigest()).isNotEqualTo(digest);
    assertThat(rollout.now().object().generation()).isEqualTo(3);
    assertThat(rollout.world.podsOf(rollout.ref).pods())
        .hasSize(2)
        .extracting(PodSnapshot::revision)
        .doesNotContain(restarted);
  }

  @Test
  void a_recreate_of_one_that_was_stuck_observes_its_restart_under_the_old_condition() {
    Rollout rollout = Rollout.of(DeploymentSpec.of(CART, 2).with(new Recreate()));
    rollout.world.beStuck(rollout.ref);
    Condition old = progressing(rollout);
    assertThat(old.reason()).isEqualTo("ProgressDeadlineExceeded");
    assertThat(rollout.now().available()).isZero();

    rollout.restartedAndAfter(LONG);

    assertThat(rollout.eventsOf(Event.Observed.class))
        .extracting(Event.Observed::snapshot)
        .anyMatch(
            seen -> seen.object().observedGeneration() == 2 && seen.conditions().contains(old));
    assertThat(progressing(rollout).reason()).isEqualTo("NewReplicaSetAvailable");
    assertThat(rollout.now().available()).isEqualTo(2);
  }

  @Test
  void a_deployment_scaled_meanwhile_ends_with_the_new_number() {
    Rollout rollout =
        Rollout.of(DeploymentSpec.of(CART, 2)).restartedAndAfter(Duration.ofSeconds(3));
    rollout.world.scale(rollout.ref, 5);
    rollout.pass(LONG);

    assertThat(rollout.numbers()).endsWith("5 5 5");
    assertThat(rollout.now().desired()).isEqualTo(5);
  }

  @Test
  void pods_that_crash_stop_the_rollout_and_say_what_they_said() {
    Rollout rollout =
        Rollout.of(
                DeploymentSpec.of(
                    CART.with(
                        new PodBehaviour.CrashLoop(Duration.ofSeconds(2), List.of("no database"))),
                    3))
            .restartedAndAfter(Duration.ofSeconds(10));

    PodSnapshot crashing = rollout.world.podsOf(rollout.ref).newest().getFirst();
    assertThat(crashing.restarts()).isEqualTo(1);
    assertThat(crashing.ready()).isFalse();
    assertThat(crashing.containers().getFirst().waitingReason()).contains("CrashLoopBackOff");
    assertThat(crashing.containers().getFirst().lastLogLines()).containsExactly("no database");
    assertThat(rollout.numbers()).containsExactly("3 0 3", "4 1 3");

    // At once, and then after back-offs of 10, 20, 40 and 80 s; the next one takes 160 s.
    rollout.pass(LONG);
    assertThat(rollout.world.podsOf(rollout.ref).newest().getFirst().restarts()).isEqualTo(5);
  }

  @Test
  void an_image_that_cannot_be_pulled_leaves_its_pod_pending() {
    Rollout rollout =
        Rollout.of(DeploymentSpec.of(CART.with(new PodBehaviour.CannotPullImage("shop/cart:2")), 1))
            .restartedAndAfter(Duration.ofSeconds(10));

    PodSnapshot pod = rollout.world.podsOf(rollout.ref).newest().getFirst();
    assertThat(pod.phase()).isEqualTo("Pending");
    assertThat(pod.containers().getFirst().waitingReason()).contains("ImagePullBackOff");
    assertThat(pod.containers().getFirst().waitingMessage()).contains("shop/cart:2");
  }

  @Test
  void a_flapping_pod_comes_and_goes_in_the_numbers() {
    Rollout rollout =
        Rollout.of(
                DeploymentSpec.of(
                    CART.with(
                        new PodBehaviour.Flaps(Duration.ofSeconds(20), Duration.ofSeconds(5))),
                    1))
            .restartedAndAfter(Duration.ofSeconds(45));

    assertThat(rollout.numbers())
        .containsExactly("1 0 1", "2 1 1", "2 1 2", "1 1 1", "1 1 0", "1 1 1");
  }

  @Test
  void a_pod_that_hangs_in_deletion_stays_but_is_not_counted() {
    Rollout rollout =
        Rollout.of(DeploymentSpec.of(CART.with(new PodBehaviour.HangsInDeletion()), 1))
            .restartedAndAfter(LONG);

    assertThat(rollout.numbers()).endsWith("1 1 1");
    assertThat(rollout.world.podsOf(rollout.ref).pods())
        .extracting(PodSnapshot::terminating)
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void the_controller_observes_a_restart_later_than_the_patch_is_acknowledged() {
    Rollout rollout = Rollout.of(DeploymentSpec.of(CART, 2)).restartedAndAfter(LONG);

    var accepted = rollout.eventsOf(Event.RestartAccepted.class).getFirst().snapshot();
    assertThat(accepted.object().generation()).isEqualTo(2);
    assertThat(accepted.object().observedGeneration()).isEqualTo(1);
    assertThat(accepted.updated()).isEqualTo(2);
  }

  private static Condition progressing(Rollout rollout) {
    return ((DeploymentSnapshot) rollout.now())
        .conditions().stream()
            .filter(c -> c.type().equals("Progressing"))
            .findFirst()
            .orElseThrow();
  }
}
