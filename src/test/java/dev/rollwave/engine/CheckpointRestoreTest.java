package dev.rollwave.engine;

import static dev.rollwave.engine.script.Plans.SOAK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Pause;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.workload.PodSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointRestoreTest {
  private static final Duration LITTLE = Duration.ofSeconds(2);

  @Test
  void what_was_restarted_before_the_kill_is_waited_for_and_not_restarted_again() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "one").wave("b", List.of("a"), "two"));
    Checkpoint before = script.checkpoint();
    script.accept("one").restore(before, LITTLE);

    assertThat(script.restarted()).containsExactly("one");
    assertThat(script.state("one")).isInstanceOf(InFlightState.RollingOut.class);
    script.rollOut("one").showPods("one").pass(SOAK).showPods("one").pass(Duration.ZERO);
    assertThat(script.restarted()).containsExactly("one", "two");
  }

  @Test
  void a_restart_decided_but_not_applied_is_made_by_the_successor() {
    Script script = Script.of(new Plans().wave("a", List.of(), "one"));
    script.restore(script.checkpoint(), LITTLE);

    assertThat(script.restarted()).containsExactly("one", "one");
    script.makeHealthy("one");
    assertThat(script.outcome()).contains(new RunOutcome.Done());
  }

  @Test
  void what_was_healthy_stays_so_and_its_way_is_remembered() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "one").wave("b", List.of("a"), "two"))
            .makeHealthy("one");
    WorkloadProgress.Timeline way = timeline(script, "one");
    script.restore(script.checkpoint(), Duration.ofHours(3));

    assertThat(script.state("one")).isInstanceOf(FinalState.Healthy.class);
    assertThat(timeline(script, "one")).isEqualTo(way);
    assertThat(script.run().startedAt()).isEqualTo(Script.START);
    assertThat(script.restarted()).doesNotContainSequence("one", "one");
  }

  @Test
  void a_wave_that_was_under_way_keeps_when_it_was_ready_and_started() {
    Script script = Script.of(new Plans().wave("a", List.of(), "one", "two"));
    WaveProgress.Timeline way = script.run().waves().getFirst().timeline();
    Checkpoint before = script.checkpoint();
    script.accept("one").accept("two").restore(before, Duration.ofHours(1));

    assertThat(way.started()).isPresent();
    assertThat(script.run().waves().getFirst().timeline()).isEqualTo(way);
    assertThat(timeline(script, "one").patched()).contains(Script.START);
  }

  @Test
  void dependents_wait_for_what_was_healthy_and_broke_since() {
    Script script =
        Script.of(
                new Plans()
                    .cooldown(Duration.ofMinutes(1))
                    .wave("a", List.of(), "one")
                    .wave("b", List.of("a"), "two"))
            .makeHealthy("one");
    script.cluster("one").loseOnePod();
    script.restore(script.checkpoint(), Duration.ofMinutes(5));

    assertThat(script.restarted()).containsExactly("one");
    assertThat(script.wave("a")).isInstanceOf(WaveState.Running.class);
  }

  @Test
  void dependents_wait_for_what_was_healthy_and_whose_counts_hide_that_a_pod_is_gone() {
    Script script =
        Script.of(
                new Plans()
                    .cooldown(Duration.ofMinutes(1))
                    .wave("a", List.of(), "one")
                    .wave("b", List.of("a"), "two"))
            .makeHealthy("one");
    PodSet before = script.cluster("one").pods();
    PodSet now = new PodSet(before.newestRevision(), before.pods().subList(0, 1));
    script.restore(script.checkpoint(), LITTLE, Map.of(Plans.ref("one"), now));

    assertThat(script.restarted()).containsExactly("one");
    assertThat(script.state("one")).isInstanceOf(InFlightState.RollingOut.class);
    script.showPods("one").pass(SOAK).showPods("one").pass(Duration.ZERO);
    assertThat(script.state("one")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void what_was_healthy_and_whose_pods_cannot_be_read_is_proven_anew() {
    Script script =
        Script.of(
                new Plans()
                    .cooldown(Duration.ofMinutes(1))
                    .wave("a", List.of(), "one")
                    .wave("b", List.of("a"), "two"))
            .makeHealthy("one");
    script.restore(script.checkpoint(), LITTLE, Map.of());

    assertThat(script.restarted()).containsExactly("one");
    assertThat(script.asksForPods("one")).isTrue();
  }

  @Test
  void what_was_healthy_and_carries_a_stamp_and_no_mark_was_restarted_by_somebody_else() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "one").wave("b", List.of("a"), "two"))
            .makeHealthy("one");
    Checkpoint before = script.checkpoint();
    script.cluster("one").takeMarkAway();
    script.restore(before, LITTLE);

    assertThat(script.state("one")).isInstanceOf(FinalState.Failed.class);
    assertThat(script.wave("b")).isInstanceOf(WaveState.Withheld.class);
  }

  @Test
  void what_was_healthy_and_lost_its_stamp_while_nobody_looked_fails_and_says_what_may_have_been() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "one").wave("b", List.of("a"), "two"))
            .makeHealthy("one");
    Checkpoint before = script.checkpoint();
    script.cluster("one").takeStampAway();
    script.cluster("one").takeMarkAway();
    script.restore(before, LITTLE);

    assertThat(script.state("one"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed ->
                assertThat(failed.message())
                    .contains("it was taken away, or the workload was deleted"));
    assertThat(script.wave("b")).isInstanceOf(WaveState.Withheld.class);
  }

  @Test
  void what_this_run_restarted_and_another_one_after_it_is_not_restarted_again() {
    Script script = Script.of(new Plans().wave("a", List.of(), "one")).accept("one");
    Checkpoint before = script.checkpoint();
    script.cluster("one").restartByRun("run-2", "2026-11-21T01:00:30Z");
    script.restore(before, Duration.ofMinutes(1));

    assertThat(script.restarted()).containsExactly("one");
    assertThat(script.state("one")).isInstanceOf(InFlightState.RollingOut.class);
    script.rollOut("one").showPods("one").pass(SOAK).showPods("one");
    assertThat(script.outcome()).contains(new RunOutcome.Done());
  }

  @Test
  void what_was_restarted_and_carries_no_mark_any_more_is_not_restarted_again_and_has_failed() {
    Script script = Script.of(new Plans().wave("a", List.of(), "one")).accept("one");
    Checkpoint before = script.checkpoint();
    script.cluster("one").takeMarkAway();
    script.restore(before, LITTLE);

    assertThat(script.restarted()).containsExactly("one");
    assertThat(script.state("one"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class, failed -> assertThat(failed.reason()).isEqualTo("Reverted"));
  }

  @Test
  void what_another_run_restarted_before_this_one_asked_is_still_to_be_restarted() {
    Script script = Script.of(new Plans().wave("a", List.of(), "one"));
    Checkpoint before = script.checkpoint();
    script.cluster("one").restartByRun("run-0", "2026-11-21T00:00:30Z");
    script.restore(before, Duration.ofMinutes(1));

    assertThat(script.restarted()).containsExactly("one", "one");
  }

  @Test
  void what_was_restarted_and_then_created_again_is_another_workload_which_is_restarted() {
    Script script = Script.of(new Plans().wave("a", List.of(), "one")).accept("one");
    Checkpoint before = script.checkpoint();
    script.cluster("one").recreate();
    script.restore(before, Duration.ofMinutes(1));

    assertThat(script.restarted()).containsExactly("one", "one");
  }

  @Test
  void max_in_flight_counts_what_is_in_flight_since_before_the_kill() {
    Script script =
        Script.of(new Plans().throttle(Plans.atMost(1)).wave("a", List.of(), "one", "two"));
    Checkpoint before = script.checkpoint();
    script.accept("one").restore(before, LITTLE);

    assertThat(script.restarted()).containsExactly("one");
    script.rollOut("one").showPods("one").pass(SOAK).showPods("one").pass(Duration.ZERO);
    assertThat(script.restarted()).containsExactly("one", "two");
  }

  @Test
  void min_interval_is_kept_from_restarts_before_the_kill() {
    Duration interval = Duration.ofSeconds(20);
    Script script =
        Script.of(new Plans().throttle(Plans.apart(interval)).wave("a", List.of(), "one", "two"));
    Checkpoint before = script.checkpoint();
    script.accept("one").restore(before, LITTLE);

    assertThat(script.restarted()).containsExactly("one");
    script.pass(interval.minusMillis(1));
    assertThat(script.restarted()).containsExactly("one");
    script.pass(Duration.ofMillis(1));
    assertThat(script.restarted()).containsExactly("one", "two");
  }

  @Test
  void a_waves_interval_is_kept_though_the_kill_came_before_the_wave_was_written_down() {
    Duration interval = Duration.ofSeconds(20);
    Script script =
        Script.of(new Plans().wave("a", List.of(), Plans.apart(interval), "one", "two"));
    Checkpoint nothingWritten =
        new Checkpoint(
            Script.START, Optional.empty(), Map.of(), Map.of(), Map.of(), Optional.empty());
    script.accept("one").restore(nothingWritten, LITTLE);

    assertThat(script.restarted()).containsExactly("one");
    script.pass(interval);
    assertThat(script.restarted()).containsExactly("one", "two");
  }

  @Test
  void a_waves_interval_is_kept_over_a_process_that_found_a_restart_and_made_none() {
    Duration interval = Duration.ofMinutes(5);
    Script script =
        Script.of(new Plans().wave("a", List.of(), Plans.apart(interval), "one", "two"));
    Checkpoint nothingWritten =
        new Checkpoint(
            Script.START, Optional.empty(), Map.of(), Map.of(), Map.of(), Optional.empty());
    script.accept("one").restore(nothingWritten, LITTLE);
    script.rollOut("one").showPods("one").pass(Plans.SOAK).showPods("one");
    assertThat(script.state("one")).isInstanceOf(FinalState.Healthy.class);

    script.restore(script.checkpoint(), LITTLE);

    assertThat(script.restarted()).containsExactly("one");
    script.pass(interval);
    assertThat(script.restarted()).containsExactly("one", "two");
  }

  @Test
  void a_cooldown_goes_on_from_when_the_wave_was_healthy() {
    Duration cooldown = Duration.ofMinutes(2);
    Script script =
        Script.of(
                new Plans()
                    .cooldown(cooldown)
                    .wave("a", List.of(), "one")
                    .wave("b", List.of("a"), "two"))
            .makeHealthy("one");
    Instant healthy = script.now();
    script.restore(script.checkpoint(), Duration.ofSeconds(90));

    assertThat(script.wave("a")).isEqualTo(new WaveState.CoolingDown(healthy.plus(cooldown)));
    script.pass(Duration.ofSeconds(29));
    assertThat(script.restarted()).containsExactly("one");
    script.pass(Duration.ofSeconds(1));
    assertThat(script.restarted()).containsExactly("one", "two");
  }

  @Test
  void a_soak_goes_on_across_the_interruption_when_its_pods_were_steady() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "one"))
            .accept("one")
            .rollOut("one")
            .showPods("one")
            .pass(SOAK.minusSeconds(10));
    script.restore(script.checkpoint(), Duration.ofSeconds(4));

    assertThat(script.state("one")).isInstanceOf(InFlightState.Soaking.class);
    script.pass(Duration.ofSeconds(6)).showPods("one");
    assertThat(script.outcome()).contains(new RunOutcome.Done());
  }

  @Test
  void a_soak_begins_anew_when_a_pod_was_unready_while_nobody_looked() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "one"))
            .accept("one")
            .rollOut("one")
            .showPods("one")
            .pass(SOAK.minusSeconds(10));
    script.cluster("one").flap();
    script.restore(script.checkpoint(), Duration.ofSeconds(10)).showPods("one");

    assertThat(script.outcome()).isEmpty();
    script.pass(SOAK.minusSeconds(1)).pass(Duration.ofSeconds(1)).showPods("one");
    assertThat(script.outcome()).contains(new RunOutcome.Done());
  }

  @Test
  void a_failure_is_not_forgotten_and_halts_the_successor_too() {
    Script script =
        Script.of(
            new Plans()
                .onFailure(FailurePolicy.HALT)
                .wave("a", List.of(), "one", "two")
                .wave("b", List.of(), "three"));
    script.send(new Event.RestartRefused(Plans.ref("one"), "no"));
    Checkpoint before = script.checkpoint();
    int sent = script.restarted().size();
    script.accept("two").accept("three").restore(before, LITTLE);

    assertThat(script.restarted()).hasSize(sent);
    assertThat(script.state("one")).isInstanceOf(FinalState.Failed.class);
    assertThat(script.run().stopping()).isPresent();
  }

  @Test
  void a_pause_outlives_the_process_that_was_paused() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "one").wave("b", List.of("a"), "two"));
    Pause pause = new Pause("ops", "database is busy", Script.START);
    script.send(new Event.Paused(pause)).makeHealthy("one").restore(script.checkpoint(), LITTLE);

    assertThat(script.run().pause()).contains(pause);
    assertThat(script.restarted()).containsExactly("one");
    script.send(new Event.PauseLifted("ops", "over"));
    assertThat(script.restarted()).containsExactly("one", "two");
  }

  @Test
  void a_cancelled_run_sees_through_what_is_in_flight_and_restarts_nothing_more() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "one").wave("b", List.of("a"), "two"))
            .accept("one");
    script.send(new Event.Cancelled("ops", "wrong plan"));
    assertThat(script.outcome()).isEmpty();
    script.rollOut("one").showPods("one").pass(SOAK).showPods("one");

    assertThat(script.outcome()).contains(new RunOutcome.Cancelled("cancelled by ops: wrong plan"));
    assertThat(script.state("one")).isInstanceOf(FinalState.Healthy.class);
    assertThat(script.state("two")).isInstanceOf(FinalState.Withheld.class);
  }

  private static WorkloadProgress.Timeline timeline(Script script, String name) {
    return script.run().waves().stream()
        .flatMap(wave -> wave.workloads().stream())
        .filter(w -> w.ref().name().equals(name))
        .map(WorkloadProgress::timeline)
        .findFirst()
        .orElseThrow();
  }
}
