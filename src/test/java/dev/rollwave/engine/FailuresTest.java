package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.workload.trouble.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final Script script = Script.of(new Plans().wave("a", List.of(), "a1"));

  @Test
  void pods_that_may_not_be_read_do_not_hide_why_a_workload_failed() {
    script.accept("a1").pass(Plans.TIMEOUT);

    script.send(new Event.ReadRefused(Plans.ref("a1"), "list pods in namespace shop: forbidden"));

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("HealthTimeout");
              assertThat(failed.message()).contains("health.timeout").contains("list pods");
            });
  }

  @Test
  void it_failed_when_that_was_found_and_not_when_its_pods_had_told_why() {
    script.accept("a1").pass(Plans.TIMEOUT);
    Instant found = script.now();
    script.pass(Duration.ofSeconds(3)).showPods("a1", warned("exceeded quota: team"));

    assertThat(script.state("a1")).isInstanceOf(FinalState.Failed.class);
    assertThat(script.checkpoint().settled().get(Plans.ref("a1")))
        .isInstanceOfSatisfying(
            Settled.Failed.class, failed -> assertThat(failed.timeline().failed()).contains(found));
  }

  @Test
  void one_that_fails_without_a_look_at_its_pods_failed_then() {
    script.accept("a1").pass(Duration.ofSeconds(7));
    script.send(new Event.Deleted(Plans.ref("a1")));

    assertThat(script.run().waves().getFirst().workloads().getFirst().timeline().failed())
        .contains(script.now());
  }

  @Test
  void who_continues_a_run_keeps_when_it_failed() {
    Script both =
        Script.of(new Plans().onFailure(FailurePolicy.CONTINUE).wave("a", List.of(), "a1", "a2"));
    both.accept("a1").pass(Plans.TIMEOUT);
    both.showPods("a1", warned("exceeded quota: team"));
    Instant found = both.now();

    RunState resumed = both.restore(both.checkpoint(), Duration.ofMinutes(5)).run();

    assertThat(resumed.waves().getFirst().workloads().getFirst().timeline().failed())
        .contains(found);
  }

  @Test
  void an_interrupt_does_not_turn_a_failure_into_something_unproven() {
    script.accept("a1").pass(Plans.TIMEOUT);
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);

    script.send(new Event.Interrupted("SIGTERM"));

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class, f -> assertThat(f.reason()).isEqualTo("HealthTimeout"));
    assertThat(script.outcome()).contains(new RunOutcome.WorkloadsFailed());
  }

  @Test
  void the_pods_of_what_takes_too_long_are_asked_why() {
    script.accept("a1").pass(Plans.TIMEOUT);

    assertThat(script.asksForPods("a1")).isTrue();
  }

  @Test
  void a_pod_that_is_not_ready_and_in_no_other_trouble_is_named_with_its_last_words() {
    script.cluster("a1").neverGetReady();
    script.accept("a1").pass(Plans.TIMEOUT).showPods("a1");

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed ->
                assertThat(failed.trouble())
                    .hasValueSatisfying(trouble -> {
                      assertThat(trouble.pod()).isEqualTo("a1-0");
                      assertThat(trouble.container()).isEqualTo("main");
                      assertThat(trouble.reason()).isEqualTo("NotReady");
                      assertThat(trouble.lastLogLines()).containsExactly("boom at line 7");
                    }));
  }

  @Test
  void what_waited_for_an_interval_does_not_start_while_a_failed_workload_is_asked_why() {
    Script two =
        Script.of(
            new Plans()
                .throttle(Plans.apart(Duration.ofSeconds(10)))
                .wave("a", List.of(), "a1", "a2"));
    two.accept("a1").pass(Duration.ofSeconds(5));
    two.cluster("a1").takeStampAway();
    two.show("a1").pass(Duration.ofSeconds(6));

    assertThat(two.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
    assertThat(two.restarted()).containsExactly("a1");
  }

  @Test
  void a_stamp_taken_away_during_the_soak_is_a_failure_at_once() {
    script.accept("a1").rollOut("a1").showPods("a1");
    script.cluster("a1").takeStampAway();
    script.show("a1");

    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  private static Warnings warned(String message) {
    return new Warnings(
        List.of(
            new Warnings.Warning(
                "ReplicaSet", "a1-7f9c", "FailedCreate", message, 12, Optional.of(Script.START))),
        Optional.empty());
  }

  private void assertFailed(String reason, String message) {
    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(reason);
              assertThat(failed.message()).endsWith(message);
            });
  }

  @Test
  void whether_it_still_serves_is_known_from_the_pods_that_told_why() {
    script.accept("a1").pass(Plans.TIMEOUT).showPods("a1", warned("exceeded quota: team"));

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class, failed -> assertThat(failed.serving()).isPresent());
  }

  @Test
  void what_kubernetes_warned_of_is_told_of_a_rollout_that_took_too_long() {
    script.accept("a1").pass(Plans.TIMEOUT).showPods("a1", warned("exceeded quota: team"));

    assertFailed(
        "HealthTimeout",
        "; warning FailedCreate of ReplicaSet a1-7f9c at 2026-11-21T01:00:00Z (12 times): exceeded"
            + " quota: team");
  }

  @Test
  void it_is_told_of_pods_that_will_not_make_it_as_well() {
    script.accept("a1").cluster("a1").startRollout().crash("CreateContainerConfigError");
    script.show("a1").pass(Limits.betweenLooks(Plans.HEALTH)).showPods("a1").pass(Plans.GRACE);
    script.showPods("a1", warned("exceeded quota: team"));

    assertFailed("CreateContainerConfigError", "(12 times): exceeded quota: team");
  }

  @Test
  void what_the_pod_itself_says_is_not_said_twice() {
    script.accept("a1").cluster("a1").startRollout().crash("CreateContainerConfigError");
    script.show("a1").pass(Limits.betweenLooks(Plans.HEALTH)).showPods("a1").pass(Plans.GRACE);
    script.showPods("a1", warned("back-off"));

    assertFailed(
        "CreateContainerConfigError", "its new pods do not come up: 0 of 2 Ready, 2 wanted");
  }

  @Test
  void that_its_events_cannot_be_read_is_said_and_hides_nothing() {
    script
        .accept("a1")
        .pass(Plans.TIMEOUT)
        .showPods("a1", new Warnings(List.of(), Optional.of("list events in namespace shop: 403")));

    assertFailed(
        "HealthTimeout", "; its Events cannot be read: list events in namespace shop: 403");
  }

  @Test
  void evidence_is_asked_for_only_when_it_is_about_to_fail() {
    script.accept("a1").cluster("a1").startRollout().crash("CrashLoopBackOff");
    script.show("a1").pass(Limits.betweenLooks(Plans.HEALTH)).showPods("a1");

    script.pass(Limits.betweenLooks(Plans.HEALTH));
    assertThat(script.asked("a1").withEvidence()).isFalse();

    script.showPods("a1").pass(Plans.GRACE);
    assertThat(script.asked("a1").withEvidence()).isTrue();
  }
}
