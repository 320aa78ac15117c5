package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.FailurePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatesTest {
  @Test
  void roots_start_at_once_and_side_by_side() {
    Script script =
        Script.of(new Plans().wave("caches", List.of(), "redis").wave("batch", List.of(), "spool"));

    assertThat(script.restarted()).containsExactly("redis", "spool");
  }

  @Test
  void a_wave_waits_until_every_dependency_is_healthy() {
    Script script =
        Script.of(
            new Plans()
                .wave("a", List.of(), "a1")
                .wave("b", List.of(), "b1")
                .wave("c", List.of("a", "b"), "c1"));

    script.makeHealthy("a1");
    assertThat(script.restarted()).doesNotContain("c1");

    script.makeHealthy("b1");
    assertThat(script.restarted()).endsWith("c1");
  }

  @Test
  void a_wave_never_waits_for_an_unrelated_branch() {
    Script script =
        Script.of(
            new Plans()
                .wave("a", List.of(), "a1")
                .wave("slow", List.of(), "s1")
                .wave("after-a", List.of("a"), "a2"));

    script.makeHealthy("a1");

    assertThat(script.restarted()).containsExactly("a1", "s1", "a2");
  }

  @Test
  void dependents_wait_for_the_cooldown() {
    Script script =
        Script.of(
            new Plans()
                .cooldown(Duration.ofMinutes(2))
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1"));

    script.makeHealthy("a1");
    assertThat(script.wave("a")).isInstanceOf(WaveState.CoolingDown.class);
    assertThat(script.untilWake()).isEqualTo(Duration.ofMinutes(2));

    script.pass(Duration.ofSeconds(119));
    assertThat(script.restarted()).containsExactly("a1");

    script.pass(Duration.ofSeconds(1));
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void nobody_waits_for_the_cooldown_of_the_last_wave() {
    Script script = Script.of(new Plans().cooldown(Duration.ofHours(1)).wave("a", List.of(), "a1"));

    script.makeHealthy("a1");

    assertThat(script.outcome()).contains(new RunOutcome.Done());
  }

  @Test
  void a_workload_with_no_replicas_is_skipped_and_opens_the_gate_without_a_cooldown() {
    Script script =
        Script.of(
            new Plans()
                .cooldown(Duration.ofMinutes(2))
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1"),
            Map.of("a1", 0));

    assertThat(script.state("a1")).isInstanceOf(FinalState.Skipped.class);
    assertThat(script.restarted()).containsExactly("b1");
  }

  @Test
  void a_run_in_which_nothing_was_due_is_done_at_once() {
    Script script = Script.of(new Plans().wave("a", List.of(), "a1"), Map.of("a1", 0));

    assertThat(script.outcome()).contains(new RunOutcome.Done());
  }

  @Test
  void with_continue_only_the_branches_behind_the_failed_wave_stay_untouched() {
    Script script =
        Script.of(
            new Plans()
                .onFailure(FailurePolicy.CONTINUE)
                .wave("a", List.of(), "a1")
                .wave("b", List.of(), "b1")
                .wave("after-a", List.of("a"), "a2")
                .wave("after-after-a", List.of("after-a"), "a3")
                .wave("after-b", List.of("b"), "b2"));

    script.send(new Event.RestartRefused(Plans.ref("a1"), "patch deployments in shop: forbidden"));
    script.makeHealthy("b1");
    script.makeHealthy("b2");

    assertThat(script.restarted()).containsExactly("a1", "b1", "b2");
    assertThat(script.state("a3"))
        .isEqualTo(new FinalState.Withheld("wave after-a is not healthy"));
    assertThat(script.outcome()).contains(new RunOutcome.WorkloadsFailed());
  }

  @Test
  void with_halt_nothing_new_starts_and_what_is_in_flight_is_seen_through() {
    Script script =
        Script.of(
            new Plans()
                .wave("a", List.of(), "a1")
                .wave("b", List.of(), "b1")
                .wave("after-b", List.of("b"), "b2"));

    script.send(new Event.RestartRefused(Plans.ref("a1"), "forbidden"));
    assertThat(script.outcome()).isEmpty();

    script.makeHealthy("b1");
    assertThat(script.state("b1")).isInstanceOf(FinalState.Healthy.class);
    assertThat(script.restarted()).doesNotContain("b2");
    assertThat(script.state("b2"))
        .isEqualTo(new FinalState.Withheld("halted: shop/Deployment/a1 failed"));
    assertThat(script.outcome()).contains(new RunOutcome.WorkloadsFailed());
  }

  @Test
  void with_continue_the_rest_of_the_failed_wave_goes_on() {
    Script script =
        Script.of(
            new Plans()
                .onFailure(FailurePolicy.CONTINUE)
                .throttle(Plans.atMost(1))
                .wave("a", List.of(), "a1", "a2"));

    script.send(new Event.RestartRefused(Plans.ref("a1"), "forbidden"));

    assertThat(script.restarted()).containsExactly("a1", "a2");
  }

  @Test
  void a_wave_of_which_one_failed_is_called_neither_healthy_nor_released() {
    Script script =
        Script.of(
            new Plans()
                .onFailure(FailurePolicy.CONTINUE)
                .wave("a", List.of(), "a1", "a2")
                .wave("after-a", List.of("a"), "a3"));

    script.send(new Event.RestartRefused(Plans.ref("a1"), "forbidden")).makeHealthy("a2");

    assertThat(script.wave("a")).isInstanceOf(WaveState.Failed.class);
    assertThat(script.story())
        .noneMatch(it -> it instanceof Notification.WaveHealthy)
        .noneMatch(it -> it instanceof Notification.WaveReleased);
  }
}
