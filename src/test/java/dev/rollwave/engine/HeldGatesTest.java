package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.GateHold;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.Pause;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.rollout.ForeignChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens to a workload between its proof and the restarts that build on it. */
class HeldGatesTest {
  private static final Duration COOLDOWN = Duration.ofMinutes(2);

  private static Plans chain() {
    return new Plans().cooldown(COOLDOWN).wave("a", List.of(), "a1").wave("b", List.of("a"), "b1");
  }

  @Test
  void what_has_not_changed_since_it_was_proven_costs_no_request() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").writeStatus();
    script.show("a1").pass(COOLDOWN);

    assertThat(script.asksForPods("a1")).isFalse();
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void what_breaks_during_the_cooldown_holds_its_dependents_until_its_pods_prove_it_again() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").pass(COOLDOWN);

    assertThat(script.wave("b"))
        .isEqualTo(
            new WaveState.Held(
                script.now(),
                new GateHold.Broken(Plans.ref("a1"), "1 of 2 pods available"),
                ((WaveState.Held) script.wave("b")).holders()));
    assertThat(script.restarted()).containsExactly("a1");

    script.pass(Duration.ofSeconds(40)).rollOut("a1");
    assertThat(script.asksForPods("a1")).as("counts alone are no proof").isTrue();
    assertThat(script.restarted()).containsExactly("a1");

    script.showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
    assertThat(script.story())
        .containsOnlyOnce(
            new Notification.GateHeld(
                "b", new GateHold.Broken(Plans.ref("a1"), "1 of 2 pods available")))
        .containsOnlyOnce(new Notification.GateLifted("b", Duration.ofSeconds(40)));
  }

  @Test
  void what_changed_and_looks_as_before_is_proven_by_its_pods_and_nobody_is_told() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1");
    assertThat(script.asksForPods("a1")).as("as long as nobody needs to know").isFalse();

    script.pass(COOLDOWN);
    assertThat(script.asksForPods("a1")).isTrue();
    assertThat(script.restarted()).containsExactly("a1");
    assertThat(script.wave("b")).isEqualTo(new WaveState.Running());

    script.showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
    assertThat(script.story()).noneMatch(Notification.GateHeld.class::isInstance);
  }

  @Test
  void what_was_proven_again_is_not_asked_for_the_next_restart() {
    Script script =
        Script.of(
            new Plans()
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), Plans.atMost(1), "b1", "b2"));
    script.makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1");
    script.accept("b1").rollOut("b1").showPods("b1").pass(Plans.SOAK).showPods("b1");
    script.showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1", "b2");
    script.makeHealthy("b2");

    assertThat(script.asksForPods("a1")).isFalse();
    assertThat(script.outcome()).contains(new RunOutcome.Done());
  }

  @Test
  void counts_that_are_right_and_pods_that_are_not_hold_the_gate_and_are_looked_at_again() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").pass(COOLDOWN);
    script.cluster("a1").neverGetReady();
    script.showPods("a1");

    assertThat(script.wave("b"))
        .isInstanceOfSatisfying(
            WaveState.Held.class,
            held -> assertThat(held.hold().why()).isEqualTo("not ready: a1-0, a1-1"));
    assertThat(script.untilWake()).isEqualTo(Limits.PROOF_INTERVAL);
    assertThat(script.pass(Limits.PROOF_INTERVAL).asksForPods("a1")).isTrue();
    assertThat(script.pass(Duration.ofSeconds(1)).asksForPods("a1")).as("once").isFalse();
  }

  @Test
  void the_gate_is_looked_at_for_each_restart_and_not_only_when_it_opens() {
    Script script =
        Script.of(
            new Plans()
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), Plans.atMost(1), "b1", "b2"));
    script.makeHealthy("a1").accept("b1").rollOut("b1");
    script.cluster("a1").loseOnePod();
    script.show("a1");
    assertThat(script.wave("b")).as("b2 has no turn yet").isInstanceOf(WaveState.Held.class);

    script.showPods("b1").pass(Plans.SOAK).showPods("b1");
    assertThat(script.state("b1")).isInstanceOf(FinalState.Healthy.class);
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void what_breaks_in_a_pause_holds_its_dependents_from_when_that_is_lifted() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.send(new Event.Paused(new Pause("ana", "a look", script.now())));
    script.cluster("a1").loseOnePod();
    script.show("a1").pass(Duration.ofHours(3));
    assertThat(script.wave("b")).isEqualTo(new WaveState.Running());

    script.send(new Event.PauseLifted("ana", "done"));
    assertThat(script.wave("b")).isInstanceOf(WaveState.Held.class);
    assertThat(script.restarted()).containsExactly("a1");
  }

  @Test
  void a_wave_depends_on_what_its_dependencies_depend_on() {
    Script script =
        Script.of(
            new Plans()
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1")
                .cooldown(Duration.ZERO)
                .wave("c", List.of("b"), "c1")
                .wave("d", List.of(), "d1"));
    script.makeHealthy("a1").accept("b1").rollOut("b1").showPods("b1");
    script.cluster("a1").loseOnePod();
    script.show("a1").pass(Plans.SOAK).showPods("b1");

    assertThat(script.wave("b")).isInstanceOf(WaveState.Released.class);
    assertThat(script.wave("c")).isInstanceOf(WaveState.Held.class);
    assertThat(script.restarted()).containsExactly("a1", "d1", "b1");
  }

  @Test
  void an_unrelated_branch_is_not_held() {
    Script script =
        Script.of(
            new Plans()
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1")
                .wave("c", List.of(), "c1")
                .wave("d", List.of("c"), "d1"));
    script.makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").makeHealthy("c1");

    assertThat(script.restarted()).endsWith("d1");
  }

  @Test
  void what_stays_broken_for_its_timeout_has_failed_and_the_run_halts() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").pass(COOLDOWN);
    assertThat(script.untilWake()).as("to write down how long").isEqualTo(Limits.HELD_LOOK);
    script.pass(Plans.TIMEOUT.minusSeconds(1));
    assertThat(script.untilWake()).isEqualTo(Duration.ofSeconds(1));
    script.pass(Duration.ofSeconds(1));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
    script.showPods("a1");
    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("NoLongerHealthy");
              assertThat(failed.message())
                  .isEqualTo(
                      "it was proven healthy, and is no longer: no pod more was updated, Ready or"
                          + " available for 5m (health.timeout); 1 of 2 pods available");
              assertThat(failed.restart()).isPresent();
            });
    assertThat(script.restarted()).containsExactly("a1");
    assertThat(script.outcome()).contains(new RunOutcome.WorkloadsFailed());
    assertThat(script.state("b1")).isInstanceOf(FinalState.Withheld.class);
  }

  @Test
  void with_continue_all_that_depends_on_it_is_withheld_and_the_rest_goes_on() {
    Script script =
        Script.of(
            new Plans()
                .onFailure(FailurePolicy.CONTINUE)
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), Plans.atMost(1), "b1", "b2")
                .wave("c", List.of("b"), "c1")
                .wave("d", List.of(), "d1")
                .wave("e", List.of("d"), "e1"));
    script.makeHealthy("a1").accept("b1");
    script.cluster("a1").loseOnePod();
    script.show("a1").pass(Plans.TIMEOUT.dividedBy(2)).rollOut("b1").showPods("b1");
    script.pass(Plans.TIMEOUT.dividedBy(2)).showPods("a1");

    assertThat(script.wave("a")).isEqualTo(new WaveState.Failed());
    assertThat(script.wave("b")).isEqualTo(new WaveState.Withheld("wave a is no longer healthy"));
    assertThat(script.state("b1").isInFlight()).as("seen through").isTrue();
    assertThat(script.state("b2"))
        .isEqualTo(new FinalState.Withheld("wave a is no longer healthy"));
    assertThat(script.wave("c")).isEqualTo(new WaveState.Withheld("wave a is no longer healthy"));

    script.showPods("b1").makeHealthy("d1").makeHealthy("e1");
    assertThat(script.restarted()).containsExactly("a1", "d1", "b1", "e1");
    assertThat(script.outcome()).contains(new RunOutcome.WorkloadsFailed());
  }

  @Test
  void two_that_break_in_turn_do_not_hold_a_gate_for_ever() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "a1", "a2").wave("b", List.of("a"), "b1"));
    script.makeHealthy("a1");
    script.accept("a2").rollOut("a2").showPods("a2").pass(Plans.SOAK);
    script.cluster("a1").loseOnePod();
    script.show("a1").showPods("a2");
    Duration held = Duration.ZERO;
    for (int step = 0; step < 200 && script.outcome().isEmpty(); step++) {
      String whole = step % 2 == 0 ? "a1" : "a2";
      String broken = step % 2 == 0 ? "a2" : "a1";
      script.cluster(broken).loseOnePod();
      script.show(broken).rollOut(whole);
      if (script.asksForPods(whole)) {
        script.showPods(whole);
      }
      script.pass(Duration.ofSeconds(30));
      held = held.plusSeconds(30);
    }

    assertThat(script.outcome()).contains(new RunOutcome.WorkloadsFailed());
    assertThat(held).isLessThan(Plans.TIMEOUT.multipliedBy(5));
    assertThat(script.restarted()).doesNotContain("b1");
  }

  @Test
  void a_rollout_that_somebody_else_started_is_waited_for_as_long_as_it_moves() {
    Script script = Script.of(chain(), java.util.Map.of("a1", 9)).makeHealthy("a1");
    script.cluster("a1").restartByHand("2026-11-21T01:00:40Z").progress(1, 8);
    script.show("a1").pass(COOLDOWN);
    assertThat(script.wave("b")).isInstanceOf(WaveState.Held.class);
    for (int pods = 2; pods < 9; pods++) {
      script.pass(Plans.TIMEOUT.minusSeconds(1));
      script.cluster("a1").progress(pods, 8);
      script.show("a1");
    }
    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);

    script.rollOut("a1").showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void counts_that_ran_ahead_of_a_rollout_take_no_time_from_it() {
    Script script = Script.of(chain(), java.util.Map.of("a1", 9)).makeHealthy("a1");
    script.cluster("a1").restartByHand("2026-11-21T01:00:40Z").progress(1, 8);
    script.show("a1").pass(COOLDOWN);
    script.rollOut("a1");
    assertThat(script.asksForPods("a1")).as("its counts say that it is complete").isTrue();
    for (int pods = 1; pods < 4; pods++) {
      script.cluster("a1").progress(pods, 8);
      script.show("a1").pass(Plans.TIMEOUT.minusSeconds(1));
    }

    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void a_rollout_that_only_its_pods_tell_of_is_waited_for_as_long_as_these_move() {
    Script script = Script.of(chain(), java.util.Map.of("a1", 4)).makeHealthy("a1");
    script.cluster("a1").restartByHand("2026-11-21T01:00:40Z");
    script.rollOut("a1").pass(COOLDOWN);
    PodSet all = script.cluster("a1").pods();
    for (int pods = 1; pods < 4; pods++) {
      script.showPods("a1", new PodSet(all.newestRevision(), all.pods().subList(0, pods)));
      assertThat(script.wave("b")).isInstanceOf(WaveState.Held.class);
      script.pass(Plans.TIMEOUT.minusSeconds(1));
    }

    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
    script.showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  // The plan's word on foreign changes is about rollouts: this one was proven.
  @Test
  void what_somebody_else_restarts_is_no_failure_whatever_the_plan_says_of_a_rollout() {
    HealthPolicy strict =
        new HealthPolicy(Plans.TIMEOUT, Plans.SOAK, Plans.GRACE, ForeignChange.FAIL);
    Script script =
        Script.of(
            new Plans()
                .cooldown(COOLDOWN)
                .health(strict)
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1"));
    script.makeHealthy("a1");
    script.cluster("a1").restartByHand("2026-11-21T01:00:40Z").startRollout();
    script.show("a1").pass(COOLDOWN);
    assertThat(script.wave("b")).isInstanceOf(WaveState.Held.class);

    script.rollOut("a1").showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void what_somebody_else_scaled_is_no_failure() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").scale(4);
    script.show("a1").pass(COOLDOWN);
    assertThat(script.wave("b")).isInstanceOf(WaveState.Held.class);

    script.rollOut("a1").showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void what_was_scaled_to_nothing_holds_nobody_up() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").scale(0).finishRollout();
    script.show("a1").pass(COOLDOWN);

    assertThat(script.asksForPods("a1")).isFalse();
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void what_was_deleted_or_created_again_or_lost_its_stamp_has_failed_when_a_gate_asks() {
    Script deleted = Script.of(chain()).makeHealthy("a1");
    deleted.send(new Event.Deleted(Plans.ref("a1"))).show("a1");
    assertThat(deleted.state("a1")).as("nobody asks").isInstanceOf(FinalState.Healthy.class);
    deleted.pass(COOLDOWN);
    assertThat(failure(deleted)).isEqualTo("Deleted");

    Script recreated = Script.of(chain()).makeHealthy("a1");
    recreated.send(new Event.Deleted(Plans.ref("a1")));
    recreated.cluster("a1").recreate();
    recreated.show("a1").pass(COOLDOWN).showPods("a1");
    assertThat(failure(recreated)).isEqualTo("Recreated");

    Script reverted = Script.of(chain()).makeHealthy("a1");
    reverted.cluster("a1").takeStampAway();
    reverted.show("a1").pass(COOLDOWN).showPods("a1");
    assertThat(failure(reverted)).isEqualTo("Reverted");
  }

  private static String failure(Script script) {
    assertThat(script.restarted()).doesNotContain("b1");
    return script.state("a1") instanceof FinalState.Failed failed ? failed.reason() : "";
  }

  @Test
  void an_answer_from_before_kubelets_could_report_after_an_outage_opens_no_gate() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").writeStatus().loseOnePod();
    script.show("a1").rollOut("a1").pass(COOLDOWN.minusSeconds(1));
    script.send(new Event.OutageBegan("refused")).send(new Event.OutageEnded());
    script.pass(Duration.ofSeconds(1));
    assertThat(script.asksForPods("a1")).isTrue();

    script.pass(Limits.KUBELETS_REPORT).showPods("a1");
    assertThat(script.restarted()).containsExactly("a1");
    assertThat(script.asksForPods("a1")).isTrue();

    script.showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void a_question_that_is_not_answered_is_asked_again_and_holds_the_gate() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").pass(COOLDOWN);
    PodSet pods = script.cluster("a1").pods();
    Command.InspectPods late = script.question("a1");
    assertThat(script.untilWake()).isEqualTo(Limits.READ_TIMEOUT);

    script.pass(Limits.READ_TIMEOUT);
    assertThat(script.asksForPods("a1")).isTrue();
    assertThat(script.wave("b")).isInstanceOf(WaveState.Held.class);
    script.send(new Event.PodsInspected(late, pods));
    assertThat(script.restarted()).as("of long ago").containsExactly("a1");

    for (int i = 0; i < 15; i++) {
      script.pass(Limits.READ_TIMEOUT);
    }
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void pods_that_may_not_be_read_hold_the_gate() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").pass(COOLDOWN);
    script.send(new Event.ReadRefused(Plans.ref("a1"), "list pods in shop: forbidden"));

    assertThat(script.wave("b"))
        .isInstanceOfSatisfying(
            WaveState.Held.class,
            held -> assertThat(held.hold().why()).isEqualTo("list pods in shop: forbidden"));
  }

  @Test
  void a_change_while_its_pods_are_asked_makes_the_answer_one_of_yesterday() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").pass(COOLDOWN);
    Command.InspectPods before = script.question("a1");
    PodSet pods = script.cluster("a1").pods();
    script.sleep(Duration.ofSeconds(1));
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").send(new Event.PodsInspected(before, pods));
    assertThat(script.restarted()).containsExactly("a1");

    script.showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void an_outage_and_a_pause_give_what_holds_a_gate_fresh_time() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").pass(COOLDOWN).pass(Duration.ofMinutes(4));
    script.send(new Event.OutageBegan("connection refused")).pass(Duration.ofMinutes(4));
    script.send(new Event.OutageEnded()).pass(Duration.ofMinutes(4));
    script.send(new Event.Paused(new Pause("ana", "I mend it", script.now())));
    script.pass(Duration.ofHours(1));
    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
    assertThat(script.wave("b")).isInstanceOf(WaveState.Held.class);

    script.send(new Event.PauseLifted("ana", "done")).pass(Plans.TIMEOUT.minusSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
    script.pass(Duration.ofSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
    assertThat(script.story().stream().filter(Notification.GateHeld.class::isInstance)).hasSize(1);
  }

  @Test
  void a_clock_that_is_set_neither_shortens_nor_lengthens_the_time_of_what_holds_a_gate() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").pass(COOLDOWN).setClock(Duration.ofHours(1));
    script.pass(Plans.TIMEOUT.minusSeconds(10)).setClock(Duration.ofMinutes(-30));

    assertThat(script.untilWake()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void a_restart_in_doubt_is_not_sent_again_over_what_broke_meanwhile() {
    Script script = Script.of(chain()).makeHealthy("a1").pass(COOLDOWN);
    script.send(new Event.RestartUnknown(Plans.ref("b1"), "409: it was written"));
    script.cluster("b1").writeStatus();
    script.cluster("a1").loseOnePod();
    script.show("a1").pass(Duration.ofSeconds(1)).reread("b1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
    assertThat(script.wave("b")).isInstanceOf(WaveState.Held.class);

    script.rollOut("a1").showPods("a1").pass(Limits.PROOF_INTERVAL).reread("b1");
    assertThat(script.restarted()).containsExactly("a1", "b1", "b1");
  }

  @Test
  void a_restart_in_doubt_behind_what_has_failed_is_given_up() {
    Script script =
        Script.of(
            new Plans()
                .onFailure(FailurePolicy.CONTINUE)
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1"));
    script.makeHealthy("a1");
    script.send(new Event.RestartUnknown(Plans.ref("b1"), "409: it was written"));
    script.cluster("b1").writeStatus();
    script.cluster("a1").takeStampAway();
    script.show("a1").showPods("a1").pass(Duration.ofSeconds(1)).reread("b1");

    assertThat(script.state("b1"))
        .isEqualTo(new FinalState.Withheld("wave a is no longer healthy"));
    assertThat(script.outcome()).contains(new RunOutcome.WorkloadsFailed());
  }

  @Test
  void who_ends_while_a_gate_is_held_does_not_call_healthy_what_is_not() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").pass(COOLDOWN).send(new Event.Interrupted("SIGTERM"));

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Unproven.class,
            unproven ->
                assertThat(unproven.reason())
                    .isEqualTo("it was proven healthy, and is no longer: 1 of 2 pods available"));
    assertThat(script.outcome()).contains(new RunOutcome.Interrupted("SIGTERM"));
  }

  @Test
  void who_ends_does_not_call_broken_what_has_come_back_by_its_counts_since_its_pods_were_seen() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").pass(COOLDOWN);
    script.cluster("a1").neverGetReady();
    script.showPods("a1");
    assertThat(script.wave("b")).isInstanceOf(WaveState.Held.class);

    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").send(new Event.Interrupted("SIGTERM"));

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Unproven.class,
            unproven ->
                assertThat(unproven.reason())
                    .isEqualTo(
                        "it changed after it was proven healthy, and was not proven again; when"
                            + " last seen: not ready: a1-0, a1-1"));
  }

  @Test
  void nor_what_its_pods_were_long_ago() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").pass(COOLDOWN);
    script.cluster("a1").neverGetReady();
    script.showPods("a1").pass(Limits.PROOF_INTERVAL.minusMillis(1));

    Script soon = script.send(new Event.OutageBegan("refused"));
    soon.pass(Limits.OUTAGE_TIMEOUT);

    assertThat(soon.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Unproven.class,
            unproven -> assertThat(unproven.reason()).contains("was not proven again"));
  }

  @Test
  void a_process_that_continues_the_run_waits_for_what_held_a_gate() {
    Script script = Script.of(chain()).makeHealthy("a1");
    script.cluster("a1").loseOnePod().neverGetReady();
    script.show("a1").pass(COOLDOWN);
    Checkpoint checkpoint = script.checkpoint();
    script.restore(checkpoint, Duration.ofMinutes(1));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    assertThat(script.wave("b")).isInstanceOf(WaveState.Blocked.class);
    assertThat(script.restarted()).containsExactly("a1");
  }

  @Test
  void a_workload_that_nobody_depends_on_is_not_asked() {
    Script script = Script.of(new Plans().wave("a", List.of(), "a1").wave("c", List.of(), "c1"));
    script.makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").makeHealthy("c1");

    assertThat(script.asksForPods("a1")).isFalse();
    assertThat(script.outcome()).contains(new RunOutcome.Done());
    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Healthy.class,
            healthy ->
                assertThat(healthy.upkeep())
                    .isInstanceOfSatisfying(
                        Upkeep.Changed.class,
                        changed -> assertThat(changed.objection()).isEqualTo(Optional.empty())));
  }
}
