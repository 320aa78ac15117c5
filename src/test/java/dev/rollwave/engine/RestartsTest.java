package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.workload.RestartMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartsTest {
  private final Script script = Script.of(new Plans().wave("a", List.of(), "a1"));

  @Test
  void an_accepted_restart_is_rolling_out() {
    script.accept("a1");

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    assertThat(script.restarted()).hasSize(1);
  }

  @Test
  void a_lost_reply_is_looked_up_and_never_sent_again() {
    script.acceptWithoutReply("a1");
    assertThat(script.asksToReread("a1")).isTrue();

    script.reread("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    assertThat(script.restarted()).hasSize(1);
  }

  @Test
  void no_answer_at_all_is_looked_up_too() {
    script.cluster("a1").apply(script.patch("a1"));
    script.pass(Limits.PATCH_TIMEOUT);

    assertThat(script.asksToReread("a1")).isTrue();
  }

  private void anotherRunRestarts(String name) {
    Command.PatchRestart ours = script.patch("a1");
    script
        .cluster(name)
        .apply(
            new Command.PatchRestart(
                Plans.ref(name),
                ours.uid(),
                ours.resourceVersion(),
                new RestartMark("run-2", ours.mark().plan(), "2026-11-21T01:00:09Z"),
                ours.reason(),
                ours.notAfter()));
  }

  @Test
  void a_restart_that_another_run_of_the_plan_made_first_is_not_made_again_and_ends_the_run() {
    anotherRunRestarts("a1");
    script.send(new Event.RestartUnknown(Plans.ref("a1"), "409")).reread("a1");

    assertThat(script.restarted()).hasSize(1);
    assertThat(script.outcome())
        .hasValueSatisfying(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    RunOutcome.Incomplete.class,
                    how -> assertThat(how.cause()).contains("another run of this plan, run-2")));
  }

  @Test
  void what_another_run_of_the_plan_restarts_later_ends_the_run_too() {
    Script twoWaves =
        Script.of(new Plans().wave("a", List.of(), "a1").wave("b", List.of("a"), "b1"));
    twoWaves.accept("a1");
    twoWaves
        .cluster("b1")
        .apply(
            new Command.PatchRestart(
                Plans.ref("b1"),
                "uid-1",
                "100",
                new RestartMark(
                    "run-2", twoWaves.patch("a1").mark().plan(), "2026-11-21T01:00:09Z"),
                "a test",
                Instant.MAX));
    twoWaves.show("b1");

    assertThat(twoWaves.outcome()).containsInstanceOf(RunOutcome.Incomplete.class);
    assertThat(twoWaves.restarted()).hasSize(1);
  }

  @Test
  void a_server_that_named_a_time_is_left_alone_until_then() {
    script.send(new Event.RestartUnknown(Plans.ref("a1"), "429", Duration.ofSeconds(30)));

    assertThat(script.pass(Duration.ofSeconds(29)).asksToReread("a1")).isFalse();
    assertThat(script.pass(Duration.ofSeconds(1)).asksToReread("a1")).isTrue();
  }

  @Test
  void a_conflict_is_sent_again_with_the_new_resource_version_and_the_same_stamp() {
    String stamp = script.patch("a1").mark().stamp();
    script.cluster("a1").writeStatus();
    script.send(new Event.RestartUnknown(Plans.ref("a1"), "409")).pass(Duration.ofSeconds(3));

    script.reread("a1");

    assertThat(script.restarted()).hasSize(2);
    assertThat(script.patch("a1").resourceVersion()).isEqualTo("101");
    assertThat(script.patch("a1").mark().stamp()).isEqualTo(stamp);
  }

  @Test
  void a_restart_by_hand_in_between_makes_the_next_stamp_a_later_one() {
    Script script = Script.of(new Plans().wave("a", List.of(), "one"));
    script.cluster("one").restartByHand("2026-11-21T01:00:10Z");
    script.send(new Event.RestartUnknown(Plans.ref("one"), "409 Conflict"));
    script.pass(Duration.ofSeconds(1)).reread("one");

    assertThat(script.restarted()).containsExactly("one", "one");
    assertThat(Instant.parse(script.patch("one").mark().stamp()))
        .isAfter(Instant.parse("2026-11-21T01:00:10Z"));
  }

  @Test
  void a_restart_by_hand_that_is_older_than_ours_leaves_our_stamp_as_it_is() {
    Script script = Script.of(new Plans().wave("a", List.of(), "one"));
    String first = script.patch("one").mark().stamp();
    script.cluster("one").restartByHand("2026-11-21T00:59:00Z");
    script.send(new Event.RestartUnknown(Plans.ref("one"), "409 Conflict"));
    script.pass(Duration.ofSeconds(1)).reread("one");

    assertThat(script.patch("one").mark().stamp()).isEqualTo(first);
  }

  @Test
  void what_is_paused_when_its_turn_comes_has_failed() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "one").wave("b", List.of("a"), "two"));
    script.cluster("two").pause();
    script.show("two").makeHealthy("one");

    assertThat(script.state("two")).isInstanceOf(FinalState.Failed.class);
    assertThat(script.restarted()).containsExactly("one");
  }

  @Test
  void an_interrupt_leaves_the_waves_that_were_not_done_and_no_question_open() {
    Script script =
        Script.of(
            new Plans()
                .onFailure(FailurePolicy.CONTINUE)
                .wave("a", List.of(), "one")
                .wave("b", List.of("a"), "two")
                .wave("c", List.of("b"), "three")
                .wave("d", List.of(), "four"));
    script.makeHealthy("one").accept("four").pass(Plans.TIMEOUT);
    script.send(new Event.Interrupted("told to end"));

    assertThat(script.wave("a")).isInstanceOf(WaveState.Released.class);
    assertThat(script.wave("b")).isEqualTo(new WaveState.Withheld("told to end"));
    assertThat(script.wave("c")).isEqualTo(new WaveState.Withheld("told to end"));
    assertThat(script.state("three")).isEqualTo(new FinalState.Withheld("told to end"));
    assertThat(script.state("four")).isInstanceOf(FinalState.Failed.class);
    assertThat(script.outcome()).contains(new RunOutcome.WorkloadsFailed());
  }

  @Test
  void conflicts_without_end_are_a_failure_that_says_so() {
    for (int i = 0; i < Limits.PATCH_ATTEMPTS; i++) {
      script.cluster("a1").writeStatus();
      script.send(new Event.RestartUnknown(Plans.ref("a1"), "409 conflict"));
      script.pass(Duration.ofSeconds(5));
      script.reread("a1");
    }

    assertThat(script.restarted()).hasSize(Limits.PATCH_ATTEMPTS);
    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("RestartNotApplied");
              assertThat(failed.message()).contains("10 times").contains("409 conflict");
            });
  }

  @Test
  void a_restart_that_is_sent_again_keeps_its_distance_from_the_others_too() {
    Duration apart = Duration.ofSeconds(10);
    Script both =
        Script.of(new Plans().throttle(Plans.apart(apart)).wave("a", List.of(), "a1", "a2"));
    both.pass(apart);
    assertThat(both.restarted()).containsExactly("a1", "a2");

    both.send(new Event.RestartUnknown(Plans.ref("a1"), "timeout")).reread("a1");
    assertThat(both.restarted()).as("right after a2").hasSize(2);

    both.pass(apart);
    assertThat(both.asksToReread("a1")).isTrue();
    both.reread("a1");
    assertThat(both.restarted()).containsExactly("a1", "a2", "a1");
  }

  @Test
  void a_workload_scaled_to_nothing_in_doubt_is_skipped_and_not_sent_again() {
    script.cluster("a1").scale(0);
    script.send(new Event.RestartUnknown(Plans.ref("a1"), "409")).reread("a1");

    assertThat(script.restarted()).hasSize(1);
    assertThat(script.state("a1")).isInstanceOf(FinalState.Skipped.class);
  }

  @Test
  void a_restart_found_applied_after_a_long_outage_has_its_whole_health_timeout_yet() {
    script.acceptWithoutReply("a1").send(new Event.OutageBegan("connection refused"));
    script.pass(Plans.TIMEOUT.plusSeconds(1)).send(new Event.OutageEnded());

    script.reread("a1").pass(Plans.TIMEOUT.minus(Duration.ofSeconds(1)));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void a_watch_that_is_faster_than_the_reply_confirms_the_restart() {
    script.cluster("a1").apply(script.patch("a1"));
    script.show("a1");

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void a_late_reply_or_a_late_doubt_changes_nothing() {
    script.accept("a1");
    WorkloadState before = script.state("a1");

    script.send(new Event.RestartUnknown(Plans.ref("a1"), "late"));
    script.send(new Event.RestartRefused(Plans.ref("a1"), "late"));

    assertThat(script.state("a1")).isEqualTo(before);
    assertThat(script.restarted()).hasSize(1);
  }

  @Test
  void a_request_that_was_not_sent_since_the_window_closed_goes_back_to_waiting() {
    script.send(new Event.RestartNotSent(Plans.ref("a1")));
    assertThat(script.asksToReread("a1")).isTrue();
  }

  @Test
  void a_workload_deleted_in_doubt_has_failed() {
    script.send(new Event.RestartUnknown(Plans.ref("a1"), "reset"));
    script.send(new Event.Reread(Plans.ref("a1"), Optional.empty()));

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class, f -> assertThat(f.reason()).isEqualTo("Deleted"));
  }

  @Test
  void a_workload_recreated_in_doubt_has_failed_and_both_uids_are_told() {
    script.cluster("a1").recreate();
    script.send(new Event.RestartUnknown(Plans.ref("a1"), "reset"));
    script.reread("a1");

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            f -> {
              assertThat(f.reason()).isEqualTo("Recreated");
              assertThat(f.message()).contains("uid-1").contains("uid-2");
            });
  }

  @Test
  void an_interrupt_ends_the_run_at_once_and_calls_what_is_in_flight_unproven() {
    script.accept("a1");
    script.send(new Event.Interrupted("SIGTERM"));

    assertThat(script.outcome()).contains(new RunOutcome.Interrupted("SIGTERM"));
    assertThat(script.state("a1")).isInstanceOf(FinalState.Unproven.class);
  }

  @Test
  void a_lock_that_is_lost_and_a_fault_of_our_own_end_the_run_too_but_nobody_need_start_it_again() {
    for (Event.CutShort end :
        List.of(new Event.LockLost("taken by them"), new Event.Faulted("a bug"))) {
      Script cut = Script.of(new Plans().wave("a", List.of(), "a1"));
      cut.accept("a1").send(end);

      assertThat(cut.outcome()).contains(new RunOutcome.Incomplete(end.cause()));
      assertThat(cut.state("a1")).isInstanceOf(FinalState.Unproven.class);
    }
  }

  @Test
  void a_step_of_an_ended_run_changes_nothing() {
    script.makeHealthy("a1");
    RunState ended = script.run();

    script.send(new Event.Interrupted("late"));

    assertThat(script.run()).isEqualTo(ended);
  }
}
