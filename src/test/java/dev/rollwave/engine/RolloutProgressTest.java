package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.HealthPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a rollout may stand still, and take in all. */
class RolloutProgressTest {
  private static final int PODS = 100;
  private static final Duration A_POD = Duration.ofSeconds(25);
  private static final Duration TOTAL = Duration.ofMinutes(30);

  private final Script script = script(Plans.HEALTH, PODS);

  private static Script script(HealthPolicy health, int pods) {
    return Script.of(new Plans().health(health).wave("a", List.of(), "a1"), Map.of("a1", pods))
        .accept("a1");
  }

  private static Script withTotal(int pods) {
    return script(Plans.HEALTH.withTotal(Optional.of(TOTAL)), pods);
  }

  @Test
  void what_moves_steadily_never_times_out_however_long_it_takes() {
    for (int pod = 1; pod <= PODS; pod++) {
      script.pass(A_POD);
      script.cluster("a1").progress(pod, PODS - 1);
      script.show("a1");
    }
    script.rollOut("a1").showPods("a1").pass(Plans.SOAK).showPods("a1");

    assertThat(A_POD.multipliedBy(PODS)).isGreaterThan(Plans.TIMEOUT.multipliedBy(8));
    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void what_stands_still_fails_and_says_since_when_and_where() {
    script.pass(Duration.ofMinutes(4));
    script.cluster("a1").progress(17, PODS - 1);
    script.show("a1").pass(Plans.TIMEOUT.minusSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    script.pass(Duration.ofSeconds(1)).showPods("a1");

    fails(
        script,
        "HealthTimeout",
        "no pod more was updated, Ready or available for 5m (health.timeout); 17 of 100 pods"
            + " updated");
  }

  @Test
  void new_pods_that_get_ready_one_after_another_move_it() {
    Script recreated = script(Plans.HEALTH, 4);
    for (int ready = 0; ready < 4; ready++) {
      recreated.cluster("a1").progress(4, ready);
      recreated.show("a1").pass(Plans.TIMEOUT.minusSeconds(1));
    }

    assertThat(recreated.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void counts_that_run_ahead_of_the_pods_do_not_hide_how_it_moves_afterwards() {
    Script hasty = script(Plans.HEALTH, 6);
    hasty.rollOut("a1");
    for (int pod = 3; pod <= 5; pod++) {
      hasty.cluster("a1").progress(pod, 5);
      hasty.show("a1").pass(Plans.TIMEOUT.minusSeconds(1));
      assertThat(hasty.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    }
  }

  @Test
  void pods_that_come_and_go_do_not_move_it() {
    for (int times = 0; times < 5; times++) {
      script.cluster("a1").progress(17, PODS);
      script.show("a1").pass(Duration.ofSeconds(30));
      script.cluster("a1").progress(16, PODS - 2);
      script.show("a1").pass(Duration.ofSeconds(30));
    }
    script.showPods("a1");

    fails(script, "HealthTimeout", "for 5m (health.timeout); 16 of 100 pods updated");
  }

  @Test
  void counts_of_an_old_template_do_not_move_it() {
    // All are updated to what was before, until the controller has observed the restart.
    script.pass(Duration.ofMinutes(4));
    script.cluster("a1").writeStatus();
    script.show("a1").pass(Duration.ofMinutes(1));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void what_moves_steadily_fails_when_it_takes_longer_in_all_than_its_total() {
    Script bounded = withTotal(PODS);
    for (int pod = 1; bounded.state("a1") instanceof InFlightState.RollingOut; pod++) {
      bounded.cluster("a1").progress(pod, PODS - 1);
      bounded.show("a1").pass(A_POD);
    }
    bounded.showPods("a1");

    fails(
        bounded,
        "HealthTotal",
        "not healthy within 30m in all (health.total), and no pod more was updated, Ready or"
            + " available for 25s; 72 of 100 pods updated");
  }

  @Test
  void the_time_that_it_soaks_does_not_count_for_the_total() {
    Script bounded =
        script(
            new HealthPolicy(
                    Plans.TIMEOUT,
                    TOTAL.multipliedBy(2),
                    Plans.GRACE,
                    Plans.HEALTH.onForeignChange())
                .withTotal(Optional.of(TOTAL)),
            3);
    bounded.rollOut("a1").showPods("a1").pass(TOTAL.plusMinutes(1));
    bounded.cluster("a1").scale(4);
    bounded.show("a1").pass(Plans.TIMEOUT.minusSeconds(1));

    assertThat(bounded.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void falling_back_for_the_first_time_gets_fresh_time_and_no_time_after_that() {
    Script flapping = script(Plans.HEALTH, 3);
    flapping.pass(Plans.TIMEOUT.minusSeconds(10));
    flapping.rollOut("a1").showPods("a1").pass(Duration.ofSeconds(20));
    for (int times = 0; times < 10; times++) {
      flapping.cluster("a1").loseOnePod().flap();
      flapping.show("a1").pass(Duration.ofSeconds(10));
      flapping.rollOut("a1").showPods("a1").pass(Duration.ofSeconds(20));
      assertThat(flapping.state("a1")).isInstanceOf(InFlightState.Soaking.class);
    }
    flapping.cluster("a1").loseOnePod();
    flapping.show("a1").showPods("a1");

    fails(flapping, "HealthTimeout", "for 5m (health.timeout); 2 of 3 pods available");
  }

  @Test
  void a_soak_that_holds_for_the_whole_timeout_is_no_flapping_however_often_it_ends() {
    Duration soak = Plans.TIMEOUT.multipliedBy(10);
    Script drained =
        script(
            new HealthPolicy(Plans.TIMEOUT, soak, Plans.GRACE, Plans.HEALTH.onForeignChange()), 3);
    drained.rollOut("a1").showPods("a1");
    for (int times = 0; times < 3; times++) {
      drained.pass(Plans.TIMEOUT.plusMinutes(1));
      drained.cluster("a1").loseOnePod();
      drained.show("a1").pass(Duration.ofSeconds(99));
      assertThat(drained.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
      drained.rollOut("a1").showPods("a1");
    }
    drained.pass(Plans.TIMEOUT.plusMinutes(1));
    drained.cluster("a1").loseOnePod();
    drained.show("a1").pass(Duration.ofSeconds(3)).showPods("a1");

    fails(drained, "HealthTimeout", "2 of 3 pods available");
  }

  @Test
  void what_is_scaled_gets_fresh_time() {
    script.pass(Plans.TIMEOUT.minusSeconds(1));
    script.cluster("a1").scale(PODS + 1);
    script.show("a1").pass(Plans.TIMEOUT.minusSeconds(1));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    script.pass(Duration.ofSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void an_autoscaler_without_an_end_does_not_keep_it_from_failing() {
    int times = 0;
    while (script.state("a1") instanceof InFlightState.RollingOut) {
      script.cluster("a1").scale(PODS + times++ % 2);
      script.show("a1").pass(Plans.TIMEOUT.minusSeconds(1));
    }

    assertThat(times).isBetween(Limits.CHANGES, Limits.CHANGES + 3);
  }

  @Test
  void a_template_that_somebody_changes_begins_a_rollout_anew() {
    script.cluster("a1").progress(90, PODS);
    script.show("a1");
    script.cluster("a1").restartByHand("2026-11-21T01:00:30Z");
    script.show("a1");
    for (int pod = 1; pod <= 10; pod++) {
      script.cluster("a1").progress(pod, PODS);
      script.show("a1").pass(Plans.TIMEOUT.minusSeconds(1));
      assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    }
  }

  @Test
  void somebody_who_changes_the_template_for_ever_does_not_keep_it_from_failing() {
    int times = 0;
    while (script.state("a1") instanceof InFlightState.RollingOut) {
      script
          .cluster("a1")
          .restartByHand("2026-11-21T01:00:%02dZ".formatted(++times))
          .progress(1, 9);
      script.show("a1").pass(Plans.TIMEOUT.minusSeconds(1));
    }

    assertThat(times).isBetween(Limits.CHANGES, Limits.CHANGES + 3);
  }

  @Test
  void one_that_is_scaled_down_moves_with_each_pod_fewer_that_is_missing() {
    script.cluster("a1").progress(60, PODS);
    script.show("a1");
    script.cluster("a1").scale(50);
    script.show("a1");
    for (int pod = 30; pod < 50; pod++) {
      script.cluster("a1").progress(pod, 50);
      script.show("a1").pass(Plans.TIMEOUT.minusSeconds(30));
      assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    }
  }

  @Test
  void time_out_of_reach_does_not_count() {
    Script bounded = withTotal(PODS);
    bounded.pass(Duration.ofMinutes(4)).send(new Event.OutageBegan("connection refused"));
    bounded.pass(Duration.ofMinutes(10)).send(new Event.OutageEnded());
    bounded.pass(Duration.ofSeconds(59));
    assertThat(bounded.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    bounded.pass(Duration.ofSeconds(1));
    assertThat(bounded.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void a_clock_that_is_set_neither_ends_it_nor_lets_it_live() {
    script.pass(Duration.ofMinutes(4)).setClock(Duration.ofHours(3));
    script.pass(Duration.ofSeconds(59));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    script.setClock(Duration.ofHours(-7)).pass(Duration.ofSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  private static void fails(Script script, String reason, String message) {
    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(reason);
              assertThat(failed.message()).endsWith(message);
            });
  }
}
