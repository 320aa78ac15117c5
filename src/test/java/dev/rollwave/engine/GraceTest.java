package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.script.FakeDeployment;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a rollout may be in trouble, by what the trouble comes from. */
class GraceTest {
  private static final Duration PENDING_GRACE = Plans.TIMEOUT.dividedBy(2);
  private static final Duration LOOK = Limits.betweenLooks(Plans.HEALTH);

  private final Script script = Script.of(new Plans().wave("a", List.of(), "a1"));

  private FakeDeployment rolling() {
    script.accept("a1");
    FakeDeployment cluster = script.cluster("a1").startRollout();
    script.show("a1");
    return cluster;
  }

  private void lookFor(Duration time) {
    var end = script.now().plus(time);
    while (script.now().isBefore(end)) {
      Duration left = Duration.between(script.now(), end);
      script.pass(script.untilWake().compareTo(left) < 0 ? script.untilWake() : left);
      while (script.asksForPods("a1")) {
        script.showPods("a1");
      }
    }
  }

  private void assertFailed(String reason) {
    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class, it -> assertThat(it.reason()).isEqualTo(reason));
  }

  private void assertStillRollingOut() {
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void a_pod_that_waits_for_a_node_has_longer_than_one_that_crashes() {
    rolling().findsNoNode(true);

    lookFor(LOOK.plus(PENDING_GRACE).minusSeconds(1));
    assertStillRollingOut();

    lookFor(Duration.ofSeconds(2));
    assertFailed("Unschedulable");
  }

  @Test
  void a_pod_that_waits_for_its_image_has_longer_whatever_the_kubelet_calls_it_in_turn() {
    FakeDeployment cluster = rolling().crash("ErrImagePull");
    lookFor(Duration.ofSeconds(90));
    cluster.crash("ImagePullBackOff");

    lookFor(PENDING_GRACE.minusSeconds(90).plus(LOOK).minusSeconds(1));
    assertStillRollingOut();

    lookFor(Duration.ofSeconds(2));
    assertFailed("ImagePullBackOff");
  }

  @Test
  void an_image_that_no_registry_can_have_has_the_short_time() {
    rolling().crash("InvalidImageName");

    lookFor(LOOK.plus(Plans.GRACE).plusSeconds(1));

    assertFailed("InvalidImageName");
  }

  @Test
  void another_cause_begins_its_own_count() {
    FakeDeployment cluster = rolling().findsNoNode(true);
    lookFor(Duration.ofSeconds(100));

    cluster.findsNoNode(false).crash("CrashLoopBackOff");
    lookFor(Plans.GRACE.minusSeconds(1));
    assertStillRollingOut();

    lookFor(LOOK.plusSeconds(1));
    assertFailed("CrashLoopBackOff");
  }

  @Test
  void a_container_that_is_up_for_a_moment_between_two_crashes_gets_no_new_time() {
    FakeDeployment cluster = rolling().crash("CrashLoopBackOff");
    lookFor(LOOK.multipliedBy(2));
    cluster.runAgain();
    lookFor(LOOK);
    cluster.crash("CrashLoopBackOff");

    lookFor(LOOK.plusSeconds(1));

    assertFailed("CrashLoopBackOff");
  }

  @Test
  void a_container_that_runs_again_and_is_still_starting_does_not_fail() {
    FakeDeployment cluster = rolling().crash("CrashLoopBackOff");
    lookFor(LOOK.multipliedBy(2));
    cluster.runAgain();

    lookFor(Plans.GRACE.multipliedBy(2));

    assertStillRollingOut();
  }

  @Test
  void what_crashed_once_long_ago_begins_its_count_anew() {
    FakeDeployment cluster = rolling().crash("CrashLoopBackOff");
    lookFor(LOOK.multipliedBy(2));
    cluster.runAgain();
    lookFor(Plans.GRACE.plus(LOOK));
    cluster.crash("CrashLoopBackOff");

    lookFor(Plans.GRACE.minusSeconds(1));

    assertStillRollingOut();
  }

  @Test
  void time_in_which_nobody_could_look_does_not_count() {
    rolling().crash("CrashLoopBackOff");
    lookFor(LOOK);
    script.send(new Event.OutageBegan("connection refused")).pass(Plans.GRACE.multipliedBy(2));
    script.send(new Event.OutageEnded());

    lookFor(Plans.GRACE.minusSeconds(1));
    assertStillRollingOut();

    lookFor(LOOK);
    assertFailed("CrashLoopBackOff");
  }
}
