package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Deployment whose new pods a quota or a webhook refuses. */
class RefusedPodsTest {
  private final Script script = Script.of(new Plans().wave("a", List.of(), "a1"));

  @BeforeEach
  void refuse() {
    script.accept("a1");
    script.cluster("a1").refusePods("2026-11-21T01:00:01Z");
    script.show("a1");
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

  @Test
  void being_refused_once_fails_nothing_and_is_told() {
    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            InFlightState.RollingOut.class,
            it -> {
              assertThat(it.status().reason()).isEqualTo("ReplicaFailure");
              assertThat(it.status().message())
                  .isEqualTo("0 of 2 pods updated; exceeded quota: team");
            });
  }

  @Test
  void being_refused_for_a_while_leads_to_a_healthy_workload_all_the_same() {
    lookFor(Plans.HEALTH.grace());
    script.cluster("a1").allowPods();

    script.rollOut("a1").showPods("a1").pass(Plans.SOAK).showPods("a1");

    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void being_refused_for_the_whole_grace_time_fails_with_what_the_controller_says() {
    lookFor(Limits.betweenLooks(Plans.HEALTH).plus(Plans.HEALTH.grace()).minusSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    lookFor(Duration.ofSeconds(1));

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            FinalState.Failed.class,
            it -> {
              assertThat(it.reason()).isEqualTo("ReplicaFailure");
              assertThat(it.message())
                  .isEqualTo(
                      "nothing moved for the whole grace time: 0 of 2 pods updated; exceeded quota:"
                          + " team");
              assertThat(it.trouble()).isEqualTo(Optional.empty());
            });
  }

  @Test
  void a_rollout_that_moves_while_some_pods_are_refused_is_not_given_up() {
    lookFor(Plans.HEALTH.grace());
    script.cluster("a1").startRollout();
    script.show("a1");

    lookFor(Plans.HEALTH.grace().minusSeconds(1));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }
}
