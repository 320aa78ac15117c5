package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.workload.rollout.ForeignChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that goes on with a rollout neither shortens its time nor renews it for ever. */
class ProgressAcrossProcessesTest {
  private static final int PODS = 10;
  private static final Duration TOTAL = Duration.ofMinutes(12);
  private static final Duration NIGHT = Duration.ofHours(20);

  private final Script script =
      Script.of(
              new Plans()
                  .health(Plans.HEALTH.withTotal(Optional.of(TOTAL)))
                  .wave("a", List.of(), "a1"),
              Map.of("a1", PODS))
          .accept("a1");

  @Test
  void the_time_that_it_stood_still_before_counts_and_the_night_between_does_not() {
    script.pass(Duration.ofMinutes(4));

    script.restore(script.checkpoint(), NIGHT).pass(Duration.ofSeconds(59));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    script.pass(Duration.ofSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_time_in_which_its_process_could_not_see_it_does_not_count(boolean isAskedToEnd) {
    script.pass(Duration.ofMinutes(4)).send(lost()).pass(Duration.ofSeconds(100));
    if (isAskedToEnd) {
      script.send(new Event.Interrupted("SIGTERM"));
    }

    script.restore(script.checkpoint(), NIGHT).pass(Duration.ofSeconds(59));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    script.pass(Duration.ofSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  private static Event lost() {
    return new Event.ScopeLost(
        new TreeSet<>(List.of(Plans.ref("a1"))), true, "list deployments.apps: 403 Forbidden");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_time_for_which_it_soaked_is_none_for_which_it_stood_still(boolean hasFallenBack) {
    Duration soak = Plans.TIMEOUT.multipliedBy(2);
    HealthPolicy patient = new HealthPolicy(Plans.TIMEOUT, soak, Plans.GRACE, ForeignChange.WAIT);
    Script soaking = Script.of(new Plans().health(patient).wave("a", List.of(), "a1"));
    soaking.accept("a1").rollOut("a1").showPods("a1");
    if (hasFallenBack) {
      soaking.cluster("a1").loseOnePod();
      soaking.show("a1").rollOut("a1").showPods("a1");
    }
    soaking.pass(soak.minusMinutes(1));
    Checkpoint checkpoint = soaking.checkpoint();

    soaking.cluster("a1").loseOnePod();
    soaking.restore(checkpoint, Duration.ofSeconds(20)).pass(Duration.ofSeconds(1));

    assertThat(soaking.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void processes_that_die_one_after_another_do_not_renew_it() {
    for (int dead = 0; dead < 4; dead++) {
      script.pass(Duration.ofMinutes(1)).restore(script.checkpoint(), NIGHT);
    }

    script.pass(Duration.ofMinutes(1));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void nor_do_processes_that_are_told_to_stop() {
    for (int stopped = 0; stopped < 4; stopped++) {
      script.pass(Duration.ofMinutes(1)).send(new Event.Interrupted("SIGTERM"));
      assertThat(script.state("a1")).isInstanceOf(FinalState.Unproven.class);
      script.restore(script.checkpoint(), NIGHT);
    }

    script.pass(Duration.ofMinutes(1));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void pods_that_were_there_before_do_not_move_it_again() {
    script.cluster("a1").progress(5, PODS);
    script.show("a1").pass(Duration.ofMinutes(4));
    script.cluster("a1").progress(4, PODS - 1);
    script.restore(script.checkpoint(), NIGHT);

    script.cluster("a1").progress(5, PODS);
    script.show("a1").pass(Duration.ofMinutes(1));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void what_moved_in_the_night_has_its_whole_time() {
    script.pass(Duration.ofMinutes(4));
    Checkpoint checkpoint = script.checkpoint();
    script.cluster("a1").progress(3, PODS);

    script.restore(checkpoint, NIGHT).pass(Plans.TIMEOUT.minusSeconds(1));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void what_was_scaled_in_the_night_has_its_whole_time() {
    script.pass(Duration.ofMinutes(4));
    Checkpoint checkpoint = script.checkpoint();
    script.cluster("a1").scale(PODS + 2);

    script.restore(checkpoint, NIGHT).pass(Plans.TIMEOUT.minusSeconds(1));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void what_was_edited_in_the_night_begins_anew() {
    script.cluster("a1").progress(9, PODS);
    script.show("a1").pass(Duration.ofMinutes(4));
    Checkpoint checkpoint = script.checkpoint();
    script.cluster("a1").restartByHand("2026-11-21T05:00:00Z");

    script.restore(checkpoint, NIGHT).pass(Plans.TIMEOUT.minusSeconds(1));
    script.cluster("a1").progress(1, PODS);
    script.show("a1").pass(Duration.ofMinutes(2));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void what_only_its_counts_call_complete_has_got_nowhere_yet() {
    script.rollOut("a1").showPods("a1");
    Checkpoint soaking = script.checkpoint();
    script.cluster("a1").restartByHand("2026-11-21T05:00:00Z").finishRollout().keepOldPods(true);

    script.restore(soaking, Duration.ofSeconds(20)).pass(Plans.SOAK).showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    script.pass(Plans.TIMEOUT.minusMinutes(1));
    script.cluster("a1").progress(1, PODS);
    script.show("a1").pass(Plans.TIMEOUT.minusMinutes(1));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void the_total_counts_what_each_of_them_watched() {
    for (int minute = 1; minute <= 12; minute++) {
      assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
      script.cluster("a1").progress(Math.min(minute, 9), PODS);
      script.show("a1").pass(Duration.ofMinutes(1));
      if (minute % 3 == 0 && minute < 12) {
        script.restore(script.checkpoint(), NIGHT);
      }
    }
    script.showPods("a1");

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo("HealthTotal"));
  }

  @Test
  void an_outage_in_which_a_process_dies_does_not_count() {
    script.pass(Duration.ofMinutes(4)).send(new Event.OutageBegan("connection refused"));
    script.pass(Duration.ofMinutes(9));

    script.restore(script.checkpoint(), NIGHT).pass(Duration.ofSeconds(59));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_has_held_a_gate_does_not_hold_it_for_as_long_again_after_its_process(
      boolean isAskedToEnd) {
    Script held = heldByA1().pass(Duration.ofMinutes(4));
    if (isAskedToEnd) {
      held.send(new Event.Interrupted("SIGTERM"));
    }

    held.restore(held.checkpoint(), NIGHT).pass(Duration.ofSeconds(59));
    assertThat(held.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    held.pass(Duration.ofSeconds(1));
    assertThat(held.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void what_has_held_a_gate_and_did_not_any_more_has_its_whole_time_after_its_process() {
    Script held = heldByA1();
    held.cluster("c1").loseOnePod();
    held.show("c1").pass(Duration.ofMinutes(4)).rollOut("a1").showPods("a1");
    assertThat(held.wave("b")).isInstanceOf(WaveState.Held.class);
    Checkpoint checkpoint = held.checkpoint();
    held.cluster("a1").loseOnePod();

    held.restore(checkpoint, NIGHT).pass(Plans.TIMEOUT.minusSeconds(1));

    assertThat(held.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    assertThat(held.state("c1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void what_has_failed_and_is_only_asked_why_has_failed_for_the_next_process_too() {
    script.pass(Plans.TIMEOUT);
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);

    script.restore(script.checkpoint(), NIGHT);

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo("HealthTimeout"));
  }

  private static Script heldByA1() {
    Script held =
        Script.of(
                new Plans()
                    .cooldown(Duration.ofMinutes(2))
                    .wave("a", List.of(), "a1")
                    .wave("c", List.of(), "c1")
                    .wave("b", List.of("a", "c"), "b1"))
            .accept("a1")
            .accept("c1")
            .rollOut("a1")
            .rollOut("c1")
            .showPods("a1")
            .showPods("c1")
            .pass(Plans.SOAK)
            .showPods("a1")
            .showPods("c1");
    held.cluster("a1").loseOnePod();
    held.show("a1").pass(Duration.ofMinutes(2));
    assertThat(held.wave("b")).isInstanceOf(WaveState.Held.class);
    return held;
  }
}
