package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.rollout.ForeignChange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutsTest {
  private final Script script =
      Script.of(new Plans().wave("a", List.of(), "a1").wave("b", List.of("a"), "b1"));

  @Test
  void counts_alone_prove_nothing_the_pods_are_asked() {
    script.accept("a1").rollOut("a1");

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    assertThat(script.asksForPods("a1")).isTrue();
  }

  @Test
  void an_old_pod_that_is_not_terminating_keeps_it_from_being_proven() {
    script.accept("a1").rollOut("a1");
    script.cluster("a1").keepOldPods(true);
    script.showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    script.cluster("a1").keepOldPods(false);
    script.pass(Limits.PROOF_INTERVAL).showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Soaking.class);
  }

  @Test
  void an_answer_to_an_earlier_question_proves_nothing() {
    script.accept("a1").pass(Limits.betweenLooks(Plans.HEALTH));
    Command.InspectPods early = script.question("a1");
    PodSet pods = script.cluster("a1").pods();
    script.pass(Duration.ofSeconds(1)).rollOut("a1");

    script.send(new Event.PodsInspected(early, pods));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void a_view_from_before_the_restart_says_nothing_about_it() {
    var before = script.cluster("a1").snapshot();
    script.accept("a1");
    WorkloadState rolling = script.state("a1");

    script.send(new Event.Observed(before));

    assertThat(script.state("a1")).isEqualTo(rolling);
  }

  @Test
  void a_pod_lost_during_the_soak_begins_it_anew() {
    script.accept("a1").rollOut("a1").showPods("a1").pass(Duration.ofSeconds(29));
    script.cluster("a1").loseOnePod();
    script.show("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    script.cluster("a1").replaceOnePod();
    script.rollOut("a1").showPods("a1").pass(Duration.ofSeconds(29));
    assertThat(script.restarted()).containsExactly("a1");

    script.pass(Duration.ofSeconds(1)).showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void a_pod_that_was_unready_for_a_moment_that_no_watch_told_of_begins_the_soak_anew() {
    script.accept("a1").rollOut("a1").showPods("a1").pass(Plans.SOAK);
    script.cluster("a1").flap();

    script.showPods("a1");

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void a_pod_that_was_replaced_during_the_soak_and_no_watch_told_of_begins_it_anew() {
    script.accept("a1").rollOut("a1").showPods("a1").pass(Plans.SOAK);
    script.cluster("a1").replaceOnePod();

    script.showPods("a1");

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void an_answer_that_a_process_slept_over_proves_no_soak() {
    script.accept("a1").rollOut("a1").showPods("a1").pass(Plans.SOAK);

    script.sleep(Limits.READ_TIMEOUT).showPods("a1");

    assertThat(script.state("a1")).isInstanceOf(InFlightState.Soaking.class);
    assertThat(script.question("a1").asked()).isEqualTo(script.now());
    assertThat(script.showPods("a1").state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void an_answer_that_a_process_slept_over_begins_no_soak() {
    script.accept("a1").rollOut("a1");

    script.sleep(Limits.READ_TIMEOUT).showPods("a1");

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    assertThat(script.question("a1").asked()).isEqualTo(script.now());
    assertThat(script.showPods("a1").state("a1")).isInstanceOf(InFlightState.Soaking.class);
  }

  @Test
  void a_container_that_restarted_during_the_soak_begins_it_anew_though_the_counts_are_right() {
    script.accept("a1").rollOut("a1").showPods("a1").pass(Plans.SOAK);
    script.cluster("a1").restartContainers();

    script.showPods("a1");

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    assertThat(script.story())
        .anySatisfy(h ->
            assertThat(h)
                .isInstanceOfSatisfying(
                    Notification.FellBack.class,
                    fell -> assertThat(fell.message()).contains("a1-0")));
  }

  @Test
  void a_rollout_that_takes_too_long_fails_after_its_pods_were_asked_why() {
    script.accept("a1");
    script.cluster("a1").startRollout().crash("CrashLoopBackOff");
    script.show("a1").pass(Plans.TIMEOUT);
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);

    script.showPods("a1");
    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("HealthTimeout");
              assertThat(failed.trouble().orElseThrow().pod()).isEqualTo("a1-0");
              assertThat(failed.trouble().orElseThrow().lastLogLines())
                  .containsExactly("boom at line 7");
            });
  }

  @Test
  void it_fails_even_when_nobody_can_say_why() {
    script.accept("a1").pass(Plans.TIMEOUT).pass(Limits.LAST_WORDS);

    assertThat(script.outcome()).contains(new RunOutcome.WorkloadsFailed());
  }

  @Test
  void a_crash_loop_fails_early_but_only_after_the_grace_time() {
    script.accept("a1");
    script.cluster("a1").startRollout().crash("CrashLoopBackOff");
    script.show("a1").pass(Limits.betweenLooks(Plans.HEALTH)).showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    script.pass(Plans.GRACE).showPods("a1");

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo("CrashLoopBackOff"));
  }

  @Test
  void a_stamp_taken_away_is_reverted_and_names_who_did_it() {
    script.accept("a1");
    script.cluster("a1").takeStampAway();
    script.show("a1").showPods("a1");

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("Reverted");
              assertThat(failed.message()).contains("gitops");
            });
    assertThat(script.restarted()).containsExactly("a1");
  }

  @Test
  void nothing_new_starts_while_a_failed_workload_is_asked_why() {
    Script two =
        Script.of(new Plans().throttle(Plans.atMost(2)).wave("a", List.of(), "a1", "a2", "a3"));
    two.accept("a1").accept("a2");
    two.cluster("a1").takeStampAway();
    two.show("a1");
    assertThat(two.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);

    two.rollOut("a2").showPods("a2").pass(Duration.ofSeconds(5)).showPods("a1");

    assertThat(two.restarted()).containsExactly("a1", "a2");
  }

  @Test
  void being_scaled_meanwhile_is_neither_healthy_nor_failed() {
    script.accept("a1");
    script.cluster("a1").startRollout().scale(5);
    script.show("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    script.rollOut("a1").showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Soaking.class);
  }

  @Test
  void deleted_and_recreated_is_failed() {
    script.accept("a1");
    script.cluster("a1").recreate();
    script.show("a1");

    assertThat(script.state("a1").isInFlight()).isTrue();
    script.pass(Limits.LAST_WORDS);
    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class, failed -> assertThat(failed.reason()).isEqualTo("Recreated"));
  }

  @Test
  void a_workload_scaled_to_nothing_after_its_restart_is_skipped_and_never_called_healthy() {
    script.accept("a1");
    script.cluster("a1").scale(0);
    script.rollOut("a1").showPods("a1");

    assertThat(script.state("a1")).isInstanceOf(FinalState.Skipped.class);
  }

  @Test
  void an_outage_without_end_ends_the_run() {
    script.accept("a1").send(new Event.OutageBegan("connection refused"));
    assertThat(script.untilWake()).isEqualTo(Limits.OUTAGE_TIMEOUT);

    script.pass(Limits.OUTAGE_TIMEOUT);
    assertThat(script.outcome()).contains(new RunOutcome.Unreachable("connection refused"));
    assertThat(script.state("a1")).isInstanceOf(FinalState.Unproven.class);
  }

  @Test
  void a_question_that_is_never_answered_is_asked_again() {
    script.accept("a1").rollOut("a1");

    script.pass(Limits.READ_TIMEOUT);

    assertThat(script.asksForPods("a1")).isTrue();
  }

  @Test
  void the_next_wake_up_always_lies_ahead() {
    script.accept("a1");
    for (int i = 0; i < 600 && script.outcome().isEmpty(); i++) {
      assertThat(script.wakeAt()).isAfter(script.now());
      script.pass(script.untilWake());
    }
    assertThat(script.outcome()).isPresent();
  }

  @Test
  void a_short_grace_time_is_looked_at_within_it() {
    HealthPolicy hasty =
        new HealthPolicy(Plans.TIMEOUT, Plans.SOAK, Duration.ofSeconds(6), ForeignChange.WAIT);

    assertThat(Limits.betweenLooks(hasty)).isEqualTo(Duration.ofSeconds(3));
    assertThat(Limits.betweenLooks(Plans.HEALTH)).isEqualTo(Duration.ofSeconds(20));
  }
}
